package dev.verdigris.engine.model;

import dev.verdigris.core.catalog.CatalogSnapshot;

/** Where a script is played: the simulator or a sandbox. */
interface Stage {

    /** The present catalog. */
    CatalogSnapshot catalog();

    /** The judge of all steps. */
    Invariants invariants();

    /** The number of runs that ended with success. */
    int done();

    /**
     * Begins a run. Its first step is its reading.
     *
     * @param adopt whether the run says what the suffixed side is
     */
    Running begin(Action.Begin begin, boolean adopt);

    /** Sends the statements by hand that the problems of both environments show, if there are any. */
    void followAdvice();

    /** The owners of sinks drop them. */
    void dropSinks();

    /** A run that goes step by step. */
    interface Running {

        /** Goes one step. Returns whether the run goes on. */
        boolean step();

        /** Ends it where it is, without a further statement. */
        void kill();
    }
}
