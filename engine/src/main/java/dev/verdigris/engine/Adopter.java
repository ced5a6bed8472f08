package dev.verdigris.engine;

import dev.verdigris.core.adoption.Adoption;
import dev.verdigris.core.adoption.AdoptionWish;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.internal.adoption.AdoptRun;
import dev.verdigris.engine.internal.connection.ConnectionSource;
import dev.verdigris.engine.request.EngineOptions;

/** Makes the model files of what is live on a server. */
public final class Adopter {

    private Adopter() {}

    /**
     * Reads the catalog, in one message of one moment, and makes the files. Changes nothing and writes no file.
     *
     * @param connection the server; its role needs no rights beyond those to read the catalog
     * @param options the limits of a statement
     * @param wish what is to be adopted
     * @return the files and the problems; a server that cannot be reached is a problem, too
     */
    public static Adoption adopt(ConnectionSettings connection, EngineOptions options, AdoptionWish wish) {
        return new AdoptRun(ConnectionSource.of(connection), options, wish).adopt();
    }
}
