package dev.verdigris.sandbox.session.core;

import dev.verdigris.sandbox.request.CancelToken;

/** What tests may do to statements and commits: faults on demand, which Materialize does not have. */
public interface Disturbances {

    /** What becomes of a COMMIT. */
    enum CommitFault {
        /** Nothing: it is carried out. */
        NONE,
        /** Nothing is committed; the client gets SQLSTATE 40001. */
        CONFLICT,
        /** Nothing is committed; the connection breaks. */
        DROP_BEFORE,
        /** All is committed; the connection breaks before the answer. */
        DROP_AFTER
    }

    /**
     * Returns when the statement may run.
     *
     * @param cancel looked at while waiting
     * @param beforeWaiting run once if there is anything to wait for
     */
    void beforeStatement(String sql, CancelToken cancel, Runnable beforeWaiting);

    /** To be called after a statement took effect, in case it has asked for a fault. */
    void afterStatement(String sql);

    /** Takes the fault that was asked for the next COMMIT, which then is asked for no more. */
    CommitFault atCommit();

    /** For a server without faults. */
    static Disturbances none() {
        return new Disturbances() {
            @Override
            public void beforeStatement(String sql, CancelToken cancel, Runnable beforeWaiting) {
                cancel.check();
            }

            @Override
            public void afterStatement(String sql) {
                // There are no faults to be asked for.
            }

            @Override
            public CommitFault atCommit() {
                return CommitFault.NONE;
            }
        };
    }
}
