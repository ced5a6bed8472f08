package dev.verdigris.core.deployment.record;

import java.time.Instant;
import java.util.Optional;

import dev.verdigris.core.text.TimeText;

/**
 * The record of a deployment, kept in the comment of its state view.
 *
 * @param formatVersion the version of the record's format; this code writes {@link RecordCodec#FORMAT_VERSION}
 * @param deploymentId the deployment's id
 * @param named whether the user or the CI system gave that id
 * @param createdAt the time at which the deployment began, by the clock of the machine that ran init
 * @param role the name of the role that began it; empty if the record had no room for it
 * @param provenance where its files come from
 * @param fingerprint the fingerprint of the live side when the deployment began
 * @param files the digest of the model files that it is for; empty if they are not known, because another tool builds
 * @param atWork the run that works on it; empty if that run had no session that tells when it ends
 * @param built the last build of the staged side; empty if Verdigris has not built it
 * @param checked the result of the last checks; empty if there was none, or if a later build has removed it
 * @param rolledBack the last rollback; empty if there was none
 */
public record DeploymentRecord(
        int formatVersion,
        DeploymentId deploymentId,
        boolean named,
        Instant createdAt,
        Optional<String> role,
        Provenance provenance,
        Fingerprint fingerprint,
        Optional<Fingerprint> files,
        Optional<AtWork> atWork,
        Optional<Built> built,
        Optional<Checked> checked,
        Optional<RolledBack> rolledBack) {

    /** The record of a deployment that begins. */
    public static DeploymentRecord begun(
            DeploymentId id,
            boolean named,
            Instant at,
            Optional<String> role,
            Provenance provenance,
            Fingerprint live) {
        return new DeploymentRecord(
                RecordCodec.FORMAT_VERSION,
                id,
                named,
                at,
                role,
                provenance,
                live,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The deployment in words: its id, when and by whom it was begun, and where its files come from. */
    public String words() {
        return "deployment " + deploymentId + ", begun at " + TimeText.of(createdAt)
                + role.map(name -> " by " + name).orElse("")
                + provenance.commit().map(hash -> ", commit " + hash).orElse("")
                + provenance.tag().map(text -> ", tag " + text).orElse("")
                + provenance.run().map(address -> ", " + address).orElse("");
    }

    /** The same record with another build. The result of the checks was about the build before, so it is removed. */
    public DeploymentRecord with(Built build) {
        return new DeploymentRecord(
                formatVersion,
                deploymentId,
                named,
                createdAt,
                role,
                provenance,
                fingerprint,
                Optional.of(build.files()),
                atWork,
                Optional.of(build),
                Optional.empty(),
                rolledBack);
    }

    /** The same record with another run at work. */
    public DeploymentRecord with(AtWork run) {
        return of(deploymentId, named, role, provenance, files, Optional.of(run));
    }

    /** The same record after its state view got another token, so that no takeover seems to be in progress. */
    public DeploymentRecord renamed(FencingToken token) {
        return atWork.map(run -> with(new AtWork(run.connection(), run.since(), token)))
                .orElse(this);
    }

    /** The same record for other files. The build stays that of the files before. */
    public DeploymentRecord forFiles(Optional<Fingerprint> others) {
        return of(deploymentId, named, role, provenance, others, atWork);
    }

    /** The same record after another run has taken the deployment over: it has that run's id, role and provenance. */
    public DeploymentRecord takenOver(DeploymentId id, boolean given, Optional<String> by, Provenance origin) {
        return of(id, given, by, origin, files, atWork);
    }

    private DeploymentRecord of(
            DeploymentId id,
            boolean given,
            Optional<String> by,
            Provenance origin,
            Optional<Fingerprint> of,
            Optional<AtWork> run) {
        return new DeploymentRecord(
                formatVersion, id, given, createdAt, by, origin, fingerprint, of, run, built, checked, rolledBack);
    }

    /** The same record with another result of the checks. */
    public DeploymentRecord with(Checked result) {
        return new DeploymentRecord(
                formatVersion,
                deploymentId,
                named,
                createdAt,
                role,
                provenance,
                fingerprint,
                files,
                atWork,
                built,
                Optional.of(result),
                rolledBack);
    }

    /** The same record with a rollback that follows its state view from one token to another. */
    public DeploymentRecord rolledBackUnder(FencingToken from, FencingToken to) {
        return rolledBack
                .filter(entry -> entry.token().equals(from))
                .map(entry -> with(entry.renamed(to)))
                .orElse(this);
    }

    /** The same record with another rollback. */
    public DeploymentRecord with(RolledBack rollback) {
        return new DeploymentRecord(
                formatVersion,
                deploymentId,
                named,
                createdAt,
                role,
                provenance,
                fingerprint,
                files,
                atWork,
                built,
                checked,
                Optional.of(rollback));
    }

    /** The same record with other parts that have no length limit. */
    DeploymentRecord with(Optional<String> otherRole, Provenance otherProvenance) {
        return new DeploymentRecord(
                formatVersion,
                deploymentId,
                named,
                createdAt,
                otherRole,
                otherProvenance,
                fingerprint,
                files,
                atWork,
                built,
                checked,
                rolledBack);
    }
}
