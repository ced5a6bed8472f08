package dev.verdigris.core.guard.sizing;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.ClusterDdl;
import dev.verdigris.core.step.RightSize;

/**
 * The staged clusters that still have the size that they were given to hydrate faster. A cluster with another size than
 * that was resized by somebody, so it is none of them. The size that it must get is that of the live cluster now.
 */
public final class StagedSizing {

    private static final Fix SIZES =
            Fix.sql("SELECT size, credits_per_hour FROM mz_catalog.mz_cluster_replica_sizes ORDER BY credits_per_hour");

    private StagedSizing() {}

    /**
     * One such cluster.
     *
     * @param live its live counterpart
     * @param staged the cluster
     * @param target the size of its live counterpart
     */
    private record Open(Cluster live, Cluster staged, String size, String target, CatalogSnapshot catalog) {

        /** Whether the server is making the replicas that take the place of the present ones. */
        boolean isBegun() {
            return Reconfigurations.isOpen(catalog, staged.id())
                    || staged.replicas().stream().map(Replica::size).anyMatch(Optional.of(target)::equals);
        }

        Optional<String> givenUp() {
            return Reconfigurations.givenUp(catalog, staged.id());
        }
    }

    private static List<Open> open(DeploymentView view) {
        StagedSizes kept = view.stagedSizes();
        Environment environment = view.environment();
        CatalogSnapshot catalog = view.catalog();
        return kept.named().entrySet().stream()
                .filter(entry -> environment.clusters().contains(entry.getKey()))
                .flatMap(entry -> catalog.cluster(entry.getKey()).stream()
                        .flatMap(live -> catalog.cluster(entry.getKey().withSuffix(environment.suffix())).stream()
                                .flatMap(staged -> open(catalog, live, staged, entry.getValue()))))
                .toList();
    }

    private static Stream<Open> open(CatalogSnapshot catalog, Cluster live, Cluster staged, String kept) {
        boolean open = live.config() instanceof ClusterConfig.Managed there
                && staged.config() instanceof ClusterConfig.Managed here
                && here.size().equals(kept)
                && !there.size().equals(kept);
        return open ? Stream.of(new Open(live, staged, kept, sizeOf(live), catalog)) : Stream.empty();
    }

    private static String sizeOf(Cluster cluster) {
        return switch (cluster.config()) {
            case ClusterConfig.Managed managed -> managed.size();
            case ClusterConfig.Unmanaged unmanaged -> "";
        };
    }

    /** Whether a staged cluster has such a size. */
    public static boolean isOpen(DeploymentView view, Cluster staged) {
        return open(view).stream().anyMatch(each -> each.staged().id().equals(staged.id()));
    }

    /**
     * The steps that give the clusters their sizes. A resize that has begun needs none.
     *
     * @param accepted whether a size shall go live
     */
    public static List<RightSize> steps(DeploymentView view, Predicate<Problem> accepted) {
        return open(view).stream()
                .filter(each -> !each.isBegun() && !accepted.test(problem(view, each)))
                .map(each -> new RightSize(each.staged().name(), each.target()))
                .toList();
    }

    /** What keeps the staged side from going live with the sizes that production has. */
    public static List<Problem> left(DeploymentView view) {
        return open(view).stream().map(each -> problem(view, each)).toList();
    }

    /** The same for a wait, which ends when each cluster has its size. */
    public static List<Problem> awaited(DeploymentView view, Predicate<Problem> accepted) {
        return left(view).stream()
                .filter(problem -> !accepted.test(problem))
                .map(problem -> new Problem(
                        ProblemCode.NOT_READY,
                        problem.what(),
                        problem.where(),
                        Fix.command(Verb.AWAIT, view.environment().name())))
                .toList();
    }

    private static Problem problem(DeploymentView view, Open open) {
        Fix.Command await = Fix.command(Verb.AWAIT, view.environment().name());
        String name = "cluster " + open.staged().name();
        Fix.Alternative intended = Fix.accept(
                ProblemCode.STAGED_SIZE,
                Subject.of(open.staged().name()),
                "if production shall have this size, let it go live with it");
        Optional<String> givenUp = open.givenUp();
        Fix.Alternative now = Fix.either(
                givenUp.isPresent() ? "end what stopped the resize, then give it the size" : "give it the size now",
                Fix.sql(ClusterDdl.setSize(open.staged().name(), Literal.of(open.target())))
                        .then(await));
        Fix.Alternative later = Fix.either(
                "wait; await gives it the size when all is hydrated, and waits until all is ready again", await);
        Fix fix = open.isBegun()
                ? Fix.choice(Fix.either("wait until the server has resized it", await), intended)
                : givenUp.isPresent() ? Fix.choice(now, intended) : Fix.choice(later, now, intended);
        return new Problem(
                ProblemCode.STAGED_SIZE,
                name + " still has the size " + open.size()
                        + ", which it got only for the hydration; its live counterpart has "
                        + open.target()
                        + (open.isBegun()
                                ? ", and the server is resizing it"
                                : givenUp.map(status -> ", and its last resize ended with the status " + status)
                                        .orElse("")),
                name,
                fix);
    }

