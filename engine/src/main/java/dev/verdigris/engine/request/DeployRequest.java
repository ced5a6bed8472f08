package dev.verdigris.engine.request;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

/** A whole deployment: init, build, await, check, promote. */
public final class DeployRequest {

    private final InitRequest init;
    private final Optional<BuildRequest> build;
    private final AwaitRequest awaiting;
    private final Optional<CheckRequest> check;
    private final PromoteRequest promote;

    private DeployRequest(Builder builder) {
        this.init = builder.init;
        this.build = Optional.ofNullable(builder.build);
        this.awaiting = builder.awaiting;
        this.check = Optional.ofNullable(builder.check);
        this.promote = builder.promote;
    }

    /** A deployment from model files, with the other defaults. */
    public static DeployRequest of(BuildRequest build) {
        return builder().building(build).build();
    }

    /** Begins a request with the defaults. They have no build and no checks. */
    public static Builder builder() {
        return new Builder();
    }

    /** The request for init. */
    public InitRequest init() {
        return init;
    }

    /** The request for build; empty if the staged side is already built. */
    public Optional<BuildRequest> build() {
        return build;
    }

    /** The request for await. */
    public AwaitRequest awaiting() {
        return awaiting;
    }

    /** The request for check; empty if there are no checks. */
    public Optional<CheckRequest> check() {
        return check;
    }

    /** The request for promote. */
    public PromoteRequest promote() {
        return promote;
    }

    /** Collects the parts. Each method sets one and returns the builder. */
    public static final class Builder {

        private InitRequest init = InitRequest.DEFAULT;
        private @Nullable BuildRequest build;
        private AwaitRequest awaiting = AwaitRequest.DEFAULT;
        private @Nullable CheckRequest check;
        private PromoteRequest promote = PromoteRequest.DEFAULT;

        private Builder() {}

        /** Sets the request for init. Default: {@link InitRequest#DEFAULT}. */
        public Builder beginning(InitRequest request) {
            init = request;
            return this;
        }

        /** Sets the request for build. Default: none, because the staged side is already built. */
        public Builder building(BuildRequest request) {
            build = request;
            return this;
        }

        /** Sets the request for await. Default: {@link AwaitRequest#DEFAULT}. */
        public Builder awaiting(AwaitRequest request) {
            awaiting = request;
            return this;
        }

        /** Sets the request for check. Default: none. */
        public Builder checking(CheckRequest request) {
            check = request;
            return this;
        }

        /** Sets the request for promote. Default: {@link PromoteRequest#DEFAULT}. */
        public Builder promoting(PromoteRequest request) {
            promote = request;
            return this;
        }

        /** Creates the request. */
        public DeployRequest build() {
            return new DeployRequest(this);
        }
    }
}
