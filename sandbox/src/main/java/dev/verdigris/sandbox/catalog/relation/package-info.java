/**
 * DDL for relations: tables, sources, views, materialized views and indexes.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.relation.RelationDdl} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog.relation;

import org.jspecify.annotations.NullMarked;
