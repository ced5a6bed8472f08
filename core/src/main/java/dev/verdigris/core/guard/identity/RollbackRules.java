package dev.verdigris.core.guard.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.deployment.record.RolledBack;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.history.Fate;
import dev.verdigris.core.history.HistoryEntry;
import dev.verdigris.core.history.HistorySchema;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.TimeText;

/**
 * The rules for a version that was rolled back: it goes live again only with consent. A version is known by its files
 * and by its objects; one of the two is enough. The phase {@link Phase#ROLLED_BACK} lasts until the next build by
 * Verdigris. What is not known counts as unchanged. The history remembers the files after the end of the deployment.
 */
public final class RollbackRules {

    /** So many digits of a digest distinguish two versions. */
    private static final int SHORT = 8;

    private RollbackRules() {}

    /** The problem of a staged side that is a version which was rolled back. */
    public static List<Problem> staged(DeploymentView view) {
        return stagedDeployment(view)
                .filter(lock -> !view.pairs().itemsOf(Side.SUFFIXED).isEmpty())
                .flatMap(lock -> {
                    String same = missing(view).isPresent()
                            ? "nothing shows that the staged side has changed since"
                            : "the staged side is still that version";
                    return isStill(view, lock)
                            ? Optional.of(problem(view.environment(), lock, happened(lock), same))
                            : builtFiles(lock)
                                    .flatMap(files -> ended(view, files))
                                    .map(record -> problem(view.environment(), lock, happened(record), same));
                })
                .stream()
                .toList();
    }

    /**
     * The problem of files that were rolled back.
     *
     * @param files the digest of the files that will be built
     */
    public static List<Problem> files(DeploymentView view, Digest files) {
        String same = "these files are those of that version";
        return stagedDeployment(view)
                .flatMap(lock -> entry(view)
                                .flatMap(RolledBack::files)
                                .filter(files::equals)
                                .isPresent()
                        ? Optional.of(problem(view.environment(), lock, happened(lock), same))
                        : ended(view, files).map(record -> problem(view.environment(), lock, happened(record), same)))
                .stream()
                .toList();
    }

    /**
     * The record with an entry about the present rollback, so that nothing forgets it.
     *
     * @param run the fencing token of the run that asks, which knows who rolled back if it has done so itself
     * @return empty if the record has the entry or cannot be read, or if the present phase is another one
     */
    public static Optional<DeploymentRecord> recorded(DeploymentView view, FencingToken run) {
        return missing(view)
                .map(entry -> entry.isUnder(run) ? entry.by(view.role()) : entry)
                .flatMap(entry -> view.record().map(record -> record.with(entry)));
    }

    /** The last rollback of a staged deployment, and whether its version is still staged, in one sentence. */
    public static Optional<String> story(DeploymentView view) {
        return stagedDeployment(view)
                .filter(lock -> lock.evidence() instanceof PhaseEvidence.Agreed)
                .flatMap(lock -> entry(view)
                        .map(entry -> happened(lock) + shortened(entry.files()))
                        .or(() -> builtFiles(lock)
                                .flatMap(files -> ended(view, files)
                                        .map(record -> happened(record) + shortened(Optional.of(files))))))
                .map(
                        text -> capital(text)
                                + (staged(view).isEmpty()
                                        ? ". The staged side is another version now."
                                        : ". The staged side is still that version. Correct the files and build, or drop it with abort."));
    }

    private static Optional<DeploymentLock> stagedDeployment(DeploymentView view) {
        return view.lock().filter(lock -> lock.phase().isStaged());
    }

    private static boolean isStill(DeploymentView view, DeploymentLock lock) {
        return entry(view)
                .filter(entry -> entry.files().isPresent() && entry.files().equals(builtFiles(lock))
                        || entry.side().equals(Digests.ofStaged(view)))
                .isPresent();
    }

    /** The last rollback of the deployment in force. */
    private static Optional<RolledBack> entry(DeploymentView view) {
        return missing(view).or(() -> view.record().flatMap(DeploymentRecord::rolledBack));
    }

    /**
     * The entry that the record lacks about the present rollback. The rollback was stopped before it wrote one, or
     * another tool has swapped back. The version counts as the one that is staged now.
     */
    private static Optional<RolledBack> missing(DeploymentView view) {
        return view.lock()
                .filter(lock ->
                        lock.phase() == Phase.ROLLED_BACK && present(lock).isEmpty())
                .flatMap(lock -> lock.stateView().map(StateView::token).map(token -> {
                    Optional<Digest> files = lock.knownRecord()
                            .flatMap(DeploymentRecord::built)
                            .filter(Built::whole)
                            .flatMap(Built::files);
                    return new RolledBack(
                            Optional.empty(),
                            Optional.empty(),
                            token,
                            Optional.empty(),
                            files,
                            files.flatMap(known -> commit(lock)),
                            Digests.ofStaged(view));
                }));
    }

