package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;

/** Turns an assessment into problems, object by object. */
final class ReadinessGuard {

    private ReadinessGuard() {}

    static List<Problem> staged(Identifier environment, Optional<Assessment> assessment) {
        return check("the staged side", environment, assessment);
    }

    private static List<Problem> check(String side, Identifier environment, Optional<Assessment> assessment) {
        Fix wait = Fix.command(Verb.AWAIT, environment);
        String where = "environment " + environment;
        if (assessment.isEmpty()) {
            return List.of(
                    new Problem(ProblemCode.NOT_READY, "the readiness of " + side + " was not assessed", where, wait));
        }
        List<Problem> problems = new ArrayList<>();
        for (Assessment.Judged judged : assessment.get().objects()) {
            String what = judged.object().kind().text() + " " + judged.object().name();
            switch (judged.verdict()) {
                case Verdict.Ready ready -> {}
                case Verdict.Waiting waiting ->
                    problems.add(new Problem(
                            ProblemCode.NOT_READY, what + " is not ready: " + waiting.reason(), what, wait));
                case Verdict.Failed failed ->
                    problems.add(new Problem(
                            ProblemCode.NEVER_READY,
                            what + " will not become ready: " + failed.reason(),
                            what,
                            Fix.advice("fix the cause, then wait").then(wait)));
            }
        }
        if (problems.isEmpty()) {
            overall(side, assessment.get().overall(), where, wait).ifPresent(problems::add);
        }
        return problems;
    }

    /** The same for the previous side, which a rollback makes live again. The user may accept the wait. */
    static List<Problem> previous(Identifier environment, Optional<Assessment> assessment) {
        Fix.Alternative accept = Fix.accept(ProblemCode.PREVIOUS_NOT_READY, "let readers wait until it is ready");
        return check("the previous side", environment, assessment).stream()
                .map(problem -> new Problem(
                        ProblemCode.PREVIOUS_NOT_READY,
                        problem.what(),
                        problem.where(),
                        Fix.choice(
                                Fix.either(
                                        problem.code() == ProblemCode.NEVER_READY
                                                ? "fix the cause; waiting does not help"
                                                : "wait, then run the verb again"),
                                accept)))
                .toList();
    }

    private static Optional<Problem> overall(String side, Verdict verdict, String where, Fix wait) {
        return switch (verdict) {
            case Verdict.Ready ready -> Optional.empty();
            case Verdict.Waiting waiting ->
                Optional.of(
                        new Problem(ProblemCode.NOT_READY, side + " is not ready: " + waiting.reason(), where, wait));
            case Verdict.Failed failed ->
                Optional.of(new Problem(
                        ProblemCode.NEVER_READY,
                        side + " will not become ready: " + failed.reason(),
                        where,
                        Fix.advice("fix the cause, then wait").then(wait)));
        };
    }
}
