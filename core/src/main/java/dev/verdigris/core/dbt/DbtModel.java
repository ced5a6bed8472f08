package dev.verdigris.core.dbt;

import java.util.Optional;

import dev.verdigris.core.name.ObjectName;

/**
 * What dbt says of one relation.
 *
 * @param id the unique id in the project
 * @param kind the type of the resource, such as {@code model}, {@code seed} or {@code source}
 * @param name its name in the project
 * @param file the file that defines it, as dbt shows it
 * @param relation the relation, by the name that dbt has resolved
 * @param owner who is responsible for it, if the project says so
 */
public record DbtModel(String id, String kind, String name, String file, ObjectName relation, Optional<String> owner) {}
