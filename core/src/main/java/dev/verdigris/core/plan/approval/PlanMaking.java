package dev.verdigris.core.plan.approval;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.approval.StalePlan;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.name.ObjectName;
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
        Optional<Duration> hydration) {

    public PlanMaking {
        plans = List.copyOf(plans);
        evaluations = List.copyOf(evaluations);
        files = files.map(List::copyOf);
    }

    /** The plan. */
    public PlanFile plan() {
        return new PlanFile(
                verb,
                view.environment().name(),
                new PlanFile.Origin(
                        promote.run().now(),
                        view.role(),
                        view.catalog().session().serverVersion(),
                        view.record().map(record -> record.deploymentId().value()),
                        promote.run().deployer().provenance()),
                new PlanFile.Wish(
                        StalePlan.pairs(view),
                        consents(),
                        promote.sinks().over(view.sinkWays()),
                        promote.run().deployer().files()),
                models(),
                plans.stream().flatMap(PlanMaking::steps).toList(),
                evaluations.stream().map(PlanMaking::answer).toList(),
                cost(),
                new PlanFile.World(
                        Inventory.of(view, Side.LIVE),
                        builds ? Optional.empty() : Optional.of(Inventory.of(view, Side.SUFFIXED)),
                        Inventory.ofDependents(view, Side.LIVE)));
    }

    private Consents consents() {
        return new Consents(promote.accept().at(promote.run().now()).all().stream()
                .filter(Consent::isNarrow)
                .distinct()
                .toList());
    }

    private static Stream<PlanFile.Step> steps(Plan plan) {
        return plan.steps().stream().map(step -> step(plan.verb(), step));
    }

    private static PlanFile.Step step(Verb verb, PlannedStep planned) {
        return new PlanFile.Step(
                verb,
                planned.step().type(),
                planned.step().summary(),
                planned.reason(),
                StepSql.render(planned.step()),
                StalePlan.isOutside(planned.step()));
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

    /** The model files, and the live relations without one. Without files nothing is known of the new version. */
    private List<PlanFile.Model> models() {
        if (files.isEmpty()) {
            return List.of();
        }
        List<PlanFile.Model> models = new ArrayList<>();
        Set<ObjectName> made = new HashSet<>();
        Set<ObjectName> live = new HashSet<>();
        view.pairs().itemsOf(Side.LIVE).stream()
                .filter(item -> item.kind() != ItemKind.INDEX)
                .map(view.catalog()::nameOf)
                .forEach(live::add);
        List<BuildStatement> statements = statements(files.get());
        for (ModelFile file : files.get()) {
            Optional<ObjectName> object = statements.stream()
                    .filter(statement -> statement.file().equals(file.shownAs()))
                    .map(BuildStatement::live)
                    .findFirst();
            object.ifPresent(made::add);
            models.add(new PlanFile.Model(
                    object.filter(live::contains).isPresent()
                            ? PlanFile.Model.Change.REPLACED
                            : PlanFile.Model.Change.ADDED,
                    object.map(ObjectName::toString).orElse(file.path()),
                    Optional.of(file.path()),
                    Optional.of(Digests.ofFiles(List.of(file)))));
        }
        live.stream()
                .filter(name -> !made.contains(name))
                .forEach(name -> models.add(new PlanFile.Model(
                        PlanFile.Model.Change.REMOVED, name.toString(), Optional.empty(), Optional.empty())));
        models.sort(Comparator.comparing(PlanFile.Model::object));
        return models;
    }

    private List<BuildStatement> statements(List<ModelFile> all) {
        return switch (ModelProject.of(all, view.environment().targetNames())) {
            case ModelResult.Resolved resolved ->
                resolved.layers().stream().flatMap(List::stream).toList();
            case ModelResult.Broken broken -> List.of();
        };
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
