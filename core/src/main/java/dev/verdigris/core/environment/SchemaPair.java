package dev.verdigris.core.environment;

import dev.verdigris.core.name.SchemaName;

/**
 * A live schema and its suffixed counterpart, by name.
 *
 * @param live the production name
 * @param suffixed the same name with the environment's suffix, in the same database
 */
public record SchemaPair(SchemaName live, SchemaName suffixed) implements Pair {

    @Override
    public String inWords() {
        return "schema " + live + " with " + suffixed;
    }
}
