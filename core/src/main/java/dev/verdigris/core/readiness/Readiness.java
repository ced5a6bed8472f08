package dev.verdigris.core.readiness;

import java.util.List;
import java.util.Optional;

/** Judges a staged side from what is expected and what is observed. */
public final class Readiness {

    private Readiness() {}

    /**
     * Judges every expected object, then all of them together.
     *
     * @param expected what must be ready; an empty list is never ready
     * @param observation what the server reports
     * @param policy what counts as ready
     * @param previous the assessment before this one, from which "ready since" is carried on
     */
    public static Assessment assess(
            List<ExpectedObject> expected, Observation observation, Policy policy, Optional<Assessment> previous) {
        return new Assessment(
                observation.at(),
                List.of(),
                Optional.empty(),
                new Verdict.Waiting("nothing is known", Optional.empty()));
    }
}
