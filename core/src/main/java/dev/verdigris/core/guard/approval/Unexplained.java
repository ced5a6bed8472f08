package dev.verdigris.core.guard.approval;

import java.util.Optional;

import dev.verdigris.core.problem.Change;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/** A difference from a plan that the audit log cannot explain, because it is no change of an object on the server. */
final class Unexplained {

    private Unexplained() {}

    /**
     * The problem of such a difference. Its change names no author.
     *
     * @param what the fact in one sentence
     * @param object what differs
     * @param aspect the part of it that differs, if not all of it does
     * @param before what the plan has, if it has anything
     * @param now what the run has, if it has anything
     */
    static Problem problem(
            Fix fix,
            String what,
            String object,
            Change.Kind kind,
            Optional<String> aspect,
            Optional<String> before,
            Optional<String> now) {
        return new Problem(
                ProblemCode.PLAN_STALE,
                what,
                object,
                fix,
                Optional.of(new Change(
                        object, kind, aspect, Optional.empty(), before, now, Optional.empty(), Optional.empty())));
    }
}
