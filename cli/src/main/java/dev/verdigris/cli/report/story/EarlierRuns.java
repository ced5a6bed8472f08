package dev.verdigris.cli.report.story;

import java.util.List;
import java.util.Optional;

/**
 * What a report contains that was written before.
 *
 * @param deployment the id of its deployment, if it was known
 * @param environment the environment; empty if none was resolved
 * @param runs its runs, in order
 */
public record EarlierRuns(Optional<String> deployment, String environment, List<WrittenRun> runs) {

    public EarlierRuns {
        runs = List.copyOf(runs);
    }
}
