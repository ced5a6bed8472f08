package dev.verdigris.engine.request;

import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentId;
import org.jspecify.annotations.Nullable;

/** Begins a deployment, or completes one that an earlier init began. */
public final class InitRequest extends VerbRequest {

    /** A deployment that only its role identifies and that does not create missing live schemas and clusters. */
    public static final InitRequest DEFAULT = builder().build();

    private final Optional<DeploymentId> deployment;
    private final Optional<String> commit;
    private final Optional<String> tag;
    private final boolean createMissing;
    private final Optional<String> clusterSize;
    private final Optional<Integer> replicationFactor;

    private InitRequest(Builder builder) {
        super(builder);
        this.deployment = Optional.ofNullable(builder.deployment);
        this.commit = Optional.ofNullable(builder.commit);
        this.tag = Optional.ofNullable(builder.tag);
        this.createMissing = builder.createMissing;
        this.clusterSize = Optional.ofNullable(builder.clusterSize);
        this.replicationFactor = Optional.ofNullable(builder.replicationFactor);
    }

    /** Begins a request with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** The id by which a later run recognizes this deployment. Without an id, role, commit and tag decide. */
    public Optional<DeploymentId> deployment() {
        return deployment;
    }

    /** The commit that is deployed. */
    public Optional<String> commit() {
        return commit;
    }

    /** The tag of the CI run. */
    public Optional<String> tag() {
        return tag;
    }

    /** Whether live schemas and clusters that do not exist are created: for a first deployment. */
    public boolean createMissing() {
        return createMissing;
    }

    /** The size of live clusters that are created. */
    public Optional<String> clusterSize() {
        return clusterSize;
    }

    /** The replicas of staged clusters whose live counterpart has none, and of live clusters that are created. */
    public Optional<Integer> replicationFactor() {
        return replicationFactor;
    }

    /** Collects the options. Each method changes one and returns the builder. */
    public static final class Builder extends VerbRequest.Builder<Builder> {

        private @Nullable DeploymentId deployment;
        private @Nullable String commit;
        private @Nullable String tag;
        private boolean createMissing;
        private @Nullable String clusterSize;
        private @Nullable Integer replicationFactor;

        private Builder() {}

        @Override
        Builder self() {
            return this;
        }

        /** Sets the id by which a later run recognizes this deployment. Default: none. */
        public Builder deployment(DeploymentId id) {
            deployment = id;
            return this;
        }

        /** Sets the commit that is deployed. Default: none. */
        public Builder commit(String hash) {
            commit = hash;
            return this;
        }

        /** Sets the tag of the CI run. Default: none. */
        public Builder tag(String text) {
            tag = text;
            return this;
        }

        /** Sets whether live schemas and clusters that do not exist are created. Default: false. */
        public Builder createMissing(boolean value) {
            createMissing = value;
            return this;
        }

        /** Sets the size of live clusters that are created. Default: none, so that a missing cluster is a problem. */
        public Builder clusterSize(String size) {
            clusterSize = size;
            return this;
        }

        /** Sets the replicas of staged clusters whose live counterpart has none. Default: as the planner decides. */
        public Builder replicationFactor(int replicas) {
            replicationFactor = replicas;
            return this;
        }

        /** Creates the request. */
        public InitRequest build() {
            return new InitRequest(this);
        }
    }
}
