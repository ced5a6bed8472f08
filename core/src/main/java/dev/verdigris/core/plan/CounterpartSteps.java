package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.ClusterCopy;
import dev.verdigris.core.guard.identity.MissingHalves;
import dev.verdigris.core.guard.sizing.Reconfigurations;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.ClusterSpec;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.text.Suggestions;

/** The steps that create the counterparts of live schemas and clusters. */
final class CounterpartSteps {

    private static final String FIRST = "the swap needs both halves, and this is the first deployment";

    private CounterpartSteps() {}

    static List<Problem> schemas(PlanBuilder draft, PlanInput.Init input) {
        Environment environment = draft.view().environment();
        List<Problem> problems = new ArrayList<>();
        for (SchemaName live : environment.schemas()) {
            if (draft.catalog().schema(live).isEmpty()) {
                if (!input.createMissing()) {
                    problems.add(missingSchema(draft, live));
                    continue;
                }
                draft.add(new Step.CreateSchema(live), FIRST);
            }
            SchemaName suffixed = live.withSuffix(environment.suffix());
            if (draft.catalog().schema(suffixed).isEmpty()) {
                draft.add(new Step.CreateSchema(suffixed), "it is the counterpart of schema " + live);
            }
            CopySteps.schema(draft, live, suffixed);
        }
        return problems;
    }

    static List<Problem> clusters(PlanBuilder draft, PlanInput.Init input) {
        Environment environment = draft.view().environment();
        List<Problem> problems = new ArrayList<>();
        for (Identifier name : environment.clusters()) {
            if (draft.catalog().cluster(name).isEmpty()) {
                Optional<ClusterSpec> spec = firstCluster(input);
                if (spec.isEmpty()) {
                    problems.add(missingCluster(draft, name));
                    continue;
                }
                draft.add(new Step.CreateCluster(name, spec.get()), FIRST);
            }
            Identifier suffixed = name.withSuffix(environment.suffix());
            Cluster live = draft.catalog().cluster(name).orElseThrow();
            if (draft.catalog().cluster(suffixed).isEmpty()) {
                Optional<Problem> resized = Reconfigurations.problem(draft.catalog(), live);
                resized.ifPresent(problems::add);
                problems.addAll(ClusterCopy.problems(live, input.replicationFactor()));
                Optional<ClusterSpec> spec = ClusterCopy.of(live, input.replicationFactor());
                if (spec.isEmpty() || resized.isPresent()) {
                    continue;
                }
                draft.add(
                        new Step.CreateCluster(suffixed, hydrating(draft, live, spec.get())),
                        "it is the counterpart of cluster " + live.name());
            }
            CopySteps.cluster(draft, name, suffixed);
        }
        return problems;
    }

    /** The clusters that get a size of their own while they hydrate: those that are missing and may have one. */
    static StagedSizes sizes(PlanBuilder draft, PlanInput.Init input) {
        Environment environment = draft.view().environment();
        List<Identifier> missing = environment.clusters().stream()
                .filter(name -> draft.catalog()
                        .cluster(name.withSuffix(environment.suffix()))
                        .isEmpty())
                .toList();
        StagedSizes asked = input.stagedSizes().only(missing);
        List<Identifier> sized = missing.stream()
                .filter(name -> draft.catalog()
                        .cluster(name)
                        .filter(live -> asked.of(name).isPresent()
                                && mayHave(draft, live, asked.of(name).get()))
                        .isPresent())
                .toList();
        environment.clusters().stream()
                .filter(name ->
                        !missing.contains(name) && input.stagedSizes().of(name).isPresent())
                .filter(name -> draft.view().stagedSizes().of(name).isEmpty())
                .forEach(name -> draft.note(
                        "Cluster " + name.withSuffix(environment.suffix()) + " exists already, so it keeps its size."));
        return asked.only(sized);
    }

    private static boolean mayHave(PlanBuilder draft, Cluster live, String size) {
        return switch (live.config()) {
            case ClusterConfig.Managed managed
            when managed.autoScaling().isPresent() -> {
                draft.note(
                        "Cluster " + live.name() + " has an auto scaling strategy, which its counterpart gets too. It"
                                + " hydrates with that, and not with the size " + size + ".");
                yield false;
            }
            case ClusterConfig.Managed managed ->
                !managed.size().equals(size)
                        || draft.view().stagedSizes().of(live.name()).isPresent();
            case ClusterConfig.Unmanaged unmanaged -> {
                draft.note("Cluster " + live.name() + " is not managed, so its counterpart gets replicas of the same"
                        + " sizes.");
                yield false;
            }
        };
    }

    private static ClusterSpec hydrating(PlanBuilder draft, Cluster live, ClusterSpec spec) {
        return switch (spec) {
            case ClusterSpec.Managed managed ->
                new ClusterSpec.Managed(draft.view()
                        .stagedSizes()
                        .of(live.name())
                        .map(managed.config()::withSize)
                        .orElse(managed.config()));
            case ClusterSpec.Unmanaged unmanaged -> unmanaged;
        };
    }

    private static Optional<ClusterSpec> firstCluster(PlanInput.Init input) {
        if (!input.createMissing()) {
            return Optional.empty();
        }
        return input.clusterSize()
                .map(size -> new ClusterSpec.Managed(
                        ClusterConfig.Managed.of(size, input.replicationFactor().orElse(1))));
    }

    private static Problem missingSchema(PlanBuilder draft, SchemaName live) {
        List<SchemaName> known = draft.catalog().schemas().stream()
                .map(draft.catalog()::nameOf)
                .filter(name -> name.database().equals(live.database()))
                .toList();
        return missing(
                draft.view().environment(),
                "schema " + live,
                Suggestions.clause(
                        live.schema().value(), known, name -> name.schema().value()),
                Fix.sql(Ddl.createSchema(live)));
    }

    private static Problem missingCluster(PlanBuilder draft, Identifier live) {
        List<Identifier> known =
                draft.catalog().clusters().stream().map(Cluster::name).toList();
        return missing(
                draft.view().environment(),
                "cluster " + live,
                Suggestions.clause(live.value(), known, Identifier::value),
                MissingHalves.createCluster(live),
                CommandOption.ClusterSize.EXAMPLE);
    }

    /** A name that is near a known one is probably misspelled. To correct it is the first fix. */
    private static Problem missing(
            Environment environment, String where, String meant, Fix create, CommandOption... options) {
        Fix.Command init = Fix.command(Verb.INIT, environment.name(), CommandOption.Switch.CREATE_MISSING);
        for (CommandOption option : options) {
            init = init.with(option);
        }
        return new Problem(
                ProblemCode.LIVE_MISSING,
                where + " does not exist" + meant + ", so its pair cannot be swapped",
                where,
                meant.isEmpty()
                        ? Fix.choice(Fix.either("create it", create), Fix.either("let init create it", init))
                        : Fix.choice(
                                Fix.either("correct its name in the environment"),
                                Fix.either("create it", create),
                                Fix.either("let init create it", init)));
    }
}
