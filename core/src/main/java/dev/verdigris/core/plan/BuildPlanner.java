package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.guard.rights.StatedGrants;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProblem;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.plan.build.Difference;
import dev.verdigris.core.plan.question.BuildQuestions;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.Count;

/**
 * Plans a build of the staged side from model files. Objects that an earlier build has created of the same statements
 * are kept ({@link Difference}). The other views of an earlier build are dropped, and what is missing is created. Then
 * each object gets those properties of its live counterpart that the files do not give.
 *
 * <p>The manifest says of which statements the objects were created; it is written as soon as all exist. The state view
 * records the build: its files, and whether it finished. Promote refuses a side whose build did not finish. A deploy
 * that runs again reads from the record which files were promoted. Before its first change, each build gives the state
 * view a new fencing token, and the phase staged. So a swap that was planned earlier fails. If two builds run at the
 * same time, the earlier one cannot record a mixture of both as whole. A build does not change a state view that has no
 * readable record, or that belongs to a role of which this role is not a member.
 */
public final class BuildPlanner {

    private final ModelResult models;
    private final Digest files;
    private final RunIdentity run;
    private final BuildQuestions questions;

    /**
     * Reads the model files.
     *
     * @param run the identity of the run; its token is the one that this build gives to the state view
     */
    public BuildPlanner(Environment environment, List<ModelFile> files, RunIdentity run) {
        this.models = ModelProject.of(files, environment.targetNames());
        this.files = Digests.ofFiles(files);
        this.run = run.with(run.deployer().withFiles(Optional.of(this.files)));
        this.questions = new BuildQuestions(Verb.BUILD, this.run.deployer(), run.connections());
    }

    /** The mistakes in the model files. If there are any, no build can be planned. */
    public List<Problem> mistakes() {
        return switch (models) {
            case ModelResult.Broken broken ->
                broken.problems().stream().map(BuildPlanner::problem).toList();
            case ModelResult.Resolved resolved -> List.of();
        };
    }

    /** The digest of the files. */
    Digest files() {
        return files;
    }

    /**
     * The statements of the models.
     *
     * @throws IllegalStateException if the model files have mistakes
     */
    List<BuildStatement> statements() {
        return layers().stream().flatMap(List::stream).toList();
    }

    /** Whether another run is at work on the same deployment, so that this build is refused while it is. */
    public boolean isBusy(DeploymentView view) {
        return DeployerRules.isBusy(view, run.deployer(), run.connections());
    }

    /**
     * Plans the whole build. The plan does not contain facts that only the server decides, such as the columns of new
     * views.
     *
     * @param done the statements of model files that this run has carried out
     * @throws IllegalStateException if the model files have mistakes
     */
    public PlanResult plan(DeploymentView view, Set<BuildStatement> done) {
        return trial(view, done, Set.of()).result();
    }

    /**
     * Plans the same, with the environment after the steps.
     *
     * @param made what init creates before
     */
    Foresight.Trial trial(DeploymentView view, Set<BuildStatement> done, Set<Target> made) {
        VerbGuardrails guards = questions.before(view);
        PlanBuilder steps = new PlanBuilder(view, made);
        Difference difference = Difference.of(view, layers(), done);
        if (!guards.refuses()) {
            guards.ask(RollbackRules.files(view, files), Guardrail.ROLLED_BACK);
            guards.ask(difference.blocked(), Guardrail.UNUSED);
        }
        if (guards.refuses()) {
            return new Foresight.Trial(steps.rejected(guards), Optional.empty());
        }
        BuildSteps record = new BuildSteps(steps, Optional.of(files), run);
        if (!record.isRecordable()) {
            steps.note(BuildSteps.NOT_RECORDED);
        }
        if (record.isWhole() && record.isOwn() && difference.isEmpty()) {
            steps.note("The staged side is already built from these files.");
            CopySteps.side(steps, stated(steps));
            return new Foresight.Trial(steps.planned(guards), Optional.of(steps.view()));
        }
        if (difference.keptViews() > 0) {
            steps.note("Kept: " + difference.keptViews() + " of " + Count.of(difference.views(), "view")
                    + ". Their statements, and those of the models that they read, are the same.");
        }
        noteTakenFrom(view, steps);
        record.begin(difference.dropped());
        record.drop(difference.dropped());
        record.fence();
        difference
                .revokes()
                .forEach(revoke -> steps.add(revoke, "neither the files nor the live counterpart grant it"));
        for (List<BuildStatement> layer : difference.missing()) {
            record.fence();
            steps.addLayer(layer.stream().map(Step.RunStatement::new).toList());
        }
        return new Foresight.Trial(end(steps, guards, allOf(layers())), Optional.of(steps.view()));
    }

