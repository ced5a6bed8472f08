package dev.verdigris.core.plan;

import java.util.Optional;

import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.RecordCodec;

/**
 * The key by which an init recognizes its own deployment: the explicit id if one was given, or else role, commit and
 * tag together.
 *
 * @param explicitId the id that the user gave
 * @param provenance where the files of the run come from
 */
public record DeploymentKey(Optional<DeploymentId> explicitId, Provenance provenance) {

    /** The key of a run that names nothing. */
    public static final DeploymentKey NONE = new DeploymentKey(Optional.empty(), Provenance.NONE);

    /**
     * Whether a deployment has this key. With an explicit id only the id counts. Without one, the deployment must not
     * have an explicit id either, and role, commit and tag must all be the same.
     *
     * @param role the name of the role in force
     */
    public boolean isOf(DeploymentRecord record, String role) {
        if (explicitId.isPresent()) {
            return explicitId.get().equals(record.deploymentId());
        }
        DeploymentRecord wanted = RecordCodec.fit(new DeploymentRecord(
                record.formatVersion(),
                record.deploymentId(),
                false,
                record.createdAt(),
                Optional.of(role),
                new Provenance(
                        provenance.commit(),
                        provenance.tag(),
                        record.provenance().run()),
                record.fingerprint(),
                record.files(),
                record.atWork(),
                record.built(),
                record.checked(),
                record.rolledBack()));
        return wanted.equals(record);
    }
}
