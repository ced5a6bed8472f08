package dev.verdigris.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.diagnosis.Finding;
import dev.verdigris.engine.diagnosis.Finding.Level;
import dev.verdigris.engine.diagnosis.Finding.Topic;
import dev.verdigris.engine.internal.diagnosis.ServerProbe;
import dev.verdigris.engine.internal.diagnosis.SessionProbe;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.EngineOptions;

/**
 * One look at everything that a deployment needs: the address, the encryption, the login, the server, the rights of the
 * role, the pairs, the state of the environment. Nothing is changed, and no secret is in a finding.
 *
 * <p>It goes on as far as it can. What depends on a failed answer is {@link Level#NOT_ASKED}.
 */
public final class Diagnosis {

    private static final Set<ProblemCode> OF_FILES =
            EnumSet.of(ProblemCode.BAD_CONFIG, ProblemCode.BAD_MODEL, ProblemCode.DBT_MANIFEST, ProblemCode.NO_BUILDER);

    /** The rights of a plan do not depend on the size of the clusters that it creates. */
    private static final String ANY_SIZE = "25cc";

    private static final String EARLIER = "an earlier answer is a problem";

    private final ConnectionSettings connection;
    private final Environment environment;
    private final List<Finding> findings = new ArrayList<>();

    private Diagnosis(ConnectionSettings connection, Environment environment) {
        this.connection = connection;
        this.environment = environment;
    }

    /**
     * Looks.
     *
     * @param deployment the deployment whose needs are asked for; it is only planned
     * @param options the limits of statements
     * @return the findings in the order of the topics; each topic from {@link Topic#HOST} on has at least one
     */
    public static List<Finding> of(
            ConnectionSettings connection, Environment environment, DeployRequest deployment, EngineOptions options) {
        Diagnosis diagnosis = new Diagnosis(connection, environment);
        diagnosis.findings.addAll(new ServerProbe(connection).look());
        if (diagnosis.isSound()) {
            diagnosis.findings.addAll(SessionProbe.look(connection, environment, options));
        }
        if (diagnosis.isSound()) {
            diagnosis.planned(deployment, options);
        }
        diagnosis.rest();
        return diagnosis.findings.stream()
                .sorted((one, other) -> one.topic().compareTo(other.topic()))
                .toList();
    }

    /** The findings of a diagnosis that had no settings: nothing of the server was asked. */
    public static List<Finding> withoutSettings(String why) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.compareTo(Topic.HOST) >= 0)
                .map(topic -> Finding.notAsked(topic, why))
                .toList();
    }

    private boolean isSound() {
        return findings.stream().noneMatch(finding -> finding.level() == Level.PROBLEM);
    }

    /** Asks every guardrail of a whole deployment, as its plan does. */
    private void planned(DeployRequest deployment, EngineOptions options) {
        try (Verdigris engine =
                Verdigris.configure(connection, environment).options(options).load()) {
            Report report = engine.plan(deployment);
            for (Problem problem : report.problems()) {
                boolean conflict = problem.code().outcome() == Outcome.CONFLICT;
                findings.add(
                        conflict
                                ? Finding.warning(Topic.DEPLOYMENT, problem)
                                : Finding.problem(topic(problem), problem));
            }
            report.warnings().forEach(problem -> findings.add(Finding.warning(topic(problem), problem)));
            foreseen(report, engine, deployment);
            answered(Topic.FILES, true, "the files of the project can be used");
            answered(Topic.GUARDRAILS, report.problems().isEmpty(), "nothing else that is known stops a deployment");
        }
    }

    /**
     * Without the live halves nothing else is planned, so the rights and the limits are those of a plan that creates
     * them.
     */
    private void foreseen(Report report, Verdigris engine, DeployRequest deployment) {
        boolean missing = report.problems().stream().anyMatch(problem -> problem.code() == ProblemCode.LIVE_MISSING);
        Report asked = report;
        if (missing) {
            asked = engine.plan(deployment.withInit(
                    deployment.init().withCreateMissing(true).withClusterSize(ANY_SIZE)));
            asked.problems().stream()
                    .filter(problem -> topic(problem) == Topic.RIGHTS || topic(problem) == Topic.LIMITS)
                    .map(problem -> Finding.problem(topic(problem), problem))
                    .filter(finding -> !findings.contains(finding))
                    .forEach(findings::add);
        }
        boolean answered = asked.guardrails().stream()
                .anyMatch(answer -> answer.guardrail() == Guardrail.RIGHTS && answer.wasAsked());
        answered(
                Topic.RIGHTS,
                answered,
                "the role may do what init" + (missing ? " --create-missing" : "")
                        + ", build, promote and cleanup need, as far as that is known now");
        limits(asked);
    }

    /** A limit that the plan compares is good only if the plan came so far. */
    private void limits(Report report) {
        boolean tight =
                findings.stream().anyMatch(finding -> finding.topic() == Topic.LIMITS && finding.level() != Level.OK);
        Evaluation.Result result = report.guardrails().stream()
                .filter(answer -> answer.guardrail() == Guardrail.LIMITS)
                .map(Evaluation::result)
                .findFirst()
                .orElseGet(Evaluation.NotReached::new);
        switch (result) {
            case Evaluation.Passed passed when !tight -> findings.add(Finding.ok(Topic.LIMITS, "both sides fit"));
            case Evaluation.NotApplicable none -> findings.add(Finding.notAsked(Topic.LIMITS, none.reason()));
            case Evaluation.NotReached earlier -> findings.add(Finding.notAsked(Topic.LIMITS, EARLIER));
            case Evaluation.Passed passed -> {}
            case Evaluation.Refused refused -> {}
            case Evaluation.Warned warned -> {}
        }
    }

    private static Topic topic(Problem problem) {
        Outcome outcome = problem.code().outcome();
        if (problem.code() == ProblemCode.LIMIT) {
            return Topic.LIMITS;
        }
        return OF_FILES.contains(problem.code())
                ? Topic.FILES
                : switch (outcome) {
                    case PERMISSION -> Topic.RIGHTS;
                    case CONFLICT -> Topic.DEPLOYMENT;
                    case USAGE -> Topic.PAIRS;
                    case UNREACHABLE -> Topic.SERVER;
                    case DONE, INTERNAL, REFUSED, NOT_READY, FOLLOW_UP -> Topic.GUARDRAILS;
                };
    }

    private void answered(Topic topic, boolean asked, String what) {
        if (findings.stream().noneMatch(finding -> finding.topic() == topic)) {
            findings.add(asked ? Finding.ok(topic, what) : Finding.notAsked(topic, EARLIER));
        }
    }

    private void rest() {
        Arrays.stream(Topic.values())
                .filter(topic -> topic.compareTo(Topic.HOST) >= 0
                        && findings.stream().noneMatch(finding -> finding.topic() == topic))
                .forEach(topic -> findings.add(Finding.notAsked(topic, EARLIER)));
    }
}