    /** Says what becomes of the run that has worked on the deployment until now. */
    private void noteTakenFrom(DeploymentView view, PlanBuilder steps) {
        if (run.deployer().takeOver()) {
            DeployerRules.work(view)
                    .ifPresent(other -> steps.note(other + " This run takes the deployment from it: the server refuses"
                            + " the next statement with which that run would go on."));
        }
    }

    /** Plans the whole build before its first statement. */
    public PlanResult plan(DeploymentView view) {
        return plan(view, Set.of());
    }

    /**
     * Plans the rest of the build after this run has created everything.
     *
     * @param done the statements of model files that this run has carried out
     */
    public PlanResult completion(DeploymentView view, Set<BuildStatement> done) {
        VerbGuardrails guards = questions.before(view);
        PlanBuilder steps = new PlanBuilder(view);
        if (guards.refuses()) {
            return steps.rejected(guards);
        }
        if (!Difference.of(view, layers(), done).isBuilt()) {
            guards.refuse(mixed(view.environment()));
            return steps.rejected(guards);
        }
        guards.passes(Guardrail.UNUSED);
        guards.ask(RollbackRules.files(view, files), Guardrail.ROLLED_BACK);
        return end(steps, guards, done);
    }

    /**
     * Plans a manifest of what exists, after the server has refused a statement. So the next build keeps it.
     *
     * @param done the statements of model files that this run has carried out
     */
    public PlanResult interrupted(DeploymentView view, Set<BuildStatement> done) {
        VerbGuardrails guards = questions.before(view);
        PlanBuilder steps = new PlanBuilder(view);
        if (guards.refuses()) {
            return steps.rejected(guards);
        }
        guards.passes(Guardrail.UNUSED);
        new BuildSteps(steps, Optional.of(files), run)
                .manifest(Difference.of(view, layers(), done).manifest(), stated(steps));
        return steps.planned(guards);
    }

    private PlanResult end(PlanBuilder steps, VerbGuardrails guards, Set<BuildStatement> done) {
        BuildSteps record = new BuildSteps(steps, Optional.of(files), run);
        record.manifest(Difference.of(steps.view(), layers(), done).manifest(), stated(steps));
        CopySteps.side(steps, stated(steps));
        record.finish();
        return steps.planned(guards);
    }

    private StatedGrants stated(PlanBuilder steps) {
        return StatedGrants.of(steps.catalog(), statements());
    }

    private List<List<BuildStatement>> layers() {
        return switch (models) {
            case ModelResult.Broken broken -> throw new IllegalStateException("the model files have mistakes");
            case ModelResult.Resolved resolved -> resolved.layers();
        };
    }

    private static Set<BuildStatement> allOf(List<List<BuildStatement>> layers) {
        return layers.stream().flatMap(List::stream).collect(Collectors.toSet());
    }

    /**
     * The rejection of a build if another run has changed the state view since this build advanced the token; empty if
     * none has.
     *
     * @param verb the verb that builds: build or exec
     */
    public static Optional<PlanResult> overtaken(Verb verb, DeploymentView view, Step.AdvanceToken advance) {
        boolean ours = view.lockNames().stateViews(view.catalog()).stream()
                .map(view.catalog()::nameOf)
                .anyMatch(Set.<ObjectName>of(advance.stateView(), advance.renamed())::contains);
        return ours ? Optional.empty() : Optional.of(overtaken(verb, view));
    }

    private static PlanResult overtaken(Verb verb, DeploymentView view) {
        VerbGuardrails guards = new VerbGuardrails(verb);
        guards.refuse(lostRace(
                verb,
                view.environment(),
                "another build or verb began during this build, so the staged side may be a mixture of both"));
        return new PlanResult.Rejected(guards.evaluations());
    }

    private static Problem mixed(Environment environment) {
        return lostRace(
                Verb.BUILD,
                environment,
                "objects of the staged side were created, dropped or replaced by something else during this build");
    }

    private static Problem lostRace(Verb verb, Environment environment, String what) {
        return new Problem(
                ProblemCode.LOST_RACE,
                what,
                "environment " + environment.name(),
                Fix.advice("make sure that no other verb is running, then build again")
                        .then(Fix.command(verb, environment.name())));
    }

    /**
     * Asks the built side what promote will ask: see {@link BuildQuestions#proof}.
     *
     * @param accepts whether a problem that can be accepted only warns
     * @param sinks the ways that the user has chosen for sinks
     */
    public VerbGuardrails proof(DeploymentView view, Predicate<Problem> accepts, SinkWays sinks) {
        VerbGuardrails guards = questions.proof(view, accepts, sinks);
        guards.passes(Guardrail.UNUSED);
        return guards;
    }

    /** A mistake in a model file as a problem of a report. */
    public static Problem problem(ModelProblem problem) {
        return new Problem(
                ProblemCode.BAD_MODEL,
                problem.what(),
                problem.file() + ":" + problem.line() + ":" + problem.column(),
                new Fix.Edit(
                        new Place.Line(problem.file(), problem.line()),
                        problem.kind().fix()));
    }
}
