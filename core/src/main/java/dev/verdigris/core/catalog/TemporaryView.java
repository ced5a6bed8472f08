package dev.verdigris.core.catalog;

import java.util.Optional;

import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.name.Identifier;

/**
 * A view that exists only until its session ends. It is in no listed schema, but the catalog shows it to everybody. The
 * catalog does not list what it reads.
 *
 * @param id its id
 * @param name its name
 * @param owner the name of its owner, which is the role of its session; the role's id if the name is not known
 * @param createSql its stored definition, with names resolved to {@code [u1 AS "db"."schema"."name"]}; empty if the
 *     catalog shows none
 */
public record TemporaryView(ItemId id, Identifier name, String owner, Optional<String> createSql) {}