    /** The commit of the last build, unless the record is already for other files. */
    private static Optional<String> commit(DeploymentLock lock) {
        return lock.knownRecord()
                .filter(record -> record.built().flatMap(Built::files).equals(record.files()))
                .flatMap(record -> record.provenance().commit());
    }

    /** The entry for the present rollback. An entry with another token is about an earlier one. */
    private static Optional<RolledBack> present(DeploymentLock lock) {
        return lock.knownRecord()
                .flatMap(DeploymentRecord::rolledBack)
                .filter(entry -> lock.stateView()
                        .filter(shown -> entry.isUnder(shown.token()))
                        .isPresent());
    }

    private static Optional<Digest> builtFiles(DeploymentLock lock) {
        return lock.knownRecord().flatMap(DeploymentRecord::built).flatMap(Built::files);
    }

    /** The last ended deployment with these files, if it rolled them back and they were not live at its end. */
    private static Optional<DeploymentRecord> ended(DeploymentView view, Digest files) {
        for (HistoryEntry entry : HistorySchema.ended(view).reversed()) {
            Optional<DeploymentRecord> record = entry.knownRecord();
            boolean wentLive = entry.fate() == Fate.CLEANED_UP
                    && record.flatMap(DeploymentRecord::built)
                            .flatMap(Built::files)
                            .filter(files::equals)
                            .isPresent();
            boolean rolledBack = record.flatMap(DeploymentRecord::rolledBack)
                    .flatMap(RolledBack::files)
                    .filter(files::equals)
                    .isPresent();
            if (wentLive || rolledBack) {
                return wentLive ? Optional.empty() : record;
            }
        }
        return Optional.empty();
    }

    private static Problem problem(Environment environment, DeploymentLock lock, String happened, String same) {
        List<Fix.Alternative> ways = new ArrayList<>();
        ways.add(lock.knownRecord()
                .filter(record -> record.built().isPresent())
                .map(record -> Fix.either(
                        "correct the files, then build them", DeployerRules.buildCorrected(environment, record)))
                .orElseGet(() ->
                        Fix.either("correct the files, then build them with the tool that built the staged side")));
        ways.add(Fix.either("drop the staged side", Fix.command(Verb.ABORT, environment.name())));
        ways.add(Fix.accept(
                ProblemCode.ROLLED_BACK_FILES, "if the rollback was a mistake, make this version live again"));
        return new Problem(
                ProblemCode.ROLLED_BACK_FILES,
                happened + ", and " + same,
                "environment " + environment.name(),
                new Fix.Choice(ways));
    }

    private static String happened(DeploymentLock lock) {
        if (lock.evidence() instanceof PhaseEvidence.SwappedElsewhere) {
            return "another tool swapped the previous version back after the promotion of "
                    + lock.knownRecord().map(RollbackRules::named).orElse("the deployment");
        }
        boolean forgotten = lock.phase() == Phase.ROLLED_BACK && present(lock).isEmpty();
        return lock.knownRecord()
                .map(record -> forgotten ? named(record) + " was rolled back" : happened(record))
                .orElse("the deployment was rolled back");
    }

    private static String happened(DeploymentRecord record) {
        Optional<RolledBack> entry = record.rolledBack();
        return named(record) + " was rolled back"
                + entry.flatMap(RolledBack::at)
                        .map(at -> " at " + TimeText.of(at))
                        .orElse("")
                + entry.flatMap(RolledBack::role).map(role -> " by " + role).orElse("");
    }

    private static String shortened(Optional<Digest> files) {
        return files.map(digest -> " (files " + digest.value().substring(0, SHORT) + ")")
                .orElse("");
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    /** The record names one commit and one run. If these are of other files, the entry names its commit. */
    private static String named(DeploymentRecord record) {
        Optional<Digest> built = record.built().flatMap(Built::files);
        Optional<Digest> gone = record.rolledBack().map(RolledBack::files).orElse(built);
        if (!gone.equals(built) || built.isPresent() && !built.equals(record.files())) {
            return "an earlier version"
                    + record.rolledBack()
                            .flatMap(RolledBack::commit)
                            .map(commit -> " (commit " + commit + ")")
                            .orElse("");
        }
        return "deployment " + record.deploymentId()
                + record.provenance()
                        .commit()
                        .map(commit -> " of commit " + commit)
                        .orElse("");
    }
}
