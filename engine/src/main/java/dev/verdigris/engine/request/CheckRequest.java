package dev.verdigris.engine.request;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.ProblemCode;

/**
 * Runs a project's assertions against the staged side and records their result for exactly this build, or runs those
 * of the live side.
 *
 * @param checks the checks
 * @param side the side whose checks run
 * @param samples the number of rows that a failed check shows
 * @param timeout the limit for each check
 * @param cluster the cluster on which the checks run; empty means a cluster of the side, or one on which an object
 *     of the side runs
 * @param accept the problems that only warn; of those of checks, {@link ProblemCode#CHECK_FAILED}
 */
public record CheckRequest(
        Checks checks, CheckedSide side, int samples, Duration timeout, Optional<Identifier> cluster, Consents accept) {

    /** The checks of a directory, with the defaults. */
    public static CheckRequest of(Path directory) {
        return of(Checks.of(directory));
    }

    /** These checks, with the defaults. */
    public static CheckRequest of(Checks checks) {
        return new CheckRequest(
                checks,
                CheckedSide.STAGED,
                Defaults.CHECK_SAMPLES,
                Defaults.CHECK_TIMEOUT,
                checks.cluster(),
                Consents.NONE);
    }

    /** The same with the checks of another side. Only those of the staged side are recorded. */
    public CheckRequest withSide(CheckedSide about) {
        return new CheckRequest(checks, about, samples, timeout, cluster, accept);
    }

    /** The same with a number of rows that a failed check shows. */
    public CheckRequest withSamples(int rows) {
        return new CheckRequest(checks, side, rows, timeout, cluster, accept);
    }

    /** The same with a limit for each check. */
    public CheckRequest withTimeout(Duration limit) {
        return new CheckRequest(checks, side, samples, limit, cluster, accept);
    }

    /** The same on a named cluster. */
    public CheckRequest withCluster(Identifier named) {
        return new CheckRequest(checks, side, samples, timeout, Optional.of(named), accept);
    }

    /** The same with these problems that only warn. */
    public CheckRequest withAccept(Consents consents) {
        return new CheckRequest(checks, side, samples, timeout, cluster, accept.and(consents));
    }
}
