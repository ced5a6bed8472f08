package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.Flow;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** A build keeps what an earlier one has created of the same statements, and only that. */
class KeptObjectsTest {

    private static final int MODELS = 6;

    private static final Environment PROD = Environment.builder("prod")
            .database("materialize")
            .schemas("shop")
            .clusters("serving")
            .build();

    /** A project of models, each of which may read those with a smaller number. */
    private record Project(Map<Integer, String> texts) {

        static Project random(Random random) {
            Map<Integer, String> texts = new TreeMap<>();
            for (int model = 0; model < MODELS; model++) {
                if (random.nextInt(4) > 0) {
                    texts.put(model, text(random, model, texts.keySet()));
                }
            }
            texts.putIfAbsent(0, text(random, 0, Set.of()));
            return new Project(texts);
        }

        /** The same project after an edit of one file: a new text, a removal, or the file of a new model. */
        Project edited(Random random) {
            Map<Integer, String> edited = new TreeMap<>(texts);
            int model = random.nextInt(MODELS);
            boolean isRead = edited.values().stream().anyMatch(text -> text.contains("FROM m" + model + " "));
            if (random.nextBoolean() && !isRead && edited.size() > 1) {
                edited.remove(model);
            } else {
                Set<Integer> others = new TreeSet<>(edited.keySet());
                others.removeIf(other -> other >= model);
                edited.put(model, text(random, model, others));
            }
            return new Project(edited);
        }

        private static String text(Random random, int model, Set<Integer> others) {
            List<Integer> read = new ArrayList<>(others);
            String from = read.isEmpty() || random.nextInt(3) == 0
                    ? "raw.orders"
                    : "m" + read.get(random.nextInt(read.size())) + " AS input";
            StringBuilder text = new StringBuilder("CREATE "
                    + (random.nextBoolean() ? "VIEW m" + model : "MATERIALIZED VIEW m" + model + " IN CLUSTER serving")
                    + " AS SELECT id, " + random.nextInt(3) + " AS n FROM " + from + ";\n");
            for (int index = random.nextInt(3); index > 0; index--) {
                String name = random.nextBoolean() ? "m" + model + "_i" + index + " " : "";
                text.append("CREATE INDEX " + name + "IN CLUSTER serving ON m" + model + " (id, " + random.nextInt(2)
                        + ");\n");
            }
            if (random.nextBoolean()) {
                String kind = text.toString().startsWith("CREATE VIEW") ? "VIEW" : "MATERIALIZED VIEW";
                text.append("COMMENT ON " + kind + " m" + model + " IS '" + random.nextInt(2) + "';\n");
            }
            if (random.nextBoolean()) {
                text.append(
                        "GRANT SELECT ON m" + model + " TO " + (random.nextBoolean() ? "reader" : "analyst") + ";\n");
            }
            return text.toString();
        }

        List<ModelFile> files() {
            return texts.entrySet().stream()
                    .map(entry -> "shop/m" + entry.getKey() + ".sql:" + entry.getValue())
                    .map(entry -> entry.split(":", 2))
                    .map(entry -> new ModelFile(entry[0], entry[0], entry[1]))
                    .toList();
        }
    }

    private static CatalogSnapshot begun() {
        World world = new World("me")
                .role("reader")
                .role("analyst")
                .schema("raw")
                .schema("shop")
                .cluster("serving")
                .item(ItemKind.TABLE, "raw.orders", "");
        CatalogSnapshot catalog = world.snapshot();
        return Flow.play(catalog, Flow.planned(InitPlanner.plan(DeploymentView.of(catalog, PROD), Flow.init())));
    }

    /** One run of the verb as the engine carries it out. Each has a token of its own. */
    private static final class Run {

        private final BuildPlanner planner;
        private final Set<BuildStatement> done = new HashSet<>();
        private int left;

        /** @param steps the number of steps after which the run is killed */
        Run(Project project, int token, int steps) {
            this.planner =
                    new BuildPlanner(PROD, project.files(), run(new FencingToken(String.format("%012x", token))));
            this.left = steps;
        }

