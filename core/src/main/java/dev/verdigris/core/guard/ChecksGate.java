package dev.verdigris.core.guard;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.Count;

/**
 * Asks whether the project's checks have passed on exactly the objects that are staged now. A failure that is recorded
 * counts even if the caller knows no checks. Nothing that is unknown counts as passed.
 */
final class ChecksGate {

    private ChecksGate() {}

    /** Whether there is neither a check nor a result of one for the present staged side. */
    static boolean unknown(DeploymentView view, RequiredChecks required) {
        return required.files().isEmpty() && result(view, required).isEmpty();
    }

    static List<Problem> problems(DeploymentView view, RequiredChecks required) {
        Optional<Checked> result = result(view, required);
        if (isOfThese(view, required)) {
            return result.get().passed() ? List.of() : List.of(failed(view, result.get()));
        }
        return required.files().isEmpty() ? List.of() : List.of(notChecked(view, result));
    }

    /** Whether there is a result of these checks for the present staged side; of any checks if these are not known. */
    static boolean isOfThese(DeploymentView view, RequiredChecks required) {
        return result(view, required)
                .map(Checked::checks)
                .filter(ran -> required.files().map(ran::equals).orElse(true))
                .isPresent();
    }

    /** The result for the present staged side: that of this run, or the recorded one. */
    private static Optional<Checked> result(DeploymentView view, RequiredChecks required) {
        return required.result()
                .filter(own -> own.staged().equals(Digests.ofStaged(view)))
                .or(view::checked);
    }

    private static Problem failed(DeploymentView view, Checked result) {
        Environment environment = view.environment();
        Optional<DeploymentRecord> ours =
                view.record().filter(record -> record.built().isPresent());
        return new Problem(
                ProblemCode.CHECK_FAILED,
                Count.of(result.failed(), "check") + " did not pass on this build",
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either(
                                "run the checks again: they show what does not pass, and how to accept it",
                                Fix.command(Verb.CHECK, environment.name())),
                        ours.map(record -> Fix.either(
                                        "correct the models, build again, then run the checks",
                                        DeployerRules.buildCorrected(environment, record)))
                                .orElseGet(
                                        () -> Fix.either("correct the models, build again with the tool that built the"
                                                + " staged side, then run the checks")),
                        Fix.either("drop the staged side", Fix.command(Verb.ABORT, environment.name()))));
    }

    private static Problem notChecked(DeploymentView view, Optional<Checked> ofOthers) {
        Environment environment = view.environment();
        boolean recordable = isRecordable(view);
        String run = recordable
                ? "run the checks"
                : "run the checks first; if they pass, promote with a consent, because their result cannot be recorded";
        String accept = recordable ? "promote without the checks" : "promote after the checks have passed";
        return new Problem(
                ProblemCode.NOT_CHECKED,
                reason(view, ofOthers),
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either(run, Fix.command(Verb.CHECK, environment.name())),
                        Fix.accept(ProblemCode.NOT_CHECKED, accept)));
    }

    static boolean isRecordable(DeploymentView view) {
        return view.lock()
                .filter(lock -> lock.knownRecord().isPresent()
                        && Rights.of(view.catalog()).owns(lock.owner()))
                .isPresent();
    }

    private static String reason(DeploymentView view, Optional<Checked> ofOthers) {
        if (view.record().isEmpty()) {
            return "the project has checks, and the deployment has no record that could say whether they passed";
        }
        if (!isRecordable(view)) {
            return "the project has checks, and this role cannot record whether they passed: it is not a member of the"
                    + " role that owns the state view";
        }
        if (ofOthers.isPresent()) {
            return "other check files ran on this build";
        }
        return view.record().orElseThrow().checked().isPresent()
                ? "the staged objects have changed since the checks ran"
                : "the checks of the project have not run on this build";
    }
}
