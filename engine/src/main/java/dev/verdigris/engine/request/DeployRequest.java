package dev.verdigris.engine.request;

import java.util.Optional;

/**
 * A whole deployment: init, build, await, check, promote.
 *
 * @param init the request for init
 * @param build the request for build; empty if the staged side is already built
 * @param awaiting the request for await
 * @param check the request for check; empty if the caller knows no checks. Its directory need not exist
 * @param promote the request for promote
 * @param dryRun whether the deployment is only shown, as far as it can be known before it
 */
public record DeployRequest(
        InitRequest init,
        Optional<BuildRequest> build,
        AwaitRequest awaiting,
        Optional<CheckRequest> check,
        PromoteRequest promote,
        boolean dryRun) {

    /** The defaults, without a build and without checks. */
    public static final DeployRequest DEFAULT = new DeployRequest(
            InitRequest.DEFAULT,
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
        return new DeployRequest(request, build, awaiting, check, promote, dryRun);
    }

    /** The same with a build. */
    public DeployRequest withBuild(BuildRequest request) {
        return new DeployRequest(init, Optional.of(request), awaiting, check, promote, dryRun);
    }

    /** The same with a request for await. */
    public DeployRequest withAwaiting(AwaitRequest request) {
        return new DeployRequest(init, build, request, check, promote, dryRun);
    }

    /** The same with checks. */
    public DeployRequest withCheck(CheckRequest request) {
        return new DeployRequest(init, build, awaiting, Optional.of(request), promote, dryRun);
    }

    /** The same with a request for promote. */
    public DeployRequest withPromote(PromoteRequest request) {
        return new DeployRequest(init, build, awaiting, check, request, dryRun);
    }

    /** The same as a dry run, or not. */
    public DeployRequest withDryRun(boolean value) {
        return new DeployRequest(init, build, awaiting, check, promote, value);
    }
}
