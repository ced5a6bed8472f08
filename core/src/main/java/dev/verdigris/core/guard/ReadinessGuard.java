package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Cause;
import dev.verdigris.core.readiness.ClusterTrouble;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.sql.ClusterDdl;

/** Turns an assessment into problems, object by object. */
final class ReadinessGuard {

    private static final Fix.Statement SIZES = new Fix.Statement(
            "SELECT size, memory_bytes FROM mz_catalog.mz_cluster_replica_sizes ORDER BY memory_bytes DESC",
            Optional.of("this shows the sizes of the server, the largest first"));

    private ReadinessGuard() {}

    /** A problem, and what it is about. */
    private record Unready(Problem problem, Subject subject) {}

    /** What holds up the staged side: one problem for each cause, and none for the objects that wait for it. */
    static List<Problem> staged(Identifier environment, Optional<Assessment> assessment) {
        List<Cause> causes = assessment.map(Assessment::causes).orElse(List.of());
        return causes.isEmpty()
                ? unready("the staged side", environment, assessment).stream()
                        .map(Unready::problem)
                        .toList()
                : causes.stream().map(cause -> problem(environment, cause)).toList();
    }

    private static Problem problem(Identifier environment, Cause cause) {
        return switch (cause.of()) {
            case Cause.Of.OfCluster cluster -> {
                ClusterTrouble trouble = cluster.trouble();
                yield new Problem(
                        code(cause.isFailed()),
                        cause.text(),
                        "cluster " + trouble.cluster(),
                        fix(environment, trouble));
            }
            case Cause.Of.OfObject object -> {
                String what = words(object.judged());
                yield new Problem(
                        code(cause.isFailed()),
                        sentence(what, object.judged().state().text() + cause.held(), cause.isFailed()),
                        what,
                        fix(environment, object.judged()));
            }
        };
    }

    private static Fix fix(Identifier environment, Assessment.Judged judged) {
        if (judged.object().kind() == ItemKind.OTHER) {
            return Contents.ofUnknownKind();
        }
        return isFarOverdue(judged)
                ? farOverdue(environment, judged)
                : wait(environment, judged.state().isFailed());
    }

    private static boolean isFarOverdue(Assessment.Judged judged) {
        return judged.state() instanceof ObjectState.Hydrating hydrating && hydrating.isFarOverdue();
    }

    /** A wait that the live version did not need may have no end. */
    private static Fix farOverdue(Identifier environment, Assessment.Judged judged) {
        String cluster = judged.object()
                .cluster()
                .map(placement -> "cluster " + placement.name())
                .orElse("the server");
        return Fix.choice(
                Fix.either("wait on", Fix.command(Verb.AWAIT, environment)),
                Fix.either("waiting alone may not help: ask the people who run " + cluster
                        + " to look at its replicas, or give it a larger size"));
    }

    private static ProblemCode code(boolean failed) {
        return failed ? ProblemCode.NEVER_READY : ProblemCode.NOT_READY;
    }

    private static Fix wait(Identifier environment, boolean failed) {
        Fix wait = Fix.command(Verb.AWAIT, environment);
        return failed ? Fix.advice("fix the cause, then wait").then(wait) : wait;
    }

    /** The statement that helps a cluster. The size is a choice of its owner. */
    private static Fix fix(Identifier environment, ClusterTrouble trouble) {
        Fix wait = Fix.command(Verb.AWAIT, environment);
        boolean managed = trouble.size().isPresent();
        return switch (trouble.kind()) {
            case RECONFIGURED ->
                Fix.advice("leave the cluster as it is: when the new replicas are ready, the server drops the old ones")
                        .then(wait);
            case NOT_UP -> wait;
            case NO_REPLICA ->
                (managed
                                ? Fix.sql(ClusterDdl.setReplicationFactor(trouble.cluster(), 1))
                                : sized(
                                        "write a size in place of …",
                                        ClusterDdl.createReplica(trouble.cluster(), Literal.of("…"))))
                        .then(wait);
            case OUT_OF_MEMORY ->
                (managed
                                ? sized(
                                        "write a size with more memory than "
                                                + trouble.size().orElseThrow()
                                                + " in place of …; the swap makes the cluster live with it",
                                        ClusterDdl.setSize(trouble.cluster(), Literal.of("…")))
                                : Fix.advice("give the cluster replicas with more memory"))
                        .then(wait);
            case NO_INTROSPECTION ->
                Fix.sqlAfter(
                                "this turns it on; the replicas start again and hydrate all their objects again",
                                ClusterDdl.setIntrospection(trouble.cluster()))
                        .then(wait);
            case CRASHES ->
                Fix.advice("find the cause of the crashes in the server's log").then(wait);
        };
    }

    private static Fix sized(String remark, String statement) {
        return new Fix.Sql(List.of(SIZES, new Fix.Statement(statement, Optional.of(remark))));
    }

    private static String words(Assessment.Judged judged) {
        return judged.object().kind().text() + " " + judged.object().name();
    }

    /** The problem of a promotion that does not ask for readiness. It needs consent. */
    static Problem skipped(Identifier environment) {
        return new Problem(
                ProblemCode.READINESS_SKIPPED,
                "promote does not ask whether the staged side is ready",
                where(environment),
                Fix.choice(
                        Fix.either("wait until it is ready", Fix.command(Verb.AWAIT, environment)),
                        Fix.accept(ProblemCode.READINESS_SKIPPED, "let readers wait until it is ready")));
    }

    private static List<Unready> unready(String side, Identifier environment, Optional<Assessment> assessment) {
        Subject whole = Subject.of(environment);
        if (assessment.isEmpty()) {
            String what = "the readiness of " + side + " was not assessed";
            Problem problem = new Problem(ProblemCode.NOT_READY, what, where(environment), wait(environment, false));
            return List.of(new Unready(problem, whole));
        }
        List<Unready> unready = new ArrayList<>();
        for (Assessment.Judged judged : assessment.get().open()) {
            String what = words(judged);
            ObjectState state = judged.state();
            unready.add(new Unready(
                    problem(environment, what, what, state.text(), state.isFailed()),
                    Subject.of(judged.object().name())));
        }
        if (unready.isEmpty()) {
            problem(side, environment, assessment.get().overall())
                    .ifPresent(problem -> unready.add(new Unready(problem, whole)));
        }
        return unready;
    }

    private static String where(Identifier environment) {
        return "environment " + environment;
    }

    /** The same for the previous side, which a rollback makes live again. The user may accept the wait. */
    static List<Problem> previous(Identifier environment, Optional<Assessment> assessment) {
        return unready("the previous side", environment, assessment).stream()
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

    private static Optional<Problem> problem(String side, Identifier environment, Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready ready -> Optional.empty();
            case Verdict.Waiting waiting ->
                Optional.of(problem(environment, side, where(environment), waiting.reason(), false));
            case Verdict.Failed failed ->
                Optional.of(problem(environment, side, where(environment), failed.reason(), true));
        };
    }

    private static Problem problem(Identifier environment, String what, String where, String reason, boolean failed) {
        return new Problem(code(failed), sentence(what, reason, failed), where, wait(environment, failed));
    }

    private static String sentence(String what, String reason, boolean failed) {
        return what + (failed ? " will not become ready: " : " is not ready: ") + reason;
    }
}
