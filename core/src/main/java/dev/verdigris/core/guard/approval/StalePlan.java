package dev.verdigris.core.guard.approval;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.guard.drift.Drift;
import dev.verdigris.core.inventory.Part;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Change;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.TimeText;

/** Compares an approved plan with the present world and with the run: a problem for each difference. */
public final class StalePlan {

    private final Approval approval;
    private final PlanFile plan;
    private final DeploymentView view;
    private final Fix fix;
    private final String since;
    private final List<Problem> found = new ArrayList<>();

    private StalePlan(Approval approval, DeploymentView view) {
        this.approval = approval;
        this.plan = approval.plan();
        this.view = view;
        this.fix = approval.fix(view.environment().name());
        this.since = "after the plan was made at " + TimeText.of(plan.origin().at()) + " by role "
                + plan.origin().by();
    }

    /**
     * The differences before the swap. If the plan names files and has no staged side to compare, the record must show
     * that the side was built from these files.
     *
     * @param accept the consents of the run that count now
     * @param ways the ways of sinks, with those that the deployment has kept
     */
    public static List<Problem> beforeSwap(Approval approval, DeploymentView view, Consents accept, SinkWays ways) {
        StalePlan stale = new StalePlan(approval, view);
        if (stale.isOfOtherEnvironment()) {
            return stale.found;
        }
        stale.differences(accept, ways);
        if (stale.found.isEmpty() && stale.plan.world().staged().isEmpty()) {
            stale.builtFromFiles();
        }
        return List.copyOf(stale.found);
    }

    /** The differences before the first statement of a run that builds the staged side. */
    public static List<Problem> beforeBuild(Approval approval, DeploymentView view, Consents accept, SinkWays ways) {
        StalePlan stale = new StalePlan(approval, view);
        if (!stale.isOfOtherEnvironment()) {
            stale.differences(accept, ways);
        }
        return List.copyOf(stale.found);
    }

    private void differences(Consents accept, SinkWays ways) {
        wish(accept, ways);
        files();
        deployment();
        world();
    }

    /** Only the record of a whole build shows which files a side was built from. Unknown is no approval. */
    private void builtFromFiles() {
        Optional<Digest> built = view.record()
                .flatMap(DeploymentRecord::built)
                .filter(Built::whole)
                .flatMap(Built::files);
        if (plan.wish().files().isPresent() && !plan.wish().files().equals(built)) {
            add(
                    "nothing shows that the staged side was built from the model files of the plan",
                    "environment " + view.environment().name(),
                    Change.Kind.REPLACED,
                    Optional.of("files"),
                    Optional.empty(),
                    Optional.empty());
        }
    }

    /** The differences after the swap, when only the end of the promotion may be left. */
    public static List<Problem> afterSwap(Approval approval, DeploymentView view, Consents accept, SinkWays ways) {
        StalePlan stale = new StalePlan(approval, view);
        if (stale.isOfOtherEnvironment()) {
            return stale.found;
        }
        stale.wish(accept, ways);
        stale.files();
        stale.deployment();
        stale.replaced();
        return List.copyOf(stale.found);
    }

    /**
     * The steps that change what others read and that only one of the plan and the run has. They are asked if nothing
     * else has changed, because another difference has caused them otherwise.
     *
     * @param now the steps of the run
     * @param swapped whether the swap is done, so that steps of the plan may be missing
     */
    public static List<Problem> steps(Approval approval, DeploymentView view, List<Step> now, boolean swapped) {
        StalePlan stale = new StalePlan(approval, view);
        Set<String> planned = new TreeSet<>();
        stale.plan.steps().stream()
                .filter(PlanFile.Step::outside)
                .forEach(step -> planned.add(words(step.type(), step.summary())));
        Set<String> present = new TreeSet<>();
        now.stream().filter(StalePlan::isOutside).forEach(step -> present.add(words(step.type(), step.summary())));
        for (String step : present) {
            if (!planned.contains(step)) {
                stale.step(step, "is a step now, and the plan does not have it", Change.Kind.CREATED);
            }
        }
        for (String step : planned) {
            if (!swapped && !present.contains(step)) {
                stale.step(step, "is a step of the plan, and is not to be done now", Change.Kind.DROPPED);
            }
        }
        return List.copyOf(stale.found);
    }

    /** Whether a step changes what others read: the swap, and what follows it. */
    public static boolean isOutside(Step step) {
        return step instanceof Step.Swap || step instanceof Step.FollowUp;
    }

    /** There is one swap at most. What it swaps is compared as the pairs. */
    private static String words(String type, String summary) {
        return type.equals("swap") ? type : summary;
    }

