package dev.verdigris.engine.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.step.Step;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Judges what runs create for a deployment that may have ended meanwhile. A statement cannot depend on the state view,
 * so the schemas that a run planned while it was there may still be created, and the clusters after a record that it
 * has written last. A run that has created something looks once more before it says that it is done.
 */
final class Beginnings {

    private final Ledger ledger;
    private final Map<Integer, Look> looks = new HashMap<>();

    /**
     * What a run has seen of its state view.
     *
     * @param schemas whether it was there at the last reading
     * @param clusters whether it was there at the last reading or record, and no schema was created since
     * @param created whether the run has created something since the last reading
     */
    private record Look(boolean schemas, boolean clusters, boolean created) {}

    Beginnings(Ledger ledger) {
        this.ledger = ledger;
    }

    /** A run has read the catalog. */
    void read(Job job, CatalogSnapshot catalog) {
        boolean there = ledger.isBegun(catalog, job.environment());
        looks.put(job.number(), new Look(there, there, false));
    }

    /** Judges a step. */
    void performed(Job job, Step step, String where, CatalogSnapshot before) {
        Look look = looks.get(job.number());
        boolean there = ledger.isBegun(before, job.environment());
        switch (step) {
            case Step.CreateSchema create -> {
                require(look.schemas(), where);
                looks.put(job.number(), new Look(look.schemas(), false, true));
            }
            case Step.CreateCluster create -> {
                require(look.clusters(), where);
                looks.put(job.number(), new Look(look.schemas(), look.clusters(), true));
            }
            case Step.UpdateRecord write -> looks.put(job.number(), new Look(look.schemas(), there, look.created()));
            case Step other -> {}
        }
    }

    private static void require(boolean seen, String where) {
        assertThat(seen)
                .as("nothing is created for a deployment that has ended: " + where)
                .isTrue();
    }

    /** Judges a run that has ended well. */
    void done(Job job) {
        assertThat(Optional.ofNullable(looks.get(job.number())).filter(Look::created))
                .as("a run that has created counterparts looks whether its deployment is still there: " + job)
                .isEmpty();
    }
}
