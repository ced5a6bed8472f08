package dev.verdigris.engine.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.TestTime;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.SkippingTime;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.GrantsRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.rights.AccessOracle.Right;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random roles, owners, grants, default privileges and cluster settings. What a promotion changes in anybody's access
 * is exactly what it names before, by role, right and name, and nothing if the deployer may do everything. A rollback
 * gives everything back. The oracle knows only the catalog. A failure shows its seed; {@code -Dverdigris.seed} plays it
 * alone. A normal build plays 12 seeds, the profile {@code proofs} 300 others each time.
 */
@ExtendWith(SandboxExtension.class)
class AccessParityTest {

    private static final boolean PROOFS = Boolean.getBoolean("verdigris.proofs");
    private static final int ROUNDS = Integer.getInteger("verdigris.rounds", PROOFS ? 300 : 12);
    private static final long FIRST = PROOFS ? new Random().nextInt(1_000_000) * 1000L : 4_000;

    private static final ProblemCode[] ACCESS = {
        ProblemCode.LOST_ACCESS, ProblemCode.GAINED_ACCESS, ProblemCode.OTHER_OWNER
    };

    private static final Map<String, String> LETTERS =
            Map.of("SELECT", "r", "INSERT", "a", "UPDATE", "w", "DELETE", "d", "USAGE", "U", "CREATE", "C");

    /** Who builds the staged side. */
    private enum Builder {
        FILES,
        HAND_AND_GRANTS,
        HAND
    }

    @TempDir
    Path directory;

    private final Map<Builder, Integer> kept = new EnumMap<>(Builder.class);
    private final Map<Builder, Integer> told = new EnumMap<>(Builder.class);

    private World world;
    private RandomAccess access;
    private AccessOracle oracle;