    private void step(String step, String what, Change.Kind kind) {
        add(
                "step \"" + step + "\" " + what,
                "step " + step,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private boolean isOfOtherEnvironment() {
        if (plan.environment().equals(view.environment().name())) {
            return false;
        }
        found.add(new Problem(
                ProblemCode.PLAN_OTHER_ENVIRONMENT,
                "the plan in " + approval.file() + " is for environment " + plan.environment() + ", and this run for "
                        + view.environment().name(),
                approval.file(),
                Fix.advice(
                        "give the plan of this environment, or run the verb for environment " + plan.environment())));
        return true;
    }

    private void wish(Consents accept, SinkWays ways) {
        List<PlanFile.Half> pairs = pairs(view);
        pairs.stream()
                .filter(pair -> !plan.wish().pairs().contains(pair))
                .forEach(pair -> pair(pair, "is in the environment now, and not in the plan", Change.Kind.CREATED));
        plan.wish().pairs().stream()
                .filter(pair -> !pairs.contains(pair))
                .forEach(pair -> pair(pair, "is in the plan, and not in the environment now", Change.Kind.DROPPED));
        accept.all().stream()
                .filter(Consent::isNarrow)
                .filter(consent -> plan.wish().consents().all().stream()
                        .noneMatch(other -> other.words().equals(consent.words())))
                .map(Consent::words)
                .distinct()
                .forEach(words -> add(
                        "the run has a consent to " + words + ", and the plan does not have it",
                        "consent to " + words,
                        Change.Kind.CREATED,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()));
        SinkWays planned = plan.wish().sinks();
        Set<ObjectName> sinks = new TreeSet<>(planned.chosen().keySet());
        sinks.addAll(ways.chosen().keySet());
        for (ObjectName sink : sinks) {
            if (!planned.of(sink).equals(ways.of(sink))) {
                add(
                        "the way of sink " + sink + " is " + words(ways.of(sink)) + ", and in the plan it is "
                                + words(planned.of(sink)),
                        "sink " + sink,
                        Change.Kind.ALTERED,
                        Optional.of("way"),
                        Optional.of(words(planned.of(sink))),
                        Optional.of(words(ways.of(sink))));
            }
        }
    }

    private static String words(SinkWay way) {
        return way.word()
                + (way instanceof SinkWay.Republish republish
                        ? " in " + republish.topic().name()
                        : "");
    }

    private void pair(PlanFile.Half pair, String what, Change.Kind kind) {
        add(
                "the pair of " + pair.live() + " and " + pair.suffixed() + " " + what,
                pair.live(),
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The pairs of an environment as a plan has them. */
    public static List<PlanFile.Half> pairs(DeploymentView view) {
        return view.environment().pairs().stream()
                .map(pair -> new PlanFile.Half(
                        pair.live().toString(), pair.suffixed().toString()))
                .toList();
    }

    /** The files of the run, and the files from which the side was built. */
    private void files() {
        found.addAll(FileChanges.of(approval, since, fix));
        if (approval.builds()) {
            return;
        }
        view.record()
                .ifPresent(record -> record.built()
                        .flatMap(Built::files)
                        .filter(files -> plan.wish().files().isPresent()
                                && !plan.wish().files().get().equals(files))
                        .ifPresent(files -> found.add(new Problem(
                                ProblemCode.PLAN_STALE,
                                since + ", the staged side was built from other files: deployment " + of(record),
                                "environment " + view.environment().name(),
                                fix,
                                Optional.of(new Change(
                                        "staged side of environment "
                                                + view.environment().name(),
                                        Change.Kind.REPLACED,
                                        Optional.of("files"),
                                        Optional.empty(),
                                        Optional.empty(),
                                        Optional.empty(),
                                        record.role(),
                                        Optional.empty()))))));
    }

    private static String of(DeploymentRecord record) {
        return record.deploymentId()
                + record.role().map(role -> " of role " + role).orElse("")
                + record.provenance()
                        .commit()
                        .map(commit -> ", commit " + commit)
                        .orElse("");
    }

    /** Another deployment is in force than the one that was when the plan was made. */
    private void deployment() {
        Optional<DeploymentRecord> record = view.record();
        Optional<String> now = record.map(known -> known.deploymentId().value());
        plan.origin()
                .deployment()
                .filter(planned -> now.filter(planned::equals).isEmpty())
                .ifPresent(planned -> found.add(new Problem(
                        ProblemCode.PLAN_STALE,
                        since + ", deployment " + planned + " has ended"
                                + record.map(other -> "; in force is deployment " + of(other) + ", since "
                                                + TimeText.of(other.createdAt()))
                                        .orElse(""),
                        "environment " + view.environment().name(),
                        fix,
                        Optional.of(new Change(
                                "deployment " + planned,
                                Change.Kind.REPLACED,
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(planned),
                                now,
                                record.flatMap(DeploymentRecord::role),
                                record.map(DeploymentRecord::createdAt))))));
    }

    /** Both sides, and the external dependents. */
    private void world() {
        Instant made = plan.origin().at();
        found.addAll(Drift.sincePlan(
                plan.world().live(), view, Side.LIVE, made, since + ", the live side was changed", fix));
        found.addAll(Drift.dependentsSincePlan(
                plan.world().dependents(), view, made, since + ", an external dependent was changed", fix));
        plan.world()
                .staged()
                .filter(staged -> !approval.builds())
                .ifPresent(staged -> found.addAll(Drift.sincePlan(
                        staged, view, Side.SUFFIXED, made, since + ", the staged side was changed", fix)));
    }

    /** Whether the swap has replaced another version than the one that was live when the plan was made. */
    private void replaced() {
        Set<CatalogId> containers = new TreeSet<>(CatalogId.ORDER);
        view.pairs().schemasOf(Side.SUFFIXED).forEach(schema -> containers.add(schema.id()));
        view.pairs().clustersOf(Side.SUFFIXED).forEach(cluster -> containers.add(cluster.id()));
        boolean all = plan.world().live().parts().stream()
                .filter(part -> !(part.what() instanceof Part.What.OfItem))
                .allMatch(part -> containers.contains(part.id()));
        if (!all) {
            found.add(new Problem(
                    ProblemCode.PLAN_STALE,
                    since + ", another version was promoted: the previous side is not the side that was live then",
                    "environment " + view.environment().name(),
                    fix));
        }
    }

    private void add(
            String what,
            String object,
            Change.Kind kind,
            Optional<String> aspect,
            Optional<String> before,
            Optional<String> now) {
        found.add(new Problem(
                ProblemCode.PLAN_STALE,
                what,
                object,
                fix,
                Optional.of(new Change(
                        object, kind, aspect, Optional.empty(), before, now, Optional.empty(), Optional.empty()))));
    }
}