        CatalogSnapshot from(CatalogSnapshot catalog) {
            Plan whole = Flow.planned(planner.plan(DeploymentView.of(catalog, PROD)));
            Plan beginning = whole.creation().orElse(whole);
            CatalogSnapshot created = play(catalog, beginning);
            return beginning == whole || left == 0
                    ? created
                    : play(created, Flow.planned(planner.completion(DeploymentView.of(created, PROD), done)));
        }

        private CatalogSnapshot play(CatalogSnapshot catalog, Plan plan) {
            CatalogSnapshot result = catalog;
            for (PlannedStep planned : plan.steps()) {
                if (left == 0) {
                    return result;
                }
                left--;
                result = Simulator.apply(result, planned.step());
                if (planned.step() instanceof Step.RunStatement run) {
                    done.add(run.statement());
                }
            }
            return result;
        }
    }

    private static CatalogSnapshot build(CatalogSnapshot catalog, Project project, int token) {
        return new Run(project, token, Integer.MAX_VALUE).from(catalog);
    }

    @Property(tries = 120)
    void afterBuildsKilledAnywhereTheSideIsThatOfAFreshBuild(@ForAll long seed) {
        Random random = new Random(seed);
        CatalogSnapshot catalog = begun();
        Project project = Project.random(random);
        int builds = 1 + random.nextInt(4);
        for (int token = 1; token <= builds; token++) {
            boolean killed = random.nextInt(3) > 0;
            catalog = new Run(project, token, killed ? random.nextInt(25) : Integer.MAX_VALUE).from(catalog);
            project = random.nextInt(3) == 0 ? project : project.edited(random);
        }
        catalog = build(catalog, project, 99);
        assertThat(picture(catalog)).isEqualTo(picture(build(begun(), project, 99)));
        assertThat(DeploymentView.of(catalog, PROD).lockNames().manifests(catalog))
                .hasSize(1);
    }

    @Property(tries = 50)
    void aSecondBuildOfTheSameFilesHasNoSteps(@ForAll long seed) {
        Project project = Project.random(new Random(seed));
        CatalogSnapshot built = build(begun(), project, 1);
        Plan again = Flow.planned(new BuildPlanner(PROD, project.files(), run(new FencingToken("bbbbbbbbbbbb")))
                .plan(DeploymentView.of(built, PROD)));
        assertThat(again.steps()).isEmpty();
        assertThat(again.notes()).containsExactly("The staged side is already built from these files.");
    }

    @Property(tries = 50)
    void afterAnEditOnlyTheChangedModelAndItsReadersAreNew(@ForAll long seed) {
        Random random = new Random(seed);
        Project project = Project.random(random);
        Project edited = project.edited(random);
        CatalogSnapshot before = build(begun(), project, 1);
        CatalogSnapshot after = build(before, edited, 2);
        Set<String> same = unchanged(project, edited);
        assertThat(ids(after, same)).isEqualTo(ids(before, same));
    }

    @Property(tries = 50)
    void aBuildThatIsKilledLeavesWhatTheNextOneKeeps(@ForAll long seed) {
        Random random = new Random(seed);
        Project project = Project.random(random);
        Project edited = project.edited(random);
        CatalogSnapshot before = build(begun(), project, 1);
        CatalogSnapshot killed = new Run(edited, 2, random.nextInt(25)).from(before);
        CatalogSnapshot after = build(killed, edited, 3);
        Set<String> same = unchanged(project, edited);
        assertThat(ids(after, same)).isEqualTo(ids(before, same));
    }

    /** The names of models whose definitions and indexes, and those of all that they read, are equal in both. */
    private static Set<String> unchanged(Project one, Project other) {
        Set<String> names = new TreeSet<>();
        for (int model = 0; model < MODELS; model++) {
            String text = definition(one, model);
            String read = text.replaceAll("(?s).*FROM (m[0-9]) .*", "$1");
            boolean inputSame = read.length() > 2 || names.contains(read);
            if (!text.isEmpty() && text.equals(definition(other, model)) && inputSame) {
                names.add("m" + model);
            }
        }
        return names;
    }

    private static String definition(Project project, int model) {
        return project.texts()
                .getOrDefault(model, "")
                .lines()
                .filter(line -> line.startsWith("CREATE"))
                .collect(Collectors.joining("\n"));
    }

