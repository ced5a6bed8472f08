package dev.verdigris.engine.request;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.sink.SinkWays;

/**
 * Makes the staged side live, or completes the follow-up of an earlier promotion.
 *
 * @param awaiting the wait for readiness; empty means one reading right before the swap
 * @param checks the project's checks, which must have passed on exactly the staged side; empty if the
 *     caller knows none. A recorded failure counts in any case
 * @param policy the definition of ready, for the reading right before the swap
 * @param adopt whether a suffixed side without a lock schema counts as staged even if it is older than the live side; a
 *     newer one always counts as staged
 * @param sinks what happens to each sink; one that is not named is re-pointed
 * @param countKeys whether a plan counts the keys that keep an old value in the topics of sinks; that reads both sides
 *     completely
 * @param approved the approved plan that is carried out, if there is one
 * @param forApproval whether a plan that is shown is also made for an approval. The listener gets it as {@link
 *     dev.verdigris.engine.progress.ProgressEvent.PlanMade}
 * @param sinkTimeout the limit for re-pointing or creating one sink, and for the wait until the sinks run
 * @param dryRun see {@link VerbRequest#dryRun}
 * @param accept see {@link VerbRequest#accept}
 */
public record PromoteRequest(
        Optional<AwaitRequest> awaiting,
        Optional<Checks> checks,
        ReadinessPolicy policy,
        boolean adopt,
        SinkWays sinks,
        boolean countKeys,
        Optional<ApprovedPlan> approved,
        boolean forApproval,
        Duration sinkTimeout,
        boolean dryRun,
        Consents accept)
        implements VerbRequest {

    /** All guardrails, no wait, the default limit for each sink. */
    public static final PromoteRequest DEFAULT = new PromoteRequest(
            Optional.empty(),
            Optional.empty(),
            ReadinessPolicy.DEFAULT,
            false,
            SinkWays.NONE,
            false,
            Optional.empty(),
            false,
            Defaults.SINK_TIMEOUT,
            false,
            Consents.NONE);

    /** The same with a wait for readiness first, and with the policy of that wait. */
    public PromoteRequest withAwaiting(AwaitRequest wait) {
        return new PromoteRequest(
                Optional.of(wait),
                checks,
                wait.policy(),
                adopt,
                sinks,
                countKeys,
                approved,
                forApproval,
                sinkTimeout,
                dryRun,
                accept);
    }

    /** The same with the directory of the project's checks. */
    public PromoteRequest withChecks(Path directory) {
        return withChecks(Checks.of(directory));
    }

    /** The same with the project's checks. */
    public PromoteRequest withChecks(Checks all) {
        return new PromoteRequest(
                awaiting,
                Optional.of(all),
                policy,
                adopt,
                sinks,
                countKeys,
                approved,
                forApproval,
                sinkTimeout,
                dryRun,
                accept);
    }

    /** The same with a definition of ready. */
    public PromoteRequest withPolicy(ReadinessPolicy ready) {
        return new PromoteRequest(
                awaiting, checks, ready, adopt, sinks, countKeys, approved, forApproval, sinkTimeout, dryRun, accept);
    }

    /** The same, promoting a side whose readiness is not looked at, with a reason. It is one more consent. */
    public PromoteRequest withSkipReadiness(String reason) {
        return withAccept(Consents.to(ProblemCode.READINESS_SKIPPED, reason));
    }

    /** The same, adopting an older side without a lock schema. */
    public PromoteRequest withAdopt(boolean value) {
        return new PromoteRequest(
                awaiting, checks, policy, value, sinks, countKeys, approved, forApproval, sinkTimeout, dryRun, accept);
    }

    /** The same with ways for sinks. They count before those of an earlier run of the deployment. */
    public PromoteRequest withSinks(SinkWays ways) {
        return new PromoteRequest(
                awaiting, checks, policy, adopt, ways, countKeys, approved, forApproval, sinkTimeout, dryRun, accept);
    }

    /** The same, with keys counted by a plan or not. */
    public PromoteRequest withCountKeys(boolean value) {
        return new PromoteRequest(
                awaiting, checks, policy, adopt, sinks, value, approved, forApproval, sinkTimeout, dryRun, accept);
    }

    /**
     * The same for an approved plan: with its consents and its ways of sinks. All else that this request
     * accepts or chooses must be in the plan too.
     */
    public PromoteRequest withApproved(ApprovedPlan plan) {
        return new PromoteRequest(
                awaiting,
                checks,
                policy,
                adopt,
                sinks.over(plan.plan().wish().sinks()),
                countKeys,
                Optional.of(plan),
                forApproval,
                sinkTimeout,
                dryRun,
                accept.and(plan.plan().wish().consents()));
    }

    /** The same for a run that builds the staged side first. */
    PromoteRequest forBuild() {
        return new PromoteRequest(
                awaiting,
                checks,
                policy,
                adopt,
                sinks,
                countKeys,
                approved.map(ApprovedPlan::forBuild),
                forApproval,
                sinkTimeout,
                dryRun,
                accept);
    }

    /** The same, with a plan that is also made for an approval. */
    public PromoteRequest withForApproval(boolean value) {
        return new PromoteRequest(
                awaiting, checks, policy, adopt, sinks, countKeys, approved, value, sinkTimeout, dryRun, accept);
    }

    /** The same with a limit for re-pointing one sink. */
    public PromoteRequest withSinkTimeout(Duration limit) {
        return new PromoteRequest(
                awaiting, checks, policy, adopt, sinks, countKeys, approved, forApproval, limit, dryRun, accept);
    }

    @Override
    public PromoteRequest withDryRun(boolean value) {
        return new PromoteRequest(
                awaiting, checks, policy, adopt, sinks, countKeys, approved, forApproval, sinkTimeout, value, accept);
    }

    @Override
    public PromoteRequest withAccept(Consents consents) {
        return new PromoteRequest(
                awaiting,
                checks,
                policy,
                adopt,
                sinks,
                countKeys,
                approved,
                forApproval,
                sinkTimeout,
                dryRun,
                accept.and(consents));
    }
}
