package dev.verdigris.engine.request;

import java.util.Optional;

/**
 * A whole deployment: init, build, await, check, promote.
 *
 * @param init how it begins
 * @param build how the staged side is built; empty if it was built already
 * @param awaiting what counts as ready, and how long to wait for it
 * @param check the assertions; empty if there are none
 * @param promote how it goes live
 */
public record DeployRequest(
        InitRequest init,
        Optional<BuildRequest> build,
        AwaitRequest awaiting,
        Optional<CheckRequest> check,
        PromoteRequest promote) {

    /** A deployment from model files, with the defaults for all else. */
    public static DeployRequest of(BuildRequest build) {
        return new DeployRequest(
                InitRequest.DEFAULT,
                Optional.of(build),
                AwaitRequest.DEFAULT,
                Optional.empty(),
                PromoteRequest.DEFAULT);
    }

    /** The same with assertions. */
    public DeployRequest checking(CheckRequest request) {
        return new DeployRequest(init, build, awaiting, Optional.of(request), promote);
    }
}
