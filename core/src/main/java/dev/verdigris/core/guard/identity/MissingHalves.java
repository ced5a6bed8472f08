package dev.verdigris.core.guard.identity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.inventory.RenamedHalves;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.ClusterDdl;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.ClusterSpec;

/**
 * The problems of halves that do not exist. A half that somebody has renamed gets its name again. In the place of a
 * live half that was dropped, an empty one makes a swap possible. What the other half has may be all that is left of a
 * version, so no verb drops it before that.
 */
public final class MissingHalves {

    private static final String CHOOSE_SIZE = CommandOption.ClusterSize.EXAMPLE.size()
            + " is an example: SELECT size FROM mz_catalog.mz_cluster_replica_sizes shows the sizes of this server";

    private MissingHalves() {}

    /**
     * One half that does not exist.
     *
     * @param pair its pair
     * @param name its name
     * @param renamed what belongs there, if somebody has renamed it
     */
    private record Half(ResolvedPairs.Resolved pair, Target name, Optional<RenamedHalves.Renamed> renamed) {

        boolean isLive() {
            return name.equals(pair.names().live());
        }

        /** Whether the other half is all that is left of the pair. */
        boolean leavesTheLast() {
            return isLive() && pair.suffixed().isPresent();
        }
    }

    private static List<Half> halves(DeploymentView view) {
        List<RenamedHalves.Renamed> renamed = RenamedHalves.of(view);
        return view.pairs().all().stream()
                .flatMap(pair -> Stream.of(pair.names().live(), pair.names().suffixed())
                        .filter(name -> view.catalog().find(name).isEmpty())
                        .map(name -> new Half(
                                pair,
                                name,
                                renamed.stream()
                                        .filter(each -> each.missing().equals(name))
                                        .findFirst())))
                .toList();
    }

    /** Pairs with one missing half. The swap would fail on them. */
    public static List<Problem> all(DeploymentView view) {
        return problems(view, half -> true);
    }

    /** The halves without which a drop of the suffixed side may drop the last version, or miss a renamed half. */
    public static List<Problem> beforeDrop(DeploymentView view) {
        return problems(view, half -> half.leavesTheLast() || half.renamed().isPresent());
    }

    /** The halves that somebody has renamed. A verb must not create others in their place. */
    public static List<Problem> renamed(DeploymentView view) {
        return problems(view, half -> half.renamed().isPresent());
    }

    private static List<Problem> problems(DeploymentView view, Predicate<Half> which) {
        return halves(view).stream()
                .filter(which)
                .map(half -> new Problem(
                        ProblemCode.HALF_MISSING,
                        half.name() + " does not exist, so its pair cannot be swapped"
                                + half.renamed()
                                        .map(each -> "; " + each.now() + " belongs there, and somebody has renamed it")
                                        .orElse(""),
                        half.name().toString(),
                        half.renamed()
                                .map(each -> giveNames(view, List.of(each)))
                                .orElseGet(() -> half.isLive() ? live(view) : whole(view))))
                .toList();
    }

    /** The way to a whole pair if the live half is missing. Before the first deployment, init creates it. */
    private static Fix live(DeploymentView view) {
        if (!view.isPromoted()) {
            return whole(view);
        }
        List<Target> missing = halves(view).stream()
                .filter(half -> half.isLive() && half.renamed().isEmpty())
                .map(Half::name)
                .toList();
        return Fix.choice(
                Fix.either("find out who dropped it; the previous version is the last one that exists"),
                Fix.either(
                        "to roll back to the previous version, create an empty live half for the swap",
                        create(missing)
                                .then(Fix.command(
                                        Verb.ROLLBACK, view.environment().name()))));
    }

    /**
     * The way to a whole pair. After a promotion an init is refused, and what is left of the previous side can only be
     * dropped. An init is also refused beside a suffixed side that another tool has made.
     */
    private static Fix whole(DeploymentView view) {
        if (view.lock().isEmpty() && view.pairs().suffixedInUse()) {
            return Fix.advice("create it with the tool that made the other half");
        }
        return Fix.command(
                view.isPromoted() ? Verb.CLEANUP : Verb.INIT, view.environment().name());
    }

    /** Gives renamed halves the names that nothing has. Only then status can name the next command. */
    static Fix giveNames(DeploymentView view, List<RenamedHalves.Renamed> renamed) {
        return Fix.sql(renamed.stream()
                        .map(each -> Ddl.rename(each.now(), each.missing()))
                        .toArray(String[]::new))
                .then(Fix.command(Verb.STATUS, view.environment().name()));
    }

    /** The halves of renamed ones, in words. */
    static String words(List<RenamedHalves.Renamed> renamed) {
        return renamed.stream()
                .map(each -> each.now() + " belongs in the place of " + each.missing())
                .collect(Collectors.joining(", "));
    }

    /** Creates empty schemas and clusters. */
    static Fix create(Collection<Target> missing) {
        return new Fix.Sql(missing.stream().map(MissingHalves::create).toList());
    }

    private static Fix.Statement create(Target missing) {
        return switch (missing) {
            case Target.OfSchema schema -> Fix.Statement.of(Ddl.createSchema(schema.name()));
            case Target.OfCluster cluster -> cluster(cluster.name());
            case Target.OfItem item -> throw new IllegalArgumentException("no half of a pair: " + item);
        };
    }

    private static Fix.Statement cluster(Identifier name) {
        ClusterConfig.Managed config = ClusterConfig.Managed.of(CommandOption.ClusterSize.EXAMPLE.size(), 1);
        return new Fix.Statement(
                ClusterDdl.createCluster(name, new ClusterSpec.Managed(config)), Optional.of(CHOOSE_SIZE));
    }

    /** The statement that creates a live cluster of an example size. */
    public static Fix createCluster(Identifier name) {
        return new Fix.Sql(List.of(cluster(name)));
    }
}
