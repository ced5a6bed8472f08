package dev.verdigris.core.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.RecordCodec;

/**
 * The identity of the one that deploys. By it a run recognizes its own deployment, and a new deployment gets its id.
 * Immutable: each {@code with} method returns a changed copy.
 *
 * @param id the id that the user has given
 * @param defaultId the id of the CI pipeline. It counts if the user has given none, and not for rollback and cleanup,
 *     which another pipeline may run
 * @param provenance where the files of the run come from
 * @param files the digest of the model files; empty if there are none or if they are not known
 * @param takeOver whether the deployment in force becomes that of this run, if it is another one
 */
public record Deployer(
        Optional<DeploymentId> id,
        Optional<DeploymentId> defaultId,
        Provenance provenance,
        Optional<Digest> files,
        boolean takeOver) {

    /** A deployer that is known only by its role. */
    public static final Deployer NONE =
            new Deployer(Optional.empty(), Optional.empty(), Provenance.NONE, Optional.empty(), false);

    /** A deployer with an id. */
    public static Deployer of(DeploymentId id) {
        return NONE.withId(id);
    }

    /** The same with an id that the user has given. */
    public Deployer withId(DeploymentId given) {
        return new Deployer(Optional.of(given), defaultId, provenance, files, takeOver);
    }

    /** The same with the id of a CI pipeline. */
    public Deployer withDefaultId(DeploymentId pipeline) {
        return new Deployer(id, Optional.of(pipeline), provenance, files, takeOver);
    }

    /** The same with a commit, and nothing else about the origin of the files. */
    public Deployer withCommit(String hash) {
        return withProvenance(new Provenance(Optional.of(hash), Optional.empty(), Optional.empty()));
    }

    /** The same with another origin of the files. */
    public Deployer withProvenance(Provenance origin) {
        return new Deployer(id, defaultId, origin, files, takeOver);
    }

    /** The same with the digest of the model files. */
    public Deployer withFiles(Optional<Digest> digest) {
        return new Deployer(id, defaultId, provenance, digest, takeOver);
    }

    /** The same, taking over the deployment in force. */
    public Deployer withTakeOver(boolean value) {
        return new Deployer(id, defaultId, provenance, files, value);
    }

    /** The id that was given, or that of the pipeline. */
    public Optional<DeploymentId> anyId() {
        return id.or(() -> defaultId);
    }

    /** Whether nothing shows for which deployment the run is: it has neither an id nor files. */
    public boolean isNobody() {
        return anyId().isEmpty() && files.isEmpty();
    }

    /** Whether the files of a deployment and their commit are certainly those of this run. */
    public boolean isOfSameFiles(DeploymentRecord record) {
        return files.isPresent() && files.equals(record.files()) && isOfSameCommit(record);
    }

    private boolean isOfSameCommit(DeploymentRecord record) {
        return as(record, record.role())
                .provenance()
                .commit()
                .equals(record.provenance().commit());
    }

    /**
     * Whether a deployment is this run's own: it has the id of the run; or it is of the same files and commit; or
     * neither an id nor files are known of it, and role, commit and tag are the same.
     *
     * @param role the name of the role in force
     */
    public boolean owns(DeploymentRecord record, String role) {
        if (anyId().filter(record.deploymentId()::equals).isPresent() || isOfSameFiles(record)) {
            return true;
        }
        DeploymentRecord wanted = as(record, Optional.of(role));
        return anyId().isEmpty()
                && !record.owner().named()
                && record.files().isEmpty()
                && wanted.role().equals(record.role())
                && wanted.provenance().commit().equals(record.provenance().commit())
                && wanted.provenance().tag().equals(record.provenance().tag());
    }

    /** Whether Verdigris has built the side, from other files than this run's. */
    public boolean hasOtherFiles(DeploymentRecord record) {
        Optional<Digest> built = record.built().flatMap(Built::files);
        return files.isPresent() && built.isPresent() && !files.equals(built);
    }

    /** The differences between a deployment and this run, as nouns: at least one if the deployment is not its own. */
    public List<String> differences(DeploymentRecord record, String role) {
        List<String> found = new ArrayList<>();
        if (anyId().isPresent() && !anyId().equals(Optional.of(record.deploymentId()))) {
            found.add("the id " + anyId().get());
        }
        if (files.isPresent() && !files.equals(record.files())) {
            found.add("other files");
        }
        if (files.isEmpty() && record.files().isPresent()) {
            found.add("no files to compare");
        }
        if (!isOfSameCommit(record)) {
            found.add(provenance.commit().map(commit -> "commit " + commit).orElse("no commit"));
        }
        if (!as(record, Optional.of(role)).role().equals(record.role())) {
            found.add("role " + role);
        }
        if (found.isEmpty()) {
            Optional<String> tag = as(record, record.role()).provenance().tag();
            boolean sameTag = tag.equals(record.provenance().tag());
            found.add(sameTag ? "no id" : tag.map(text -> "tag " + text).orElse("no tag"));
        }
        return found;
    }

    /** The record as a run of this deployer would have written it, without the parts that have no room. */
    private DeploymentRecord as(DeploymentRecord record, Optional<String> role) {
        return RecordCodec.fit(record.with(record.owner().withRole(role).withProvenance(provenance)));
    }
}
