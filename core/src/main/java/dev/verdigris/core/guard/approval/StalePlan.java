package dev.verdigris.core.guard.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.guard.drift.Drift;
import dev.verdigris.core.inventory.Part;
import dev.verdigris.core.problem.Change;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.Count;
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
            stale.builtFromFiles(view.builtFiles());
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
        found.addAll(asked(accept, ways).beforeSwap());
        files();
        deployment();
        world();
    }

    /** Only the record of a whole build shows which files a side was built from. Unknown is no approval. */
    private void builtFromFiles(Optional<Digest> built) {
        if (plan.wish().files().isPresent() && !plan.wish().files().equals(built)) {
            found.add(Unexplained.problem(
                    fix,
                    "nothing shows that the staged side was built from the model files of the plan",
                    "environment " + view.environment().name(),
                    Change.Kind.REPLACED,
                    Optional.of("files"),
                    Optional.empty(),
                    Optional.empty()));
        }
    }

    /** The differences after the swap, when only the end of the promotion may be left. */
    public static List<Problem> afterSwap(Approval approval, DeploymentView view, Consents accept, SinkWays ways) {
        StalePlan stale = new StalePlan(approval, view);
        if (stale.isOfOtherEnvironment()) {
            return stale.found;
        }
        stale.found.addAll(stale.asked(accept, ways).afterSwap());
        stale.files();
        stale.deployment();
        stale.replaced();
        stale.promoted();
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
        found.add(Unexplained.problem(
                fix,
                "step \"" + step + "\" " + what,
                "step " + step,
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    private boolean isOfOtherEnvironment() {
        Optional<String> region = view.catalog().session().region();
        if (plan.environment().equals(view.environment().name())
                && !plan.origin().region().equals(region)) {
            found.add(new Problem(
                    ProblemCode.PLAN_OTHER_ENVIRONMENT,
                    "the plan in " + approval.file() + " was made on the server "
                            + plan.origin().region().orElse("without an id") + ", and this run is connected to "
                            + region.orElse("a server without an id"),
                    approval.file(),
                    Fix.advice("connect to the server of the plan, or give the plan of this server")));
            return true;
        }
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

    private WishChanges asked(Consents accept, SinkWays ways) {
        return new WishChanges(approval, view, accept, ways, since, fix);
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
        Optional<Long> made = plan.origin().lastEvent();
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

    /** Whether the side that is live now is the staged side of the plan. A plan without one names its files. */
    private void promoted() {
        if (plan.world().staged().isEmpty()) {
            if (found.isEmpty()) {
                builtFromFiles(view.record()
                        .flatMap(DeploymentRecord::built)
                        .filter(Built::whole)
                        .flatMap(Built::files));
            }
            return;
        }
        Set<CatalogId> live = new TreeSet<>(CatalogId.ORDER);
        view.pairs().itemsOf(Side.LIVE).forEach(item -> live.add(item.id()));
        List<Part> missing = plan.world().staged().get().parts().stream()
                .filter(part -> part.what() instanceof Part.What.OfItem && !live.contains(part.id()))
                .toList();
        if (!missing.isEmpty()) {
            found.add(new Problem(
                    ProblemCode.PLAN_STALE,
                    since + ", another version was promoted: of the staged objects of the plan, "
                            + Count.of(missing.size(), "object") + " is not live, such as "
                            + missing.getFirst().name(),
                    "environment " + view.environment().name(),
                    fix));
        }
    }
}
