package dev.verdigris.core.plan;

import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.guard.approval.Approval;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.sink.SinkWays;

/** What a planner is given in addition to the catalog: the wish of the user and the run, one record per verb. */
public sealed interface PlanInput {

    /** The problems that only warn. A consent whose last day is over before the run covers none. */
    Consents accept();

    /** The identity of the run. */
    RunIdentity run();

    /** Whether a problem does not stop the verb. */
    default boolean accepts(Problem problem) {
        return accept().at(run().now()).cover(problem);
    }

    /**
     * A request to begin a deployment, or to complete its beginning.
     *
     * @param run the identity of the run
     * @param waited whether the caller has waited long enough for what another run is about to write, so that a lock
     *     schema without a record may be used
     * @param createMissing whether missing live schemas and clusters may be created
     * @param clusterSize the size of live clusters that are created
     * @param replicationFactor the number of replicas of staged clusters whose live counterpart has none, and of
     *     created clusters
     * @param stagedSizes the sizes of staged clusters while they hydrate
     * @param accept see {@link PlanInput#accept}
     */
    record Init(
            RunIdentity run,
            boolean waited,
            boolean createMissing,
            Optional<String> clusterSize,
            Optional<Integer> replicationFactor,
            StagedSizes stagedSizes,
            Consents accept)
            implements PlanInput {

        /** A request whose staged clusters have the sizes of the live ones. */
        public Init(
                RunIdentity run,
                boolean waited,
                boolean createMissing,
                Optional<String> clusterSize,
                Optional<Integer> replicationFactor,
                Consents accept) {
            this(run, waited, createMissing, clusterSize, replicationFactor, StagedSizes.NONE, accept);
        }
    }

    /**
     * A request to make the staged side live, or to complete the follow-up.
     *
     * @param readiness the readiness of the staged side; empty means that it was not checked, which counts as not
     *     ready. It is not asked if the user consents to {@link ProblemCode#READINESS_SKIPPED}
     * @param adopt whether a suffixed side without a lock schema counts as staged although its ids show that it is
     *     older than the live side; if it is newer, it is adopted without this option
     * @param followUpOnly whether the swap is already done and must not be repeated, because a run completes its end
     * @param checks the checks that must have passed
     * @param history how many ended deployments the history keeps; with 0, no entry is written about a deployment that
     *     this one replaces
     * @param sinks the ways that the user has chosen for sinks
     * @param approval the approved plan that the run carries out, if there is one
     * @param run the identity of the run
     * @param accept see {@link PlanInput#accept}
     */
    record Promote(
            Optional<Assessment> readiness,
            boolean adopt,
            boolean followUpOnly,
            RequiredChecks checks,
            int history,
            SinkWays sinks,
            Optional<Approval> approval,
            RunIdentity run,
            Consents accept)
            implements PlanInput {

        /** A request without an approved plan. */
        public Promote(
                Optional<Assessment> readiness,
                boolean adopt,
                boolean followUpOnly,
                RequiredChecks checks,
                int history,
                SinkWays sinks,
                RunIdentity run,
                Consents accept) {
            this(readiness, adopt, followUpOnly, checks, history, sinks, Optional.empty(), run, accept);
        }

        /** The same request with what is known of the readiness. */
        public Promote withReadiness(Optional<Assessment> assessment) {
            return new Promote(assessment, adopt, followUpOnly, checks, history, sinks, approval, run, accept);
        }

        /** The same request with an approved plan. */
        public Promote withApproval(Optional<Approval> approved) {
            return new Promote(readiness, adopt, followUpOnly, checks, history, sinks, approved, run, accept);
        }

        /** Whether the readiness is not looked at. */
        public boolean skipsReadiness() {
            return accept.at(run.now()).has(ProblemCode.READINESS_SKIPPED);
        }
    }

    /**
     * A request to make the previous side live again.
     *
     * @param readiness the readiness of the previous side; empty means that it was not checked, which counts as not
     *     ready
     * @param window how long after the promotion no consent is needed
     * @param run the identity of the run
     * @param accept see {@link PlanInput#accept}
     */
    record Rollback(Optional<Assessment> readiness, Duration window, RunIdentity run, Consents accept)
            implements PlanInput {}

    /**
     * A request to drop the suffixed side: the previous one (cleanup) or the staged one (abort).
     *
     * @param adopt whether a suffixed side without a lock schema counts as the side that the verb drops
     * @param history how many ended deployments the history keeps; with 0, no entry is written and none is dropped
     * @param run the identity of the run, and the time of the end
     * @param accept see {@link PlanInput#accept}
     */
    record Drop(boolean adopt, int history, RunIdentity run, Consents accept) implements PlanInput {

        public Drop {
            if (history < 0) {
                throw new IllegalArgumentException("not a number of deployments: " + history);
            }
        }
    }
}
