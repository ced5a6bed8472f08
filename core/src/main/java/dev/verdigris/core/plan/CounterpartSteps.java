package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.environment.ClusterPair;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.SchemaPair;
import dev.verdigris.core.guard.ClusterCopy;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.ClusterSpec;
import dev.verdigris.core.step.Step;

/** The steps that create the counterparts of live schemas and clusters. */
final class CounterpartSteps {

    private static final String PARTNER = "the swap needs a partner, and this is the first deployment";

    /** A small size. The names of sizes depend on the server. */
    private static final String EXAMPLE_SIZE = "25cc";

    private static final String CHOOSE_SIZE = EXAMPLE_SIZE
            + " is an example: SELECT size FROM mz_catalog.mz_cluster_replica_sizes shows the sizes of this server";

    private CounterpartSteps() {}

    static List<Problem> schemas(PlanBuilder draft, Request.Init request) {
        Environment environment = draft.view().environment();
        List<Problem> problems = new ArrayList<>();
        for (SchemaPair pair : environment.schemaPairs()) {
            if (draft.catalog().schema(pair.live()).isEmpty()) {
                if (!request.createMissing()) {
                    problems.add(missing(environment, "schema " + pair.live(), Fix.sql(Ddl.createSchema(pair.live()))));
                    continue;
                }
                draft.add(new Step.CreateSchema(pair.live()), PARTNER);
            }
            if (draft.catalog().schema(pair.suffixed()).isEmpty()) {
                draft.add(new Step.CreateSchema(pair.suffixed()), "it is the counterpart of schema " + pair.live());
            }
            Schema live = draft.catalog().schema(pair.live()).orElseThrow();
            CopySteps.schema(draft, live, pair);
        }
        return problems;
    }

    static List<Problem> clusters(PlanBuilder draft, Request.Init request) {
        Environment environment = draft.view().environment();
        List<Problem> problems = new ArrayList<>();
        for (ClusterPair pair : environment.clusterPairs()) {
            if (draft.catalog().cluster(pair.live()).isEmpty()) {
                Optional<ClusterSpec> spec = firstCluster(request);
                if (spec.isEmpty()) {
                    problems.add(missingCluster(environment, pair));
                    continue;
                }
                draft.add(new Step.CreateCluster(pair.live(), spec.get()), PARTNER);
            }
            Cluster live = draft.catalog().cluster(pair.live()).orElseThrow();
            if (draft.catalog().cluster(pair.suffixed()).isEmpty()) {
                problems.addAll(ClusterCopy.check(live, request.replicationFactor()));
                Optional<ClusterSpec> spec = ClusterCopy.of(live, request.replicationFactor());
                if (spec.isEmpty()) {
                    continue;
                }
                draft.add(
                        new Step.CreateCluster(pair.suffixed(), spec.get()),
                        "it is the counterpart of cluster " + live.name());
            }
            notes(draft, live, pair);
            CopySteps.cluster(draft, live, pair);
        }
        return problems;
    }

    private static Optional<ClusterSpec> firstCluster(Request.Init request) {
        if (!request.createMissing()) {
            return Optional.empty();
        }
        return request.clusterSize()
                .map(size -> new ClusterSpec.Managed(ClusterConfig.Managed.of(
                        size, request.replicationFactor().orElse(1))));
    }

    private static Problem missingCluster(Environment environment, ClusterPair pair) {
        ClusterSpec spec = new ClusterSpec.Managed(ClusterConfig.Managed.of(EXAMPLE_SIZE, 1));
        return missing(
                environment,
                "cluster " + pair.live(),
                Fix.sqlAfter(CHOOSE_SIZE, Ddl.createCluster(pair.live(), spec)),
                new CommandOption.ClusterSize(EXAMPLE_SIZE));
    }

    private static Problem missing(Environment environment, String where, Fix create, CommandOption... options) {
        Fix.Command init = Fix.command(Verb.INIT, environment.name(), CommandOption.Switch.CREATE_MISSING);
        for (CommandOption option : options) {
            init = init.with(option);
        }
        return new Problem(
                ProblemCode.LIVE_MISSING,
                where + " does not exist, so its pair cannot be swapped",
                where,
                Fix.choice(Fix.either("create it", create), Fix.either("let init create it", init)));
    }

    private static void notes(PlanBuilder draft, Cluster live, ClusterPair pair) {
        live.config()
                .workloadClass()
                .ifPresent(name -> draft.note("Cluster " + live.name() + " has the workload class " + name
                        + ", which users cannot set: let support set it on cluster " + pair.suffixed() + "."));
        Cluster counterpart = draft.catalog().cluster(pair.suffixed()).orElseThrow();
        if (!sameSettings(live, counterpart)) {
            draft.note("Cluster " + pair.suffixed() + " has other settings than cluster " + live.name()
                    + "; the swap makes them live.");
        }
    }

    private static boolean sameSettings(Cluster live, Cluster counterpart) {
        return ClusterCopy.of(live, Optional.of(1)).equals(ClusterCopy.of(counterpart, Optional.of(1)));
    }
}
