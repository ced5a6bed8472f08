package dev.verdigris.core.deployment;

import java.time.Instant;
import java.util.Optional;

/**
 * What a state view's comment says of its deployment.
 *
 * @param formatVersion the version of the record's form, {@link RecordCodec#FORMAT_VERSION} when written here
 * @param deploymentId the deployment's id
 * @param named whether the user gave that id, so that only who gives it again may go on with the deployment
 * @param createdAt when it began, by the clock of the machine that began it
 * @param role the name of the role that began it; empty if the record had no room for it
 * @param commit the commit that is deployed, if it was told and the record had room
 * @param tag the CI tag, if it was told and the record had room
 * @param fingerprint the live side when the deployment began
 * @param built from which files the staged side was built; empty if Verdigris has not built it
 */
public record DeploymentRecord(
        int formatVersion,
        DeploymentId deploymentId,
        boolean named,
        Instant createdAt,
        Optional<String> role,
        Optional<String> commit,
        Optional<String> tag,
        Fingerprint fingerprint,
        Optional<Built> built) {

    /** The same with another word on the build. */
    public DeploymentRecord with(Optional<Built> build) {
        return new DeploymentRecord(
                formatVersion, deploymentId, named, createdAt, role, commit, tag, fingerprint, build);
    }
}
