package dev.verdigris.core.guard;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.Count;

/**
 * Checks that the project's checks have passed on exactly the objects that are staged now. A failure that is recorded
 * counts even if the caller knows no checks. Nothing that is unknown counts as passed.
 */
final class ChecksGate {

    private ChecksGate() {}

    /** Whether there is neither a check nor a result of one for the present staged side. */
    static boolean unknown(DeploymentView view, RequiredChecks required) {
        return required.files().isEmpty() && result(view, required).isEmpty();
    }

    static List<Problem> check(DeploymentView view, RequiredChecks required) {
        Optional<Checked> result = result(view, required);
        boolean ofThese = result.map(Checked::checks)
                .filter(ran -> required.files().map(ran::equals).orElse(true))
                .isPresent();
        if (ofThese) {
            return result.get().passed() ? List.of() : List.of(failed(view.environment(), result.get()));
        }
        return required.files().isEmpty() ? List.of() : List.of(notChecked(view, result));
    }

    /** The result for the present staged side: that of this run, or the recorded one. */
    private static Optional<Checked> result(DeploymentView view, RequiredChecks required) {
        return required.result()
                .filter(own -> own.staged().equals(Fingerprints.ofStaged(view)))
                .or(view::checked);
    }

    private static Problem failed(Environment environment, Checked result) {
        return new Problem(
                ProblemCode.CHECK_FAILED,
                Count.of(result.failed(), "check") + " did not pass on this build",
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either(
                                "correct the models, build again, then run the checks",
                                Fix.command(Verb.BUILD, environment.name())),
                        Fix.either(
                                "correct the checks and run them again", Fix.command(Verb.CHECK, environment.name())),
                        Fix.accept(ProblemCode.CHECK_FAILED, "promote although the checks failed")));
    }

    private static Problem notChecked(DeploymentView view, Optional<Checked> ofOthers) {
        Environment environment = view.environment();
        boolean recordable = view.record().isPresent();
        Fix.Command check = Fix.command(Verb.CHECK, environment.name());
        Fix.Choice fix = recordable
                ? new Fix.Choice(List.of(
                        Fix.either("run the checks", check),
                        Fix.accept(ProblemCode.NOT_CHECKED, "promote without the checks")))
                : new Fix.Choice(List.of(
                        Fix.either("run the checks, then accept: their result cannot be recorded", check),
                        Fix.accept(
                                ProblemCode.NOT_CHECKED,
                                "promote without a recorded result; the next deployment can record it if it begins with"
                                        + " init")));
        return new Problem(
                ProblemCode.NOT_CHECKED,
                reason(view, ofOthers, recordable),
                "environment " + environment.name(),
                fix);
    }

    private static String reason(DeploymentView view, Optional<Checked> ofOthers, boolean recordable) {
        if (!recordable) {
            return "the project has checks, and the deployment has no record that could say whether they passed";
        }
        if (ofOthers.isPresent()) {
            return "other check files ran on this build";
        }
        return view.record().orElseThrow().checked().isPresent()
                ? "the staged objects have changed since the checks ran"
                : "the checks of the project have not run on this build";
    }
}
