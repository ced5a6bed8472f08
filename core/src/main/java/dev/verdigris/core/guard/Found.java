package dev.verdigris.core.guard;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.problem.Problem;

/**
 * The findings of one guardrail that was asked.
 *
 * @param problems the problems that stop the verb
 * @param accepted the problems that do not stop it
 */
record Found(Set<Problem> problems, Set<Problem> accepted) {

    Found() {
        this(new TreeSet<>(), new TreeSet<>());
    }

    Evaluation.Result result() {
        if (!problems.isEmpty()) {
            return new Evaluation.Refused(List.copyOf(problems), List.copyOf(accepted));
        }
        return accepted.isEmpty() ? new Evaluation.Passed() : new Evaluation.Consented(List.copyOf(accepted));
    }
}
