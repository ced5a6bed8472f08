package dev.verdigris.core.deployment;

import java.time.Instant;
import java.util.Optional;

/**
 * The record of a deployment, kept in the comment of its state view.
 *
 * @param formatVersion the version of the record's format; this code writes {@link RecordCodec#FORMAT_VERSION}
 * @param deploymentId the deployment's id
 * @param named whether the user gave that id; then only a run with the same id continues the deployment
 * @param createdAt the time at which it began, by the clock of the machine that ran init
 * @param role the name of the role that began it; empty if the record had no room for it
 * @param commit the deployed commit, if it was given and the record had room
 * @param tag the CI tag, if it was given and the record had room
 * @param fingerprint the fingerprint of the live side when the deployment began
 * @param built the last build of the staged side; empty if Verdigris has not built it
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

    /** The same record with another entry about the build. */
    public DeploymentRecord with(Optional<Built> build) {
        return new DeploymentRecord(
                formatVersion, deploymentId, named, createdAt, role, commit, tag, fingerprint, build);
    }
}
