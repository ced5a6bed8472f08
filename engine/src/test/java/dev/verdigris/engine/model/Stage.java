package dev.verdigris.engine.model;

import java.util.Map;

import dev.verdigris.core.catalog.CatalogSnapshot;

/** Where a script is played: the simulator or a sandbox. */
interface Stage {

    /** The present catalog. */
    CatalogSnapshot catalog();

    /** The judge of all steps. */
    Invariants invariants();

    /** The numbers of runs that ended with success, by what they did. */
    Map<Work, Integer> done();

    /** The number of statements of the user of dbt that the server accepted. */
    int accepted();

    /**
     * Begins a run. Its first step is its reading.
     *
     * @param version the version of the files in the checkout of the seat
     */
    Running begin(Action.Begin begin, int version);

    /** Sends the statements by hand that the problems of both environments show, if there are any. */
    void followAdvice();

    /** The owners of sinks, and of what runs on a quarantined cluster, drop them. */
    void dropBlockers();

    /** A run that goes step by step. */
    interface Running {

        /** Goes one step. Returns whether the run goes on. */
        boolean step();

        /** Ends it where it is, without a further statement. */
        void kill();
    }
}
