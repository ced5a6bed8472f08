package dev.verdigris.sandbox.session.core;

import dev.verdigris.sandbox.backend.SharedConnection;
import dev.verdigris.sandbox.catalog.lock.CatalogState;
import dev.verdigris.sandbox.catalog.lock.NameGate;

/**
 * What all sessions of one server share.
 *
 * @param sessions those that are open, to be cancelled
 * @param gate keeps names still while they are resolved
 * @param catalogState the catalog's revision and the lock of those who change it
 * @param catalog carries DDL out
 * @param log every statement that clients run
 * @param admissions which queries were found to be allowed
 * @param disturbances faults on demand
 * @param lookup short queries beside the sessions' own connections
 */
public record SessionServices(
        OpenSessions sessions,
        NameGate gate,
        CatalogState catalogState,
        CatalogOperations catalog,
        StatementLog log,
        AdmissionCache admissions,
        Disturbances disturbances,
        SharedConnection lookup) {

    /** Services with empty memories. */
    public static SessionServices of(
            CatalogState catalogState, CatalogOperations catalog, Disturbances disturbances, SharedConnection lookup) {
        return new SessionServices(
                new OpenSessions(),
                new NameGate(),
                catalogState,
                catalog,
                new StatementLog(),
                new AdmissionCache(),
                disturbances,
                lookup);
    }
}
