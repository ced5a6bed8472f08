package dev.verdigris.core.marker;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;

/**
 * The names that an environment's marker schema may have.
 *
 * @param database the database of the marker
 * @param environment the name of the environment
 */
public record MarkerNames(Identifier database, Identifier environment) {

    /** The marker names of an environment. */
    public static MarkerNames of(Environment environment) {
        return new MarkerNames(environment.database(), environment.name());
    }

    /** The marker's name in a phase. */
    public SchemaName in(Phase phase) {
        return new SchemaName(database, Identifier.of("verdigris_" + environment.value() + "_" + phase.word()));
    }
}
