package dev.verdigris.sandbox.session.core;

import java.util.concurrent.CompletableFuture;

import dev.verdigris.sandbox.backend.SharedConnection;
import dev.verdigris.sandbox.catalog.lock.CatalogState;
import dev.verdigris.sandbox.catalog.lock.NameResolutionLock;
import dev.verdigris.sandbox.cost.Charge;
import dev.verdigris.sandbox.fault.FaultInjection;

/**
 * What all sessions of one server share.
 *
 * @param sessions the open sessions, so that they can be cancelled
 * @param nameLock keeps names unchanged while a statement resolves them
 * @param catalogState the catalog's revision and the lock for catalog changes
 * @param history the statements that clients have run
 * @param authorizations which queries were found to be allowed
 * @param faults the faults that tests ask for
 * @param sinks shows how far sinks have written
 * @param charge delays statements by what they cost
 * @param lookup a connection for short queries outside the sessions' transactions
 */
public record SessionServices(
        OpenSessions sessions,
        NameResolutionLock nameLock,
        CatalogState catalogState,
        StatementHistory history,
        AuthorizationCache authorizations,
        FaultInjection faults,
        SinkProgress sinks,
        Charge charge,
        SharedConnection lookup) {

    /** Tells how far sinks have written. */
    @FunctionalInterface
    public interface SinkProgress {

        /**
         * Completes when the sink has written everything that was committed before the call. A caller that stops
         * waiting cancels the future.
         */
        CompletableFuture<Void> whenCaughtUp(String sinkId);
    }

    /** Services of a server without sessions yet. */
    public static SessionServices of(
            CatalogState catalogState,
            FaultInjection faults,
            SinkProgress sinks,
            SharedConnection lookup,
            Charge charge) {
        return new SessionServices(
                new OpenSessions(),
                new NameResolutionLock(),
                catalogState,
                new StatementHistory(),
                new AuthorizationCache(),
                faults,
                sinks,
                charge,
                lookup);
    }
}
