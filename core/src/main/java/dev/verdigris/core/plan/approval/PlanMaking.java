package dev.verdigris.core.plan.approval;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.diff.Reader;
import dev.verdigris.core.diff.Readers;
import dev.verdigris.core.diff.SideComparison;
import dev.verdigris.core.diff.definition.LiveTexts;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.approval.StalePlan;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.overview.Cost;
import dev.verdigris.core.plan.Plan;
import dev.verdigris.core.plan.PlanInput;
import dev.verdigris.core.plan.PlannedStep;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.text.Kebab;

/**
 * Makes the file of a plan.
 *
 * @param verb the verb of the plan: promote or deploy
 * @param view the environment on which it was planned
 * @param plans the plans of its verbs, in order
 * @param evaluations the evaluation of every guardrail; none refuses
 * @param promote the request of the promotion
 * @param files the model files; empty if they are not known
 * @param builds whether the plan builds the staged side
 * @param gates what the staged side must pass
 * @param dbt what dbt knows of readers outside the server
 * @param hydration the longest time that a live object took to hydrate; empty if the server does not show it
 */
public record PlanMaking(
        Verb verb,
        DeploymentView view,
        List<Plan> plans,
        List<Evaluation> evaluations,
        PlanInput.Promote promote,
        Optional<List<ModelFile>> files,
        boolean builds,
        PlanFile.Gates gates,
        DbtFacts dbt,
        Optional<Duration> hydration) {

    public PlanMaking {
        plans = List.copyOf(plans);
        evaluations = List.copyOf(evaluations);
        files = files.map(List::copyOf);
    }

    /** The plan. */
    public PlanFile plan() {
        LiveTexts live = LiveTexts.of(view, Side.LIVE);
        PlannedModels models = new PlannedModels(view, files, builds, live, new Readers(view, dbt));
        return new PlanFile(
                verb,
                view.environment().name(),
                new PlanFile.Origin(
                        promote.run().now(),
                        view.role(),
                        view.catalog().session().serverVersion(),
                        view.catalog().session().region(),
                        view.catalog().auditEvents().stream()
                                .map(AuditEvent::id)
                                .max(Comparator.naturalOrder()),
                        view.record().map(record -> record.deploymentId().value()),
                        promote.run().deployer().provenance()),
                new PlanFile.Wish(
                        StalePlan.pairs(view),
                        consents(),
                        promote.sinks().over(view.sinkWays()),
                        models.digest(),
                        gates),
                models.models(),
                builds ? Optional.empty() : Optional.of(contracts()),
                steps(),
                evaluations.stream().map(PlanMaking::answer).toList(),
                cost(),
                new PlanFile.World(
                        Inventory.of(view, Side.LIVE),
                        builds ? Optional.empty() : Optional.of(Inventory.of(view, Side.SUFFIXED)),
                        Inventory.ofDependents(view, Side.LIVE),
                        live.texts()));
    }

    /** The objects whose contract changes. */
    private List<PlanFile.Contract> contracts() {
        return SideComparison.of(view, dbt).changed().stream()
                .map(object -> new PlanFile.Contract(
                        object.kind().text() + " " + object.name(),
                        object.isBreaking(),
                        object.changes().stream()
                                .map(change -> change.effect().word() + ": " + change.text() + ": " + change.reason())
                                .toList(),
                        object.readers().stream().map(Reader::text).toList()))
                .toList();
    }

    private Consents consents() {
        return new Consents(promote.accept().at(promote.run().now()).all().stream()
                .filter(Consent::isNarrow)
                .distinct()
                .toList());
    }

    private List<PlanFile.Step> steps() {
        StepTexts texts = new StepTexts(view, files.orElse(List.of()));
        return plans.stream()
                .flatMap(plan -> plan.steps().stream().map(step -> step(plan.verb(), step, texts)))
                .toList();
    }

    private static PlanFile.Step step(Verb verb, PlannedStep planned, StepTexts texts) {
        boolean outside = StalePlan.isOutside(planned.step());
        String summary = planned.step().summary();
        return new PlanFile.Step(
                verb,
                planned.step().type(),
                outside ? summary : texts.stable(summary),
                texts.reason(planned.reason()),
                StepSql.render(planned.step()).stream().map(texts::stable).toList(),
                outside);
    }

    private static PlanFile.Answer answer(Evaluation evaluation) {
        Evaluation.Result result = evaluation.result();
        return new PlanFile.Answer(
                evaluation.guardrail().id(),
                Kebab.of(result.getClass()),
                result instanceof Evaluation.NotApplicable skipped
                        ? List.of(skipped.reason())
                        : result.accepted().stream().map(Problem::what).toList());
    }

    /** The staged clusters as they are, or as init would create them. */
    private PlanFile.Cost cost() {
        DeploymentView begun = plans.stream()
                .filter(plan -> plan.verb() == Verb.INIT)
                .findFirst()
                .map(plan -> plan.after(view))
                .orElse(view);
        Cost staged = Cost.of(begun, Side.SUFFIXED);
        return new PlanFile.Cost(staged.replicas(), staged.creditsPerHour(), hydration);
    }
}
