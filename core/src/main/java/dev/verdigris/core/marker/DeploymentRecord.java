package dev.verdigris.core.marker;

import java.time.Instant;
import java.util.Optional;

/**
 * What a marker schema's comment says of its deployment.
 *
 * @param formatVersion the version of the record's form, {@link RecordCodec#FORMAT_VERSION} when written here
 * @param deploymentId the deployment's id
 * @param createdAt when it began, by the clock of the machine that began it
 * @param role the name of the role that began it; empty if the record had no room for it
 * @param commit the commit that is deployed, if it was told and the record had room
 * @param tag the CI tag, if it was told and the record had room
 * @param build the fingerprint of the files that the staged side was last built from, if a build of files ended well and
 *     the record had room
 * @param fingerprint the live side when the deployment began
 */
public record DeploymentRecord(
        int formatVersion,
        DeploymentId deploymentId,
        Instant createdAt,
        Optional<String> role,
        Optional<String> commit,
        Optional<String> tag,
        Optional<String> build,
        Fingerprint fingerprint) {

    /** The same deployment with a staged side built from these files; empty when what it was built from is unknown. */
    public DeploymentRecord builtFrom(Optional<String> files) {
        return new DeploymentRecord(formatVersion, deploymentId, createdAt, role, commit, tag, files, fingerprint);
    }
}
