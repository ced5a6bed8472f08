package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Verdict;

/** Turns an assessment into problems, object by object. */
final class ReadinessGuard {

    private ReadinessGuard() {}

    static List<Problem> check(Identifier environment, Optional<Assessment> assessment) {
        String wait = Wording.command("await", environment);
        String where = "environment " + environment;
        if (assessment.isEmpty()) {
            return List.of(new Problem(
                    ProblemCode.NOT_READY, "it was not looked at whether the staged side is ready", where, wait));
        }
        List<Problem> problems = new ArrayList<>();
        for (Assessment.Judged judged : assessment.get().objects()) {
            String what = judged.object().kind().text() + " " + judged.object().name();
            switch (judged.verdict()) {
                case Verdict.Ready ready -> {}
                case Verdict.Waiting waiting ->
                    problems.add(new Problem(
                            ProblemCode.NOT_READY, what + " is not ready: " + waiting.reason(), what, wait));
                case Verdict.Doomed doomed ->
                    problems.add(new Problem(
                            ProblemCode.NEVER_READY,
                            what + " will not become ready: " + doomed.reason(),
                            what,
                            "-- mend the cause, then\n" + wait));
            }
        }
        if (problems.isEmpty()) {
            overall(assessment.get().overall(), where, wait).ifPresent(problems::add);
        }
        return problems;
    }

    private static Optional<Problem> overall(Verdict verdict, String where, String wait) {
        return switch (verdict) {
            case Verdict.Ready ready -> Optional.empty();
            case Verdict.Waiting waiting ->
                Optional.of(new Problem(
                        ProblemCode.NOT_READY, "the staged side is not ready: " + waiting.reason(), where, wait));
            case Verdict.Doomed doomed ->
                Optional.of(new Problem(
                        ProblemCode.NEVER_READY,
                        "the staged side will not become ready: " + doomed.reason(),
                        where,
                        "-- mend the cause, then\n" + wait));
        };
    }
}