    private static Map<String, ItemId> ids(CatalogSnapshot catalog, Set<String> names) {
        Map<String, ItemId> ids = new HashMap<>();
        for (Item item : DeploymentView.of(catalog, PROD).pairs().itemsOf(Side.SUFFIXED)) {
            if (names.contains(item.name().value())) {
                ids.put(item.name().value(), item.id());
            }
        }
        return ids;
    }

    /** The staged objects with what they read, their owners, grants and comments, by names instead of ids. */
    private static Set<String> picture(CatalogSnapshot catalog) {
        Set<String> picture = new TreeSet<>();
        for (Item item : DeploymentView.of(catalog, PROD).pairs().itemsOf(Side.SUFFIXED)) {
            String name = item.kind() == ItemKind.INDEX && item.name().value().startsWith("index ")
                    ? "an index of "
                            + catalog.nameOf(
                                    catalog.item(item.on().orElseThrow()).orElseThrow())
                    : catalog.nameOf(item).toString();
            List<String> reads = catalog.reads(item.id()).stream()
                    .map(read ->
                            catalog.nameOf(catalog.item(read).orElseThrow()).toString())
                    .toList();
            picture.add(name + " " + item.kind() + " " + reads + " " + item.owner() + " "
                    + item.acl().byGrantee() + " " + catalog.comment(item.id()));
        }
        return picture;
    }

    @Test
    void aNewIndexKeepsItsViewAndBuildsTheReadersAgain() {
        String index = "CREATE INDEX m0_i IN CLUSTER serving ON m0 (id);";
        Map<Integer, String> texts = Map.of(
                0, "CREATE VIEW m0 AS SELECT id FROM raw.orders;",
                1, "CREATE MATERIALIZED VIEW m1 IN CLUSTER serving AS SELECT id FROM m0 AS input;");
        Map<Integer, String> indexed = new TreeMap<>(texts);
        indexed.merge(0, index, String::concat);
        CatalogSnapshot before = build(begun(), new Project(texts), 1);
        CatalogSnapshot after = build(before, new Project(indexed), 2);
        assertThat(ids(after, Set.of("m0"))).isEqualTo(ids(before, Set.of("m0")));
        assertThat(ids(after, Set.of("m1"))).isNotEqualTo(ids(before, Set.of("m1")));
        assertThat(ids(after, Set.of("m0_i"))).hasSize(1);
    }

    @Test
    void blanksAndCommentsInTheTextDoNotCount() {
        Map<Integer, String> texts = Map.of(0, "CREATE VIEW m0 AS SELECT id, 'a  b' AS n FROM raw.orders;");
        Map<Integer, String> spaced =
                Map.of(0, "create view m0 as -- all\n  select id,\n 'a  b' AS n /* x */ from raw.orders;");
        Map<Integer, String> other = Map.of(0, "CREATE VIEW m0 AS SELECT id, 'a b' AS n FROM raw.orders;");
        CatalogSnapshot before = build(begun(), new Project(texts), 1);
        CatalogSnapshot same = build(before, new Project(spaced), 2);
        assertThat(ids(same, Set.of("m0"))).isEqualTo(ids(before, Set.of("m0")));
        assertThat(ids(build(same, new Project(other), 3), Set.of("m0"))).isNotEqualTo(ids(before, Set.of("m0")));
    }

    @Test
    void anObjectMadeAgainByHandIsNotKept() {
        Project project = Project.random(new Random(1));
        CatalogSnapshot built = build(begun(), project, 1);
        Item made = DeploymentView.of(built, PROD).pairs().itemsOf(Side.SUFFIXED).stream()
                .filter(item -> item.kind() != ItemKind.INDEX
                        && built.readers(item.id()).isEmpty())
                .findFirst()
                .orElseThrow();
        CatalogSnapshot changed = built.toBuilder()
                .items(built.items().stream()
                        .map(item -> item.equals(made) ? item.definedBy("CREATE VIEW v AS SELECT 2") : item)
                        .toList())
                .build();
        CatalogSnapshot again = build(changed, project, 2);
        assertThat(again.item(made.id())).isEmpty();
        assertThat(picture(again)).isEqualTo(picture(built));
    }

    private static RunIdentity run(FencingToken token) {
        RunIdentity init = Flow.init().run();
        return new RunIdentity(init.deployment(), token, init.now(), init.deployer(), List.of());
    }
}
