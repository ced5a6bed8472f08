package dev.verdigris.core.deployment.record;

import java.time.Instant;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.TimeText;

/**
 * The record of a deployment, kept in the comment of its state view.
 *
 * @param formatVersion the version of the record's format; this code writes {@link RecordCodec#FORMAT_VERSION}
 * @param owner whose deployment it is
 * @param createdAt the time at which the deployment began, by the clock of the machine that ran init
 * @param liveDigest the digest of the live side when the deployment began
 * @param files the digest of the model files that it is for; empty if they are not known, because another tool builds
 * @param entries what verbs wrote after the beginning
 */
public record DeploymentRecord(
        int formatVersion, Owner owner, Instant createdAt, Digest liveDigest, Optional<Digest> files, Entries entries) {

    /** The record of a deployment that begins. */
    public static DeploymentRecord begun(Owner owner, Instant at, Digest live) {
        return new DeploymentRecord(RecordCodec.FORMAT_VERSION, owner, at, live, Optional.empty(), Entries.NONE);
    }

    /** The deployment in words: its id, whose it is, when it was begun, and where its files come from. */
    public String words() {
        return "deployment " + deploymentId()
                + role().map(name -> " of role " + name).orElse("")
                + ", begun at " + TimeText.of(createdAt)
                + provenance().commit().map(hash -> ", commit " + hash).orElse("")
                + provenance().tag().map(text -> ", tag " + text).orElse("")
                + provenance().run().map(address -> ", " + address).orElse("");
    }

    /** The id of the deployment. */
    public DeploymentId deploymentId() {
        return owner.id();
    }

    /** The role of the {@link Owner}. */
    public Optional<String> role() {
        return owner.role();
    }

    /** Where the files of the deployment come from. */
    public Provenance provenance() {
        return owner.provenance();
    }

    /** The run that works on the deployment, or the last one that did. */
    public Optional<AtWork> atWork() {
        return entries.atWork();
    }

    /** The last build of the staged side. */
    public Optional<Built> built() {
        return entries.built();
    }

    /** The verb that builds the staged side again: exec if another tool built it last under that verb. */
    public Verb builder() {
        return built().filter(Built::isByOther).isPresent() ? Verb.EXEC : Verb.BUILD;
    }

    /** The result of the last checks. */
    public Optional<Checked> checked() {
        return entries.checked();
    }

    /** The last rollback. */
    public Optional<RolledBack> rolledBack() {
        return entries.rolledBack();
    }

    /** The last promotion, unless it was rolled back. */
    public Optional<Promoted> promoted() {
        return entries.promoted();
    }

    /** The promotion that gave this token to the state view, if the entry is about it. */
    public Optional<Promoted> promoted(FencingToken shown) {
        return promoted().filter(entry -> entry.token().equals(shown));
    }

    /** The same record with another owner. */
    public DeploymentRecord with(Owner other) {
        return new DeploymentRecord(formatVersion, other, createdAt, liveDigest, files, entries);
    }

    /** The same record for other files. The build stays that of the files before. */
    public DeploymentRecord forFiles(Optional<Digest> others) {
        return new DeploymentRecord(formatVersion, owner, createdAt, liveDigest, others, entries);
    }

    /** The same record with another run at work, or with none that a session shows. */
    public DeploymentRecord with(Optional<AtWork> run) {
        return with(entries.with(run));
    }

    /** The same record with another build, whose files are those of the deployment from now on. */
    public DeploymentRecord with(Built build) {
        return with(entries.with(build)).forFiles(build.files());
    }

    /** The same record with another result of the checks. */
    public DeploymentRecord with(Checked result) {
        return with(entries.with(result));
    }

    /** The same record with another rollback. */
    public DeploymentRecord with(RolledBack rollback) {
        return with(entries.with(rollback));
    }

    /** The same record with other words about the same rollback, if there was one. */
    DeploymentRecord withRollback(UnaryOperator<RolledBack> change) {
        return with(entries.withRollback(change));
    }

    /** The same record with another promotion. */
    public DeploymentRecord with(Promoted promotion) {
        return with(entries.with(promotion));
    }

    /** The same record with the time of a swap in the entry about it. */
    public DeploymentRecord swappedAt(RecordEntry about, Instant at) {
        return switch (about) {
            case PROMOTION -> promoted().map(entry -> with(entry.at(at))).orElse(this);
            case ROLLBACK -> rolledBack().map(entry -> with(entry.at(at))).orElse(this);
            case WORK, BUILD, CHECKS -> this;
        };
    }

    /**
     * The same record after a rename of its state view within a phase. The run at work has the new token, so that no
     * takeover seems to be in progress. The rollback has it if its entry is about the present phase.
     */
    public DeploymentRecord renamed(FencingToken from, FencingToken to) {
        DeploymentRecord moved = with(atWork().map(run -> run.renamed(to)));
        return rolledBack()
                .filter(entry -> entry.isUnder(from))
                .map(entry -> moved.with(entry.renamed(to)))
                .orElse(moved);
    }

    /**
     * The same record before a rename of its state view within a phase: the entry about the present rollback holds
     * under both names. Empty if no entry is about the present phase, or if it says that already.
     */
    public Optional<DeploymentRecord> renaming(FencingToken from, FencingToken to) {
        return rolledBack()
                .filter(entry -> entry.isUnder(from) && !entry.isUnder(to))
                .map(entry -> with(entry.renaming(from, to)));
    }

    private DeploymentRecord with(Entries others) {
        return new DeploymentRecord(formatVersion, owner, createdAt, liveDigest, files, others);
    }
}
