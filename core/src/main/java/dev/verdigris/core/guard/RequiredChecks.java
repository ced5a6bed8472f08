package dev.verdigris.core.guard;

import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.Digest;

/**
 * The checks that a promotion requires.
 *
 * @param files the digest of the project's checks; empty if it has none, or if they are not known
 * @param result the result that this run has itself found; it counts as the one in the record does
 */
public record RequiredChecks(Optional<Digest> files, Optional<Checked> result) {

    /** No checks. A recorded failure still counts. */
    public static final RequiredChecks NONE = new RequiredChecks(Optional.empty(), Optional.empty());

    /** The checks of the project. Their result is in the record. */
    public static RequiredChecks of(Digest files) {
        return new RequiredChecks(Optional.of(files), Optional.empty());
    }

    /** Whether a check run can still give the result for the present staged side that a promotion requires. */
    public boolean areOpen(DeploymentView view) {
        return files.isPresent() && ChecksGate.isRecordable(view) && !ChecksGate.isOfThese(view, this);
    }

    /** Whether this run has found that all have passed and could not record it, so that a promotion needs a consent. */
    public boolean havePassedUnrecorded(DeploymentView view) {
        return files.isPresent() && result.filter(Checked::passed).isPresent() && !ChecksGate.isRecordable(view);
    }

    /** The same checks with the result that this run has found. */
    public RequiredChecks with(Optional<Checked> own) {
        return new RequiredChecks(files, own);
    }
}
