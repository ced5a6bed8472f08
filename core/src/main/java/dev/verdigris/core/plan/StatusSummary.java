package dev.verdigris.core.plan;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DbtDeployment;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.RequiredChecks;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.drift.RollbackGuard;
import dev.verdigris.core.guard.identity.DeployerRules;
import dev.verdigris.core.guard.identity.RollbackRules;
import dev.verdigris.core.guard.identity.SideRules;
import dev.verdigris.core.guard.sizing.StagedSizing;
import dev.verdigris.core.history.HistoryEntry;
import dev.verdigris.core.history.HistorySchema;
import dev.verdigris.core.overview.Overview;
import dev.verdigris.core.plan.question.StatusQuestions;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.TimeText;

/**
 * The state of an environment and the next command.
 *
 * @param state the state that the lock schemas show
 * @param pairs all pairs with both halves
 * @param left the remaining steps, such as sinks to re-point
 * @param notes what other tools have done to the pairs since the deployment began, and the result of the checks
 * @param guardrails the evaluation of every guardrail of the verb status
 * @param overview what is live, what the suffixed side is and costs, and the drift
 * @param next the next command: if there is a problem, the one that its fix begins with. If that is not a command,
 *     somebody has to act, and the next command is status.
 */
public record StatusSummary(
        DeploymentState state,
        List<PairStatus> pairs,
        List<PlannedStep> left,
        List<String> notes,
        List<Evaluation> guardrails,
        Overview overview,
        Fix.Command next) {

    public StatusSummary {
        pairs = List.copyOf(pairs);
        left = List.copyOf(left);
        notes = List.copyOf(notes);
        guardrails = List.copyOf(guardrails);
    }

    /** The problems of this state, sorted. */
    public List<Problem> problems() {
        return Evaluation.problems(guardrails);
    }

    /**
     * One pair.
     *
     * @param kind {@code schema} or {@code cluster}
     * @param live the production name
     * @param liveId its id, if it exists
     * @param liveObjects how many objects are in it or run on it
     * @param suffixed the suffixed name
     * @param suffixedId its id, if it exists
     * @param suffixedObjects how many objects are in it or run on it
     */
    public record PairStatus(
            String kind,
            String live,
            Optional<String> liveId,
            int liveObjects,
            String suffixed,
            Optional<String> suffixedId,
            int suffixedObjects) {}

    /** Summarizes an environment of a project without checks, without ages. */
    public static StatusSummary of(DeploymentView view) {
        return of(view, RequiredChecks.NONE, Optional.empty(), Instant.EPOCH);
    }

    /**
     * Summarizes an environment. If its definition has mistakes, the summary has only the problems.
     *
     * @param checks the checks of the project, which come before the promotion
     * @param readiness the readiness of the staged side, if it is known
     * @param now the present time, for ages
     */
    public static StatusSummary of(
            DeploymentView view, RequiredChecks checks, Optional<Assessment> readiness, Instant now) {
        Environment environment = view.environment();
        VerbGuardrails guards = new VerbGuardrails(Verb.STATUS);
        if (!guards.environment(view)) {
            return new StatusSummary(
                    new DeploymentState.None(),
                    List.of(),
                    List.of(),
                    List.of(),
                    guards.evaluations(),
                    Overview.NONE,
                    Fix.command(Verb.STATUS, environment.name()));
        }
        Standing standing = Standing.whole(view, checks, readiness);
        StatusQuestions.ask(guards, view, readiness, !standing.left().isEmpty());
        List<PairStatus> pairs = view.pairs().all().stream()
                .map(each -> pair(view.pairs(), each))
                .toList();
        Fix.Command next = guards.problems().stream()
                .findFirst()
                .map(first -> first.fix().firstCommand().orElse(Fix.command(Verb.STATUS, environment.name())))
                .orElse(standing.next());
        return new StatusSummary(
                standing.state(),
                pairs,
                standing.left(),
                notes(view, checks),
                guards.evaluations(),
                Overview.of(view, guards.evaluations(), now),
                next);
    }

    /** Other projects with an environment of this name. If this one was edited, they are its own pairs of before. */
    private static Stream<String> namesakes(DeploymentView view) {
        return view.namesakes().stream()
                .map(other -> "Lock schema " + other.lock() + " belongs to another deployment of the name "
                        + view.environment().name() + ". It holds "
                        + other.held().names().stream()
                                .map(pair -> pair.live().toString())
                                .collect(Collectors.joining(", "))
                        + ". If this environment was edited, list these pairs again until that deployment has ended.");
    }

    /** The deployments and tags of dbt that the comments of the pairs show. */
    private static Stream<String> byDbt(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        Stream<String> promoted = view.pairs().schemasOf(ResolvedPairs.Side.LIVE).stream()
                .flatMap(schema -> catalog.comment(schema.id()).flatMap(DbtDeployment::of).stream()
                        .map(of -> "The live version of schema " + catalog.nameOf(schema) + " was promoted by dbt: "
                                + of + "."));
        boolean ours = view.record().isPresent();
        Stream<String> tagged = view.pairs().all().stream()
                .filter(pair ->
                        !ours && pair.suffixed().isPresent() && pair.live().isPresent())
                .flatMap(pair -> catalog.comment(pair.suffixed().get().id()).stream()
                        .filter(tag -> !catalog.comment(pair.live().get().id())
                                        .filter(tag::equals)
                                        .isPresent()
                                && DbtDeployment.of(tag).isEmpty())
                        .map(tag -> pair.names().suffixed() + " has the tag " + tag + "."))
                .map(text -> Character.toUpperCase(text.charAt(0)) + text.substring(1));
        return Stream.concat(promoted, tagged);
    }

    private static List<String> notes(DeploymentView view, RequiredChecks checks) {
        return Stream.of(
                        ended(view).stream(),
                        ofOtherTools(view),
                        DeployerRules.work(view).stream(),
                        RollbackRules.story(view).stream(),
                        ofChecks(view, checks),
                        notComparable(view),
                        StagedSizing.notes(view),
                        SinkPlanner.kept(view).stream(),
                        namesakes(view),
                        byDbt(view))
                .flatMap(notes -> notes)
                .toList();
    }

    /** The last deployment, if none is in force, so that a finished release is not taken for a missing one. */
    private static Optional<String> ended(DeploymentView view) {
        boolean open = view.lock().isPresent() || view.pairs().suffixedInUse();
        List<HistoryEntry> all = open ? List.of() : HistorySchema.ended(view);
        return all.isEmpty()
                ? Optional.empty()
                : all.getLast()
                        .knownRecord()
                        .map(record -> "The last one was " + record.words() + ". It was "
                                + all.getLast().fate().text() + ", and ended at "
                                + TimeText.of(all.getLast().at()) + ".");
    }

    /** What a rollback cannot compare, because no inventory is known. */
    private static Stream<String> notComparable(DeploymentView view) {
        return view.isPromoted() && view.record().isPresent() ? RollbackGuard.unknown(view).stream() : Stream.empty();
    }

    private static Stream<String> ofChecks(DeploymentView view, RequiredChecks checks) {
        Optional<Checked> last = view.lock()
                .filter(lock -> lock.phase().isStaged() && !(lock.evidence() instanceof PhaseEvidence.HalfSwapped))
                .flatMap(DeploymentLock::knownRecord)
                .flatMap(DeploymentRecord::checked);
        if (last.isPresent() && view.checked().isEmpty()) {
            // A half that is missing or has another name is a problem of its own. With it back, the result counts
            // again.
            return view.pairs().all().stream().allMatch(pair -> pair.suffixed().isPresent())
                    ? Stream.of("The staged objects have changed since the checks ran, so the checks must run again.")
                    : Stream.empty();
        }
        if (StatusQuestions.isBuilt(view) && checks.areOpen(view)) {
            return Stream.of(
                    last.isPresent()
                            ? "Other check files ran on this build, so the checks must run again."
                            : "The checks of the project have not run on this build.");
        }
        return last.stream()
                .map(result -> result.passed()
                        ? passed(view) + warned(result)
                        : Count.of(result.failed(), "check") + " did not pass on this build.");
    }

    private static String warned(Checked result) {
        return result.warned() == 0
                ? ""
                : " " + Count.of(result.warned(), "check") + (result.warned() == 1 ? " warns." : " warn.");
    }

    /** A check that failed and was accepted does not count as failed. */
    private static String passed(DeploymentView view) {
        return view.consents().stream().anyMatch(consent -> consent.code().equals(ProblemCode.CHECK_FAILED.code()))
                ? "No check stops this build; a failed check was accepted."
                : "All checks have passed on this build.";
    }

    private static Stream<String> ofOtherTools(DeploymentView view) {
        if (view.lock().isEmpty() && view.pairs().suffixedInUse()) {
            return Stream.of(SideRules.promotion(view)
                    .map(promotion -> "The suffixed side is the previous version: "
                            + SideRules.promotedElsewhere(promotion)
                            + ", and no lock schema belongs to it. The next promote takes that over and swaps nothing.")
                    .orElse("No lock schema belongs to the suffixed side: another tool has made it, or somebody has"
                            + " dropped the lock schema."));
        }
        if (view.lock().isEmpty() && view.pairs().anySuffixed()) {
            return Stream.of(
                    "The suffixed side is empty, and no lock schema belongs to it: another tool has made it. The"
                            + " next init takes it over.");
        }
        return view.lock().map(DeploymentLock::evidence).stream().flatMap(evidence -> switch (evidence) {
            case PhaseEvidence.Agreed agreed -> builtElsewhere(view, agreed.phase());
            case PhaseEvidence.HalfSwapped half -> Stream.empty();
            case PhaseEvidence.Unclear unclear -> Stream.empty();
            case PhaseEvidence.SwappedElsewhere swapped
            when swapped.phase() == Phase.PROMOTED ->
                Stream.of("The ids show that another tool has promoted the staged side.");
            case PhaseEvidence.SwappedElsewhere swapped ->
                Stream.of("The ids show that another tool has swapped the previous version back.");
            case PhaseEvidence.WithoutPrevious without -> Stream.of("Another tool has dropped the previous side.");
            case PhaseEvidence.LaterVersion later ->
                Stream.of("Another tool has dropped the previous side and staged a later version.");
        });
    }

    private static Stream<String> builtElsewhere(DeploymentView view, Phase phase) {
        boolean unknown = phase == Phase.STAGED
                && view.pairs().suffixedInUse()
                && view.record().filter(record -> record.built().isEmpty()).isPresent();
        return unknown ? Stream.of("No build is recorded: another tool has built what is staged.") : Stream.empty();
    }

    private static PairStatus pair(ResolvedPairs sides, ResolvedPairs.Resolved pair) {
        boolean schema = pair.names().live() instanceof Target.OfSchema;
        return new PairStatus(
                schema ? "schema" : "cluster",
                name(pair.names().live()),
                pair.live().map(found -> found.id().value()),
                pair.live().map(found -> sides.contents(found).size()).orElse(0),
                name(pair.names().suffixed()),
                pair.suffixed().map(found -> found.id().value()),
                pair.suffixed().map(found -> sides.contents(found).size()).orElse(0));
    }

    private static String name(Target target) {
        return switch (target) {
            case Target.OfSchema of -> of.name().toString();
            case Target other -> other.lastPart().value();
        };
    }
}
