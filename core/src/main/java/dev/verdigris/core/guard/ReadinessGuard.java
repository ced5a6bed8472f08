package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;

/** Turns an assessment into problems, object by object. */
final class ReadinessGuard {

    private ReadinessGuard() {}

    /** A problem, and what it is about. */
    private record Unready(Problem problem, Subject subject) {}

    static List<Problem> staged(Identifier environment, Optional<Assessment> assessment) {
        return check("the staged side", environment, assessment).stream()
                .map(Unready::problem)
                .toList();
    }

    /** The problem of a promotion that does not look at the readiness. It needs consent. */
    static Problem skipped(Identifier environment) {
        return new Problem(
                ProblemCode.READINESS_SKIPPED,
                "the readiness of the staged side is not looked at",
                where(environment),
                Fix.choice(
                        Fix.either("wait until it is ready", Fix.command(Verb.AWAIT, environment)),
                        Fix.accept(ProblemCode.READINESS_SKIPPED, "let readers wait until it is ready")));
    }

    private static List<Unready> check(String side, Identifier environment, Optional<Assessment> assessment) {
        Fix wait = Fix.command(Verb.AWAIT, environment);
        Subject whole = Subject.of(environment);
        if (assessment.isEmpty()) {
            String what = "the readiness of " + side + " was not assessed";
            return List.of(new Unready(new Problem(ProblemCode.NOT_READY, what, where(environment), wait), whole));
        }
        List<Unready> unready = new ArrayList<>();
        for (Assessment.Judged judged : assessment.get().objects()) {
            String what = judged.object().kind().text() + " " + judged.object().name();
            problem(what, what, judged.verdict(), wait)
                    .ifPresent(problem -> unready.add(
                            new Unready(problem, Subject.of(judged.object().name()))));
        }
        if (unready.isEmpty()) {
            problem(side, where(environment), assessment.get().overall(), wait)
                    .ifPresent(problem -> unready.add(new Unready(problem, whole)));
        }
        return unready;
    }

    private static String where(Identifier environment) {
        return "environment " + environment;
    }

    /** The same for the previous side, which a rollback makes live again. The user may accept the wait. */
    static List<Problem> previous(Identifier environment, Optional<Assessment> assessment) {
        return check("the previous side", environment, assessment).stream()
                .map(unready -> new Problem(
                        ProblemCode.PREVIOUS_NOT_READY,
                        unready.problem().what(),
                        unready.problem().where(),
                        Fix.choice(
                                Fix.either(
                                        unready.problem().code() == ProblemCode.NEVER_READY
                                                ? "fix the cause; waiting does not help"
                                                : "wait, then run the verb again"),
                                Fix.accept(
                                        ProblemCode.PREVIOUS_NOT_READY,
                                        unready.subject(),
                                        "let readers wait until it is ready"))))
                .toList();
    }

    private static Optional<Problem> problem(String what, String where, Verdict verdict, Fix wait) {
        return switch (verdict) {
            case Verdict.Ready ready -> Optional.empty();
            case Verdict.Waiting waiting ->
                Optional.of(
                        new Problem(ProblemCode.NOT_READY, what + " is not ready: " + waiting.reason(), where, wait));
            case Verdict.Failed failed ->
                Optional.of(new Problem(
                        ProblemCode.NEVER_READY,
                        what + " will not become ready: " + failed.reason(),
                        where,
                        Fix.advice("fix the cause, then wait").then(wait)));
        };
    }
}
