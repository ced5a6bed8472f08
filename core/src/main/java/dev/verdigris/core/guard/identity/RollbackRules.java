package dev.verdigris.core.guard.identity;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Fingerprint;
import dev.verdigris.core.deployment.record.RolledBack;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.TimeText;

/**
 * The rules for a version that was rolled back: it goes live again only with consent. A version is known by its files
 * or, if another tool built it, by its objects. The phase {@link Phase#ROLLED_BACK} lasts until the next build by
 * Verdigris. What is not known counts as unchanged.
 */
public final class RollbackRules {

    /** So many digits of a digest tell two versions apart. */
    private static final int SHORT = 8;

    private RollbackRules() {}

    /** The problem of a staged side that is the version which was rolled back. */
    public static List<Problem> staged(DeploymentView view) {
        return view
                .lock()
                .filter(lock -> isRolledBack(view, lock))
                .map(lock -> problem(
                        view.environment(),
                        lock,
                        lock.phase() == Phase.STAGED || present(lock).isPresent()
                                ? "the staged side is still that version"
                                : "nothing shows that the staged side has changed since"))
                .stream()
                .toList();
    }

    /**
     * The problem of files that were rolled back.
     *
     * @param files the digest of the files that will be built
     */
    public static List<Problem> files(DeploymentView view, Fingerprint files) {
        return view
                .lock()
                .filter(lock -> lock.phase().isStaged())
                .filter(lock -> rolledBackFiles(lock).filter(files::equals).isPresent())
                .map(lock -> problem(view.environment(), lock, "these files are those of that version"))
                .stream()
                .toList();
    }

    /** Whether the record has an entry for the present rollback. If not, the rollback was stopped before it wrote one. */
    public static boolean isRecorded(DeploymentLock lock) {
        return present(lock).isPresent();
    }

    /** The last rollback of a staged deployment, and whether its version is still staged, in one sentence. */
    public static Optional<String> story(DeploymentView view) {
        return view.lock()
                .filter(lock -> lock.evidence() instanceof PhaseEvidence.Agreed)
                .filter(lock -> lock.phase() == Phase.ROLLED_BACK
                        || lock.phase() == Phase.STAGED
                                && lock.knownRecord()
                                        .flatMap(DeploymentRecord::rolledBack)
                                        .isPresent())
                .map(lock -> capital(happened(lock))
                        + rolledBackFiles(lock)
                                .map(files -> " (files " + files.value().substring(0, SHORT) + ")")
                                .orElse("")
                        + (isRolledBack(view, lock)
                                ? ". The staged side is still that version."
                                : ". The staged side is another version now."));
    }

    private static boolean isRolledBack(DeploymentView view, DeploymentLock lock) {
        if (lock.phase() != Phase.ROLLED_BACK) {
            return lock.phase() == Phase.STAGED
                    && builtFiles(lock).isPresent()
                    && builtFiles(lock)
                            .equals(lock.knownRecord()
                                    .flatMap(DeploymentRecord::rolledBack)
                                    .flatMap(RolledBack::files));
        }
        if (view.pairs().itemsOf(Side.SUFFIXED).isEmpty()) {
            return false;
        }
        return present(lock)
                .flatMap(RolledBack::side)
                .map(Fingerprints.ofStaged(view)::equals)
                .orElse(true);
    }

    /** The files that were rolled back last. Without an entry they are those of the last whole build. */
    private static Optional<Fingerprint> rolledBackFiles(DeploymentLock lock) {
        return lock.phase() == Phase.ROLLED_BACK && present(lock).isEmpty()
                ? lock.knownRecord()
                        .flatMap(DeploymentRecord::built)
                        .filter(Built::whole)
                        .map(Built::files)
                : lock.knownRecord().flatMap(DeploymentRecord::rolledBack).flatMap(RolledBack::files);
    }

    private static Optional<Fingerprint> builtFiles(DeploymentLock lock) {
        return lock.knownRecord().flatMap(DeploymentRecord::built).map(Built::files);
    }

    /** The entry for the present rollback. An entry with another token is about an earlier one. */
    private static Optional<RolledBack> present(DeploymentLock lock) {
        return lock.knownRecord()
                .flatMap(DeploymentRecord::rolledBack)
                .filter(entry -> lock.stateView()
                        .filter(shown -> shown.token().equals(entry.token()))
                        .isPresent());
    }

    private static Problem problem(Environment environment, DeploymentLock lock, String same) {
        return new Problem(
                ProblemCode.ROLLED_BACK_FILES,
                happened(lock) + ", and " + same,
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either("correct the files, then build them", Fix.command(Verb.BUILD, environment.name())),
                        Fix.either(
                                "drop the staged side; the rollback is then no longer remembered, and the same files can"
                                        + " be deployed again",
                                Fix.command(Verb.ABORT, environment.name())),
                        Fix.accept(
                                ProblemCode.ROLLED_BACK_FILES,
                                "if the rollback was a mistake, make this version live again")));
    }

    private static String happened(DeploymentLock lock) {
        String deployment = lock.knownRecord().map(RollbackRules::named).orElse("deployment");
        if (lock.evidence() instanceof PhaseEvidence.SwappedElsewhere) {
            return "another tool swapped the previous version back after the promotion of " + deployment;
        }
        Optional<RolledBack> entry = lock.phase() == Phase.ROLLED_BACK
                ? present(lock)
                : lock.knownRecord().flatMap(DeploymentRecord::rolledBack);
        return deployment + " was rolled back"
                + entry.map(back -> " at " + TimeText.of(back.at())
                                + back.role().map(role -> " by " + role).orElse(""))
                        .orElse("");
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }

    private static String named(DeploymentRecord record) {
        return "deployment " + record.deploymentId()
                + record.provenance()
                        .commit()
                        .map(commit -> " of commit " + commit)
                        .orElse("");
    }
}
