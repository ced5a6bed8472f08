package dev.verdigris.engine.model;

import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

import static org.assertj.core.api.Assertions.assertThat;

/** The figures of all plays of a test. */
final class Figures {

    private final Map<Work, Integer> done = new EnumMap<>(Work.class);
    private int plays;
    private int accepted;
    private int swaps;
    private int drops;
    private int promises;
    private int excused;
    private int late;
    private int said;

    /** Adds a play that has ended. */
    void add(Stage stage) {
        plays++;
        stage.done().forEach((work, count) -> done.merge(work, count, Integer::sum));
        accepted += stage.accepted();
        swaps += stage.invariants().swaps();
        drops += stage.invariants().drops();
        promises += stage.invariants().promises();
        excused += stage.invariants().excused();
        late += stage.invariants().late();
        said += stage.invariants().said();
    }

    /** The number of plays. */
    int plays() {
        return plays;
    }

    /** Requires that enough has happened: a test with small figures shows nothing. */
    void requireEnough(Set<Work> works) {
        for (Work work : works) {
            assertThat(done.getOrDefault(work, 0))
                    .as("runs of %s that are done: %s", work, this)
                    .isGreaterThanOrEqualTo(plays / 20);
        }
        assertThat(swaps).as("swaps: %s", this).isGreaterThan(plays);
        assertThat(drops).as("drops: %s", this).isGreaterThan(plays);
        assertThat(accepted).as("statements of dbt: %s", this).isGreaterThan(plays / 2);
        assertThat(promises).as("promotions that were judged: %s", this).isGreaterThan(plays / 10);
        // Twice what was measured.
        assertThat(excused + late).as("excuses: %s", this).isLessThan(plays / 25 + 1);
        assertThat(said).as("adopted versions: %s", this).isLessThan(plays / 5 + 1);
    }

    @Override
    public String toString() {
        return plays + " interleavings: runs done " + done + ", " + swaps + " halves swapped live by Verdigris, "
                + drops + " things dropped by it, " + promises + " promotions of the run's own files, " + accepted
                + " statements of dbt; these excuse " + excused + " broken invariants, and late statements " + late
                + "; the user has adopted " + said + " old halves";
    }
}
