package dev.verdigris.engine.request;

import java.util.Optional;

import dev.verdigris.core.consent.Consents;

/**
 * A whole deployment: init, build or exec, await, check, promote.
 *
 * @param init the request for init
 * @param build the request for build; empty if it is not built from files
 * @param exec the request for exec; empty if no builder of another tool runs. Without this and a build, the staged side
 *     is already built
 * @param awaiting the request for await
 * @param check the request for check; empty if the caller knows no checks. Its directory need not exist
 * @param promote the request for promote
 * @param dryRun whether the deployment is only shown, as far as it can be known before it
 */
public record DeployRequest(
        InitRequest init,
        Optional<BuildRequest> build,
        Optional<ExecRequest> exec,
        AwaitRequest awaiting,
        Optional<CheckRequest> check,
        PromoteRequest promote,
        boolean dryRun) {

    public DeployRequest {
        if (build.isPresent() && exec.isPresent()) {
            throw new IllegalArgumentException("a deployment has one builder");
        }
    }

    /** The defaults, without a build and without checks. */
    public static final DeployRequest DEFAULT = new DeployRequest(
            InitRequest.DEFAULT,
            Optional.empty(),
            Optional.empty(),
            AwaitRequest.DEFAULT,
            Optional.empty(),
            PromoteRequest.DEFAULT,
            false);

    /** A deployment from model files, with the other defaults. */
    public static DeployRequest of(BuildRequest build) {
        return DEFAULT.withBuild(build);
    }

    /** The same with a request for init. */
    public DeployRequest withInit(InitRequest request) {
        return new DeployRequest(request, build, exec, awaiting, check, promote, dryRun);
    }

    /** The same with a build from files. */
    public DeployRequest withBuild(BuildRequest request) {
        return new DeployRequest(init, Optional.of(request), Optional.empty(), awaiting, check, promote, dryRun);
    }

    /** The same with the builder of another tool in the place of a build. */
    public DeployRequest withExec(ExecRequest request) {
        return new DeployRequest(init, Optional.empty(), Optional.of(request), awaiting, check, promote, dryRun);
    }

    /** The same with a request for await. */
    public DeployRequest withAwaiting(AwaitRequest request) {
        return new DeployRequest(init, build, exec, request, check, promote, dryRun);
    }

    /** The same with checks. */
    public DeployRequest withCheck(CheckRequest request) {
        return new DeployRequest(init, build, exec, awaiting, Optional.of(request), promote, dryRun);
    }

    /** The same with a request for promote. */
    public DeployRequest withPromote(PromoteRequest request) {
        return new DeployRequest(init, build, exec, awaiting, check, request, dryRun);
    }

    /** The same for an approved plan. */
    public DeployRequest withApproved(ApprovedPlan plan) {
        Consents consents = plan.plan().wish().consents();
        return new DeployRequest(
                init.withAccept(consents),
                build,
                exec,
                awaiting,
                check.map(request -> request.withAccept(consents)),
                promote.withApproved(plan),
                dryRun);
    }

    /** Whether it builds the staged side, itself or by another tool. */
    public boolean builds() {
        return build.isPresent() || exec.isPresent();
    }

    /** The request for promote as it is right after this deployment has built, with the checks of this one. */
    public PromoteRequest promoteAfterBuild() {
        PromoteRequest asked = builds() ? promote.forBuild() : promote;
        return check.map(request -> asked.withChecks(request.checks())).orElse(asked);
    }

    /** The same as a dry run, or not. */
    public DeployRequest withDryRun(boolean value) {
        return new DeployRequest(init, build, exec, awaiting, check, promote, value);
    }
}
