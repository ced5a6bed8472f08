package dev.verdigris.core.guard.drift;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.sizing.StagedSizing;
import dev.verdigris.core.inventory.Aspect;
import dev.verdigris.core.inventory.Baselines;
import dev.verdigris.core.inventory.Fact;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.inventory.SideChange;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.ClusterDdl;

/**
 * The settings in which a staged cluster is not as its live counterpart, and those that no deployment copies. The swap
 * makes the staged ones live. A setting of the live cluster that was changed since the deployment began is drift.
 */
public final class ClusterParity {

    private final DeploymentView view;
    private final CatalogSnapshot catalog;

    private ClusterParity(DeploymentView view) {
        this.view = view;
        this.catalog = view.catalog();
    }

    /** The two halves of a pair of clusters. */
    private record Halves(Cluster live, Cluster staged) {}

    /** All differences of the pairs of which both halves exist, and what is not copied: when a deployment begins. */
    public static List<Problem> begun(DeploymentView view) {
        ClusterParity parity = new ClusterParity(view);
        return Stream.concat(parity.differences(Set.of()).stream(), parity.notCopied())
                .toList();
    }

    /** What is not copied, for a side that another tool has begun, so that no init of ours has said it. */
    public static List<Problem> adopted(DeploymentView view) {
        return new ClusterParity(view).notCopied().toList();
    }

    /** The differences that are no drift. */
    public static List<Problem> besideDrift(DeploymentView view) {
        ClusterParity parity = new ClusterParity(view);
        return parity.differences(Set.of()).isEmpty() ? List.of() : parity.differences(parity.drift());
    }

    /** One setting of one cluster. */
    private record Setting(CatalogId cluster, Fact fact) {}

    private Set<Setting> drift() {
        Set<Setting> drift = new HashSet<>();
        Optional<Inventory> began = view.record().flatMap(record -> Baselines.began(view));
        began.ifPresent(before -> before.changesUntil(Inventory.of(view, Side.LIVE)).stream()
                .filter(SideChange.Altered.class::isInstance)
                .map(SideChange.Altered.class::cast)
                .forEach(altered -> drift.add(new Setting(altered.part().id(), altered.fact()))));
        return drift;
    }

    private Stream<Halves> halves() {
        return view.pairs().clustersOf(Side.LIVE).stream()
                .flatMap(live -> view.pairs().otherHalf(live.id()).stream()
                        .flatMap(id -> view.pairs().clustersOf(Side.SUFFIXED).stream()
                                .filter(staged -> staged.id().equals(id)))
                        .map(staged -> new Halves(live, staged)));
    }

    private List<Problem> differences(Set<Setting> reported) {
        List<Problem> problems = new ArrayList<>();
        halves().forEach(halves -> {
            SortedMap<Fact, String> live = Inventory.settings(catalog, halves.live());
            SortedMap<Fact, String> staged = Inventory.settings(catalog, halves.staged());
            SortedSet<Fact> facts = new TreeSet<>(live.keySet());
            facts.addAll(staged.keySet());
            for (Fact fact : facts) {
                Optional<String> there = Optional.ofNullable(live.get(fact));
                Optional<String> here = Optional.ofNullable(staged.get(fact));
                boolean isNew = !reported.contains(new Setting(halves.live().id(), fact))
                        && !isOther(halves.live(), fact)
                        && !(fact.aspect() == Aspect.SIZE && StagedSizing.isOpen(view, halves.staged()));
                if (isNew && !there.equals(here)) {
                    problems.add(problem(halves, fact, here, there));
                }
            }
        });
        return problems;
    }

    /**
     * The number of replicas that the live cluster does not choose: it has a schedule, or it has none, so that its
     * counterpart was given some on purpose.
     */
    private static boolean isOther(Cluster live, Fact fact) {
        return fact.aspect() == Aspect.REPLICATION_FACTOR
                && live.config() instanceof ClusterConfig.Managed managed
                && (managed.replicationFactor() == 0 || managed.schedule() instanceof ClusterConfig.Schedule.OnRefresh);
    }

    private Problem problem(Halves halves, Fact fact, Optional<String> here, Optional<String> there) {
        String which = fact.which().text();
        String setting = fact.aspect().text() + (which.isEmpty() ? "" : " " + which);
        return new Problem(
                ProblemCode.CLUSTER_DIFFERS,
                "cluster " + halves.staged().name() + " is not as its live counterpart "
                        + halves.live().name() + ": " + setting + " " + here.orElse("none") + " in place of "
                        + there.orElse("none"),
                "cluster " + halves.staged().name(),
                Fix.choice(
                        Fix.either("if it is intended, nothing is to be done, and the swap makes it live"),
                        new FactStatements(catalog)
                                .copied(
                                        "give it the setting of its live counterpart",
                                        halves.live(),
                                        halves.staged(),
                                        fact)));
    }

    /** The settings of live clusters that users cannot set, or that the catalog does not show. */
    private Stream<Problem> notCopied() {
        return Stream.concat(halves().flatMap(halves -> workloadClass(halves).stream()), compression().stream());
    }

    private Optional<Problem> workloadClass(Halves halves) {
        Optional<String> theirs = halves.live().config().workloadClass();
        Optional<String> ours = halves.staged().config().workloadClass();
        if (ours.equals(theirs)) {
            return Optional.empty();
        }
        Identifier staged = halves.staged().name();
        return Optional.of(new Problem(
                ProblemCode.SETTING_NOT_COPIED,
                theirs.map(name -> "cluster " + halves.live().name() + " has the workload class " + name
                                + ", which users cannot set")
                        .orElse("cluster " + staged + " has the workload class " + ours.orElse("")
                                + ", which its live counterpart does not have"),
                "cluster " + staged,
                Fix.sqlAfter(
                        "only the system role mz_system may do this: ask the support, or the people who run"
                                + " the server",
                        theirs.map(name -> ClusterDdl.setWorkloadClass(staged, name))
                                .orElseGet(() -> ClusterDdl.resetWorkloadClass(staged)))));
    }

    /** No relation of the catalog shows it. So there is one problem for all clusters, and not one for each. */
    private Optional<Problem> compression() {
        List<Halves> possible = halves().filter(halves -> halves.live().config() instanceof ClusterConfig.Managed)
                .toList();
        if (!catalog.session().knowsCompression() || possible.isEmpty()) {
            return Optional.empty();
        }
        List<Fix> steps = new ArrayList<>();
        for (Halves each : possible) {
            steps.add(Fix.sqlAfter(
                    "this shows EXPERIMENTAL ARRANGEMENT COMPRESSION",
                    ClusterDdl.showCreateCluster(each.live().name())));
            steps.add(Fix.sqlAfter(
                    "if that is true, set it before the build",
                    ClusterDdl.setCompression(each.staged().name(), true)));
        }
        boolean one = possible.size() == 1;
        String names =
                possible.stream().map(each -> each.live().name().toString()).collect(Collectors.joining(", "));
        return Optional.of(new Problem(
                ProblemCode.SETTING_NOT_COPIED,
                "the catalog does not show whether "
                        + (one ? "cluster " + names + " compresses its" : "clusters " + names + " compress their")
                        + " arrangements",
                one
                        ? "cluster " + possible.getFirst().staged().name()
                        : "environment " + view.environment().name(),
                Fix.steps(steps)));
    }
}