    /** What a status shows of them. */
    public static Stream<String> notes(DeploymentView view) {
        return open(view).stream()
                .map(each -> "Cluster " + each.staged().name() + " has the size " + each.size() + " in place of "
                        + each.target() + " while it hydrates. " + cost(view.catalog(), each)
                        + (each.isBegun()
                                ? "The server is resizing it."
                                : "Await gives it the size of cluster "
                                        + each.live().name() + " before the promotion."));
    }

    /**
     * The clusters that another tool has made live with a size that they got only for the hydration. A consent of the
     * user is a choice of that size.
     */
    public static List<Problem> live(DeploymentView view) {
        boolean chosen =
                view.consents().stream().anyMatch(consent -> consent.code().equals(ProblemCode.STAGED_SIZE.code()));
        return chosen
                ? List.of()
                : view.stagedSizes().named().entrySet().stream()
                        .flatMap(kept -> view.catalog().cluster(kept.getKey()).stream()
                                .filter(live -> sizeOf(live).equals(kept.getValue())))
                        .flatMap(live -> previous(view, live).map(previous -> live(view, live, previous)).stream())
                        .toList();
    }

    /** The previous half of a live cluster, if it has another size. */
    private static Optional<Cluster> previous(DeploymentView view, Cluster live) {
        return view.catalog()
                .cluster(live.name().withSuffix(view.environment().suffix()))
                .filter(previous -> previous.config() instanceof ClusterConfig.Managed
                        && !sizeOf(previous).equals(sizeOf(live)));
    }

    private static Problem live(DeploymentView view, Cluster live, Cluster previous) {
        return new Problem(
                ProblemCode.STAGED_SIZE,
                "cluster " + live.name() + " is live with the size " + sizeOf(live)
                        + ", which it got only for the hydration; the previous version has " + sizeOf(previous),
                "cluster " + live.name(),
                Fix.choice(
                        Fix.either(
                                view.catalog().session().knowsReconfigurations()
                                        ? "give it the size of the previous version"
                                        : "give it the size of the previous version; this server replaces the replicas"
                                                + " at once, so readers wait until they are hydrated",
                                Fix.sql(ClusterDdl.setSize(live.name(), Literal.of(sizeOf(previous))))),
                        Fix.either("if production shall have this size, do nothing")));
    }

    /** What spares the second hydration that a staged size costs, where the server has it. */
    public static Optional<String> withoutSecondHydration(DeploymentView view) {
        return open(view).stream()
                .filter(each -> view.catalog().session().knowsAutoScaling())
                .findFirst()
                .map(each -> "With an auto scaling strategy of the live cluster, which each staged cluster gets too,"
                        + " nothing hydrates twice: "
                        + ClusterDdl.setAutoScaling(
                                each.live().name(),
                                Optional.of(new ClusterConfig.AutoScaling.OnHydration(each.size(), Optional.empty())))
                        + ";");
    }

    private static String cost(CatalogSnapshot catalog, Open open) {
        Map<String, BigDecimal> credits = catalog.credits();
        BigDecimal more = credits.get(open.size());
        BigDecimal less = credits.get(open.target());
        if (more == null || less == null) {
            return "The server does not report what that costs. ";
        }
        BigDecimal extra = more.subtract(less)
                .multiply(BigDecimal.valueOf(open.staged().replicas().size()));
        return "That costs " + extra.abs().stripTrailingZeros().toPlainString() + " credits per hour "
                + (extra.signum() < 0 ? "less. " : "more. ");
    }

    /** The sizes of a run that cannot be given, each with its reason. */
    public static List<Problem> unusable(DeploymentView view, StagedSizes asked) {
        List<Problem> problems = new ArrayList<>();
        asked.named().keySet().stream()
                .filter(name -> !view.environment().clusters().contains(name))
                .forEach(name -> problems.add(mistake(
                        view,
                        name,
                        "a staged size is for cluster " + name + ", which is not in the environment",
                        Fix.either("correct the name of the cluster"))));
        for (Identifier name : view.environment().clusters()) {
            asked.of(name).ifPresent(size -> problems.addAll(unusable(view, asked, name, size)));
        }
        return problems;
    }

    private static List<Problem> unusable(DeploymentView view, StagedSizes asked, Identifier name, String size) {
        CatalogSnapshot catalog = view.catalog();
        if (!catalog.credits().containsKey(size)) {
            return List.of(mistake(
                    view,
                    name,
                    "the server has no size " + size + " for the counterpart of cluster " + name,
                    Fix.either("choose one of the sizes of the server", SIZES)));
        }
        boolean unmanaged = catalog.cluster(name)
                .filter(live -> live.config() instanceof ClusterConfig.Unmanaged)
                .isPresent();
        return unmanaged && asked.named().containsKey(name)
                ? List.of(mistake(
                        view,
                        name,
                        "cluster " + name + " is not managed, so its counterpart has no size but those of its replicas",
                        Fix.either("choose sizes for managed clusters only")))
                : List.of();
    }

    private static Problem mistake(DeploymentView view, Identifier cluster, String what, Fix.Alternative correct) {
        return new Problem(
                ProblemCode.BAD_STAGED_SIZE,
                what,
                "cluster " + cluster,
                Fix.choice(
                        correct,
                        Fix.either(
                                "leave the staged size out",
                                Fix.command(Verb.INIT, view.environment().name()))));
    }
}