    @Test
    void aPromotionChangesOnlyTheAccessThatItTells(Sandbox sandbox) throws IOException {
        Long only = Long.getLong("verdigris.seed");
        long first = only == null ? FIRST : only;
        int rounds = only == null ? ROUNDS : 1;
        for (long seed = first; seed < first + rounds; seed++) {
            try (World made = World.create(
                            sandbox, Names.hostile(), 1, Files.createDirectories(directory.resolve("seed" + seed)));
                    RandomAccess random = new RandomAccess(made, new Random(seed))) {
                world = made;
                access = random;
                round(sandbox, new Random(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("-Dverdigris.seed=" + seed, failure);
            }
        }
        System.out.printf("access: %d rounds from seed %d, kept: %s, told: %s%n", rounds, first, kept, told);
    }

    private void round(Sandbox sandbox, Random random) {
        String lens = world.schema(0).object("w\"").sql();
        world.sql("CREATE VIEW " + lens + " AS SELECT id FROM " + world.view(0));
        access.create(List.of("MATERIALIZED VIEW " + world.view(0), "VIEW " + lens));
        oracle = new AccessOracle(world, access.roles());
        Builder builder = Builder.values()[random.nextInt(Builder.values().length)];
        Set<Right> before = live();
        String settings = oracle.settings(world.cluster(0).value());
        try (Verdigris verdigris = facade(sandbox)) {
            passes(verdigris.init(InitRequest.DEFAULT));
            build(verdigris, builder);
            Set<Right> staged = oracle.rights(
                    world.schema(0).withSuffix("_g").schema().value(),
                    world.cluster(0).withSuffix("_g").value());
            promote(verdigris, before, staged, builder);
            assertThat(live()).isEqualTo(staged);
            assertThat(oracle.settings(world.cluster(0).value())).isEqualTo(settings);
            passes(Consenting.report(
                    given -> verdigris.rollback(RollbackRequest.DEFAULT.withAccept(given)),
                    ProblemCode.LOST_ACCESS,
                    ProblemCode.PREVIOUS_NOT_READY));
            assertThat(live()).isEqualTo(before);
            assertThat(oracle.settings(world.cluster(0).value())).isEqualTo(settings);
        }
    }

    private Set<Right> live() {
        return oracle.rights(world.schema(0).schema().value(), world.cluster(0).value());
    }

    private void build(Verdigris verdigris, Builder builder) {
        SchemaName schema = world.schema(0).withSuffix("_g");
        ObjectName lens = schema.object("w\"");
        switch (builder) {
            case FILES -> {
                world.writeModels(2);
                world.write(
                        0,
                        "w\"",
                        "CREATE VIEW " + world.schema(0).object("w\"").sql() + " AS SELECT id FROM " + world.view(0));
                passes(verdigris.build(BuildRequest.of(world.models())));
            }
            case HAND_AND_GRANTS, HAND -> {
                try (SqlSession session = SqlSession.open(settings(), Optional.empty(), notice -> {})) {
                    String cluster = world.cluster(0).withSuffix("_g").sql();
                    session.execute("CREATE MATERIALIZED VIEW " + world.suffixedView(0) + " IN CLUSTER " + cluster
                            + " AS SELECT id, amount, 2 AS version FROM " + world.orders());
                    session.execute("CREATE INDEX IN CLUSTER " + cluster + " ON " + world.suffixedView(0) + " (id)");
                    session.execute("CREATE VIEW " + lens.sql() + " AS SELECT id FROM " + world.suffixedView(0));
                    access.onStagedSide(world.suffixedView(0), schema.sql()).forEach(session::execute);
                }
                if (builder == Builder.HAND_AND_GRANTS) {
                    passes(verdigris.grants(GrantsRequest.DEFAULT));
                }
            }
        }
    }

    /** Promotes, and compares what the refusal names with what will differ. */
    private void promote(Verdigris verdigris, Set<Right> before, Set<Right> staged, Builder builder) {
        PromoteRequest request = PromoteRequest.DEFAULT.withSkipReadiness("this is a test");
        Report first = verdigris.promote(request);
        List<Problem> problems = first.problems().stream()
                .filter(problem -> Arrays.asList(ACCESS).contains(problem.code()))
                .filter(problem -> !problem.what().startsWith("nobody could read "))
                .toList();
        assertThat(first.problems().stream().map(Problem::code)).isSubsetOf(ACCESS);
        Set<Right> lost = without(before, staged);
        Set<Right> gained = without(staged, before);
        (lost.isEmpty() && gained.isEmpty() ? kept : told).merge(builder, 1, Integer::sum);
        if (mayGiveAll(before) && builder != Builder.HAND) {
            assertThat(lost)
                    .as("lost, although the deployer may give everything")
                    .isEmpty();
        }
        if (mayGiveAll(before) && builder == Builder.FILES) {
            assertThat(gained)
                    .as("gained, although the deployer may take everything back")
                    .isEmpty();
        }
        areTold(lost, problems, ProblemCode.LOST_ACCESS, " would lose ");
        areTold(gained, problems, ProblemCode.GAINED_ACCESS, " would get ");
        Report report = first.problems().isEmpty() ? first : Consenting.promote(verdigris, request, ACCESS);
        passes(report);
    }

    /** Whether the deployer belongs to the owner of everything. */
    private boolean mayGiveAll(Set<Right> before) {
        return before.stream()
                .map(Right::name)
                .allMatch(name -> before.contains(new Right(access.deployer(), AccessOracle.OWNS, name)));
    }

    private static Set<Right> without(Set<Right> some, Set<Right> others) {
        Set<Right> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    /** Each difference is named with the role or with one to which it belongs, and nothing else is named. */
    private void areTold(Set<Right> differ, List<Problem> problems, ProblemCode code, String words) {
        Set<Right> named = problems.stream()
                .filter(problem -> problem.code() == code)
                .flatMap(problem -> rights(problem, words).stream())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(without(named, differ)).as("told, but the same, as " + code).isEmpty();
        Set<String> owners = problems.stream()
                .filter(problem -> problem.code() == ProblemCode.OTHER_OWNER)
                .map(problem -> name(problem.where()))
                .collect(Collectors.toSet());
        assertThat(differ.stream()
                        .filter(right -> named.stream().noneMatch(other -> explains(other, right)))
                        .filter(right -> !followsTheOwner(right, code, owners)))
                .as("not told as " + code)
                .isEmpty();
    }

    private boolean explains(Right told, Right right) {
        return told.name().equals(right.name())
                && told.right().equals(right.right())
                && (told.role().equals(right.role()) || oracle.isMember(right.role(), told.role()));
    }

    /** A new owner has all privileges. The index of a view has its owner. */
    private boolean followsTheOwner(Right right, ProblemCode code, Collection<String> owners) {
        String view = world.names().of("v");
        boolean index = !List.of("schema", "cluster", "w\"", view).contains(right.name());
        boolean other = owners.contains(index ? view : right.name());
        return other && (right.right().equals(AccessOracle.OWNS) || code == ProblemCode.GAINED_ACCESS && owns(right));
    }

    /** Whether the role belongs to the staged owner. */
    private boolean owns(Right right) {
        return oracle.rights(
                        world.schema(0).withSuffix("_g").schema().value(),
                        world.cluster(0).withSuffix("_g").value())
                .contains(new Right(right.role(), AccessOracle.OWNS, right.name()));
    }

    private Set<Right> rights(Problem problem, String words) {
        String role = access.roles().stream()
                .filter(each -> problem.what().startsWith(each + words))
                .findFirst()
                .orElse(AccessOracle.PUBLIC);
        String rest = problem.what().substring(role.length() + words.length());
        assertThat(rest).endsWith(" on " + problem.where());
        return Arrays.stream(rest.substring(0, rest.length() - (" on " + problem.where()).length())
                        .split(", "))
                .map(word -> new Right(role, LETTERS.get(word), name(problem.where())))
                .collect(Collectors.toSet());
    }

    private String name(String where) {
        if (where.startsWith("schema ")) {
            return "schema";
        }
        return where.startsWith("cluster ")
                ? "cluster"
                : where.substring(where.indexOf(world.schema(0).toString())
                        + world.schema(0).toString().length()
                        + 1);
    }

    private static void passes(Report report) {
        assertThat(report.problems()).isEmpty();
    }

    private ConnectionSettings settings() {
        return ConnectionSettings.of(world.sandbox().host(), world.sandbox().port(), access.deployer(), World.DATABASE);
    }

    private Verdigris facade(Sandbox sandbox) {
        SkippingTime time = new SkippingTime();
        return TestTime.set(
                        Verdigris.configure(settings(), world.environment())
                                .options(
                                        EngineOptions.DEFAULT.withParallelism(1).withSubscribing(false)),
                        time,
                        time)
                .load();
    }
}
