package dev.verdigris.cli.command;

import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;

import dev.verdigris.cli.approval.PlanDocument;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.AcceptMixin;
import dev.verdigris.cli.option.BuilderMixin;
import dev.verdigris.cli.option.CheckMixin;
import dev.verdigris.cli.option.PolicyMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.cli.option.SinkMixin;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.approval.PlanFileCodec;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.GrantsRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.request.VerbRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

@Command(name = "plan", header = "Show the steps of a verb and their reasons, without running them.")
final class PlanCommand extends VerbCommand.Recorded {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Mixin
    private final ProjectMixin project = new ProjectMixin();

    @Mixin
    private final PolicyMixin policy = new PolicyMixin();

    @Mixin
    private final AcceptMixin accept = new AcceptMixin();

    @Mixin
    private final SinkMixin sinks = new SinkMixin();

    @Mixin
    private final BuilderMixin builder = new BuilderMixin();

    @Option(
            names = "--count-keys",
            order = 32,
            description = "With promote: count the keys that keep an old value in the topics of sinks. This reads both"
                    + " sides completely, on the cluster of the new object.")
    private boolean countKeys;

    @Option(
            names = "--save",
            paramLabel = "FILE",
            order = 33,
            description = "With promote or deploy: also write the plan into a file for an approval. docs/approval.md"
                    + " describes it.")
    private Optional<Path> save = Optional.empty();

    private final AtomicReference<PlanFile> made = new AtomicReference<>();

    @Parameters(
            paramLabel = "VERB",
            arity = "0..1",
            description = "One of: ${COMPLETION-CANDIDATES}. Default: the next verb.")
    private Optional<Planned> verb = Optional.empty();

    /** The verbs whose plan somebody can approve. */
    private static final Set<Planned> SAVED = EnumSet.of(Planned.PROMOTE, Planned.DEPLOY);

    /** The verbs whose steps are known before they begin. */
    enum Planned {
        INIT,
        BUILD,
        GRANTS,
        PROMOTE,
        ROLLBACK,
        CLEANUP,
        ABORT,
        DEPLOY;

        @Override
        public String toString() {
            return Kebab.of(this);
        }
    }

    PlanCommand(ProcessContext context) {
        super(Verb.PLAN, context);
    }

    @Override
    void demand(List<String> args) {
        if (save.isPresent() && verb.filter(SAVED::contains).isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(), "--save needs the verb: plan promote --save, or plan deploy --save");
        }
        document().ifPresent(PlanDocument::requireWritable);
    }

    private Optional<PlanDocument> document() {
        return save.map(file -> PlanDocument.of(context().directory(), file));
    }

    @Override
    ProgressListener listening(ProgressListener listener) {
        return event -> {
            if (event instanceof ProgressEvent.PlanMade plan) {
                made.set(plan.plan());
            }
            listener.on(event);
        };
    }

    @Override
    Report run(Verdigris engine, Settings settings) {
        Report report = show(engine, settings);
        return document().map(file -> saved(report, file)).orElse(report);
    }

    /** Writes the plan, and says where it is and how it goes on. */
    private Report saved(Report report, PlanDocument file) {
        PlanFile plan = made.get();
        if (plan == null) {
            return report.noting("Nothing was written into " + file.shownAs() + ": "
                    + (report.problems().isEmpty() ? "nothing is to be promoted." : "the plan has problems."));
        }
        file.write(plan);
        return report.noting("The plan is in " + file.shownAs() + ". Its digest is " + PlanFileCodec.digest(plan) + ".")
                .following(new CommandOption.ApprovedPlan(file.shownAs()));
    }

    private Report show(Verdigris engine, Settings settings) {
        requireVerb(countKeys, Planned.PROMOTE, "--count-keys");
        requireVerb(
                spec.commandLine().getParseResult().hasMatchedOption(BuilderMixin.OPTION),
                Planned.DEPLOY,
                BuilderMixin.OPTION);
        if (verb.isEmpty()) {
            return engine.plan(next -> next(next, settings));
        }
        return switch (verb.get()) {
            case INIT -> engine.plan(init(settings));
            case BUILD -> engine.plan(build(settings));
            case GRANTS -> engine.plan(GrantsRequest.DEFAULT);
            case PROMOTE -> engine.plan(awaiting(settings));
            case ROLLBACK -> engine.plan(rollback(settings));
            case CLEANUP -> engine.plan(drop(DropRequest.Side.PREVIOUS, settings));
            case ABORT -> engine.plan(drop(DropRequest.Side.STAGED, settings));
            case DEPLOY -> engine.plan(deploy(settings));
        };
    }

    private void requireVerb(boolean given, Planned needed, String option) {
        if (given && verb.filter(needed::equals).isEmpty()) {
            throw new ParameterException(spec.commandLine(), option + " needs the verb: plan " + needed + " " + option);
        }
    }

    /** The request that the verb itself would make, if its plan does not depend on the files of a project. */
    private Optional<VerbRequest> next(Verb next, Settings settings) {
        return switch (next) {
            case INIT -> Optional.of(init(settings));
            case PROMOTE -> Optional.of(awaiting(settings));
            case ROLLBACK -> Optional.of(rollback(settings));
            case CLEANUP -> Optional.of(drop(DropRequest.Side.PREVIOUS, settings));
            case ABORT -> Optional.of(drop(DropRequest.Side.STAGED, settings));
            case BUILD, EXEC, GRANTS, AWAIT, CHECK, DEPLOY, STATUS, PLAN, HISTORY, DIFF, REPORT -> Optional.empty();
        };
    }

    private static InitRequest init(Settings settings) {
        return InitRequest.DEFAULT.withAccept(settings.accept());
    }

    private BuildRequest build(Settings settings) {
        return BuildRequest.of(project.source(settings));
    }

    private DeployRequest deploy(Settings settings) {
        DeployRequest begun = DeployRequest.DEFAULT.withInit(init(settings));
        DeployRequest built = BuilderMixin.request(
                        settings, context(), options().format())
                .map(begun::withExec)
                .orElseGet(() -> begun.withBuild(build(settings)));
        return built.withAwaiting(ReadinessMixin.await(settings))
                .withCheck(CheckMixin.request(settings, context(), options().format()))
                .withPromote(promote(settings));
    }

    private PromoteRequest promote(Settings settings) {
        return PromoteRequest.DEFAULT
                .withChecks(CheckMixin.checks(settings, context(), options().format()))
                .withPolicy(PolicyMixin.policy(settings))
                .withSinks(settings.sinks())
                .withCountKeys(countKeys)
                .withForApproval(save.isPresent())
                .withAccept(settings.accept());
    }

    /** A plan does not wait, but it shows how a wait would go on. */
    private PromoteRequest awaiting(Settings settings) {
        return promote(settings).withAwaiting(ReadinessMixin.await(settings));
    }

    private static RollbackRequest rollback(Settings settings) {
        return RollbackCommand.request(settings).withAccept(settings.accept());
    }

    private static DropRequest drop(DropRequest.Side side, Settings settings) {
        return DropRequest.of(side).withAccept(settings.accept());
    }
}
