package dev.verdigris.engine.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.IntStream;

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
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.GrantsRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.rights.AccessOracle.Right;
import dev.verdigris.engine.rights.RandomAccess.Kind;
import dev.verdigris.engine.rights.RandomAccess.Made;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random roles, owners, grants, default privileges and cluster settings over two pairs. What a promotion changes in
 * anybody's access is exactly what it names before, by role, right and name, and nothing if the deployer may do
 * everything and nobody changes the live side meanwhile. A rollback gives everything back. The oracle knows only the
 * catalog. A failure shows its seed; {@code -Dverdigris.seed} plays it alone. A normal build plays 8 seeds, the profile
 * {@code proofs} 300 others each time.
 *
 * <p>Sinks and sources are not in the pairs. The sandbox has no types, zones and schedules for users.
 */
@ExtendWith(SandboxExtension.class)
class AccessParityTest {

    private static final boolean PROOFS = Boolean.getBoolean("verdigris.proofs");
    private static final int ROUNDS = Integer.getInteger("verdigris.rounds", PROOFS ? 300 : 8);
    private static final long FIRST = PROOFS ? new Random().nextInt(1_000_000) * 1000L : 4_000;
    private static final int PAIRS = 2;

    /** So many rounds are enough to expect each outcome of each builder. */
    private static final int MANY = 100;

    /** Who builds the staged side. */
    private enum Builder {
        FILES,
        HAND_AND_GRANTS,
        EXEC,
        HAND
    }

    @TempDir
    Path directory;

    private final Map<Builder, Integer> kept = new EnumMap<>(Builder.class);
    private final Map<Builder, Integer> named = new EnumMap<>(Builder.class);

    private World world;
    private RandomAccess access;
    private AccessOracle oracle;
    private Builder builder;
    private boolean secrets;

    @Test
    void aPromotionChangesOnlyTheAccessThatItNames(Sandbox sandbox) throws IOException {
        Long only = Long.getLong("verdigris.seed");
        long first = only == null ? FIRST : only;
        int rounds = only == null ? ROUNDS : 1;
        for (long seed = first; seed < first + rounds; seed++) {
            try (World made = World.create(
                            sandbox,
                            Names.hostile(),
                            PAIRS,
                            Files.createDirectories(directory.resolve("seed" + seed)));
                    RandomAccess random = new RandomAccess(made, PAIRS, new Random(seed))) {
                world = made;
                access = random;
                builder = Builder.values()[(int) (seed % Builder.values().length)];
                round(sandbox, new Random(seed));
            } catch (AssertionError | RuntimeException failure) {
                throw new AssertionError("-Dverdigris.seed=" + seed, failure);
            }
        }
        System.out.printf("access: %d rounds from seed %d, kept: %s, named: %s%n", rounds, first, kept, named);
        if (rounds > 1) {
            assertThat(kept).isNotEmpty();
            assertThat(named).isNotEmpty();
        }
        if (rounds >= MANY) {
            assertThat(kept).containsKeys(Builder.FILES, Builder.HAND_AND_GRANTS, Builder.EXEC);
            assertThat(named).containsOnlyKeys(Builder.values());
        }
    }

    private void round(Sandbox sandbox, Random random) {
        secrets = builder != Builder.FILES && random.nextBoolean();
        access.create(objects());
        oracle = new AccessOracle(world, access.roles());
        List<String> settings = settings();
        try (Verdigris verdigris = facade(sandbox)) {
            passes(Consenting.report(
                    given -> verdigris.init(InitRequest.DEFAULT.withAccept(given)), ProblemCode.HOLDS_DATA));
            boolean changed = random.nextInt(3) == 0;
            List<String> granted = changed ? access.onLiveSide(List.of()) : List.of();
            build(verdigris);
            boolean late = !granted.isEmpty() || random.nextInt(3) == 0;
            if (late) {
                access.onLiveSide(granted);
            }
            Set<Right> before = oracle.rights(PAIRS, "");
            Set<Right> staged = oracle.rights(PAIRS, "_g");
            promote(verdigris, before, staged, changed || late);
            assertThat(oracle.rights(PAIRS, "")).isEqualTo(staged);
            assertThat(settings()).isEqualTo(settings);
            passes(Consenting.report(
                    given -> verdigris.rollback(RollbackRequest.DEFAULT.withAccept(given)),
                    ProblemCode.LOST_ACCESS,
                    ProblemCode.HOLDS_DATA,
                    ProblemCode.PREVIOUS_NOT_READY));
            assertThat(oracle.rights(PAIRS, "")).isEqualTo(before);
            assertThat(settings()).isEqualTo(settings);
        }
    }

    private List<String> settings() {
        return IntStream.range(0, PAIRS)
                .mapToObj(i -> oracle.settings(world.cluster(i).value()))
                .toList();
    }

    /** The views of the production, and what else can have grants in a schema. */
    private List<Made> objects() {
        List<Made> objects = new ArrayList<>();
        for (int i = 0; i < PAIRS; i++) {
            world.sql("CREATE VIEW " + lens(i, "") + " AS SELECT id FROM " + world.view(i));
            objects.add(new Made(Kind.MATERIALIZED_VIEW, world.view(i)));
            objects.add(new Made(Kind.VIEW, lens(i, "")));
        }
        if (secrets) {
            secrets(world::sql, "");
            objects.add(new Made(Kind.SECRET, secret("")));
            objects.add(new Made(Kind.CONNECTION, connection("")));
        }
        return objects;
    }

    private String lens(int pair, String suffix) {
        return world.schema(pair).withSuffix(suffix).object("w\"").sql();
    }

    private String secret(String suffix) {
        return world.schema(0).withSuffix(suffix).object("s'").sql();
    }

    private String connection(String suffix) {
        return world.schema(0).withSuffix(suffix).object("k.").sql();
    }

    private void secrets(Consumer<String> sql, String suffix) {
        sql.accept("CREATE SECRET " + secret(suffix) + " AS 'x'");
        sql.accept("CREATE CONNECTION " + connection(suffix)
                + " TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT) WITH (VALIDATE = false)");
    }

    private void build(Verdigris verdigris) {
        switch (builder) {
            case FILES -> {
                world.writeModels(2);
                for (int i = 0; i < PAIRS; i++) {
                    world.write(i, "w\"", "CREATE VIEW " + lens(i, "") + " AS SELECT id FROM " + world.view(i));
                }
                passes(verdigris.build(BuildRequest.of(world.models())));
            }
            case HAND_AND_GRANTS -> {
                byHand();
                passes(verdigris.grants(GrantsRequest.DEFAULT));
            }
            case EXEC -> {
                byHand();
                passes(verdigris.exec(ExecRequest.of(List.of("true")).withDirectory(directory)));
            }
            case HAND -> byHand();
        }
    }

    private void byHand() {
        try (SqlSession session = SqlSession.open(settings(access.deployer()), Optional.empty(), notice -> {})) {
            for (int i = 0; i < PAIRS; i++) {
                String cluster = world.cluster(i).withSuffix("_g").sql();
                session.execute("CREATE MATERIALIZED VIEW " + world.suffixedView(i) + " IN CLUSTER " + cluster
                        + " AS SELECT id, amount, 2 AS version FROM " + world.orders());
                session.execute("CREATE INDEX IN CLUSTER " + cluster + " ON " + world.suffixedView(i) + " (id)");
                session.execute("CREATE VIEW " + lens(i, "_g") + " AS SELECT id FROM " + world.suffixedView(i));
                access.onStagedSide(world.suffixedView(i), world.schema(i).withSuffix("_g"))
                        .forEach(session::execute);
            }
            if (secrets) {
                secrets(session::execute, "_g");
            }
        }
    }

    /**
     * Promotes, and compares what the refusal names with what will differ.
     *
     * @param changed whether somebody has changed the live side since init
     */
    private void promote(Verdigris verdigris, Set<Right> before, Set<Right> staged, boolean changed) {
        Report first = Consenting.promote(
                verdigris,
                PromoteRequest.DEFAULT.withSkipReadiness("this is a test"),
                ProblemCode.HOLDS_DATA,
                ProblemCode.DRIFTED);
        assertThat(first.warnings().stream()
                        .map(Problem::code)
                        .filter(ProblemCode.DRIFTED::equals)
                        .toList())
                .as("drift")
                .satisfies(codes -> assertThat(changed || codes.isEmpty()).isTrue());
        assertThat(first.problems().stream().map(Problem::code)).isSubsetOf(NamedAccess.CODES);
        Set<Right> lost = without(before, staged);
        Set<Right> gained = without(staged, before);
        Set<Right> everything = Set.copyOf(gained);
        // An owner can grant everything to itself, so the swap gives it nothing that must be named.
        gained.removeIf(right -> right.right().length() == 1
                && before.contains(new Right(right.role(), AccessOracle.OWNS, right.name())));
        (lost.isEmpty() && gained.isEmpty() ? kept : named).merge(builder, 1, Integer::sum);
        if (mayGiveAll(before) && builder != Builder.HAND && !changed) {
            assertThat(lost)
                    .as("lost, although the deployer may give everything")
                    .isEmpty();
        }
        if (mayGiveAll(before) && builder == Builder.FILES && !changed) {
            assertThat(gained)
                    .as("gained, although the deployer may take everything back")
                    .isEmpty();
        }
        NamedAccess names = new NamedAccess(world, PAIRS, access.roles(), oracle, staged, first.problems());
        names.areNamed(lost, lost, ProblemCode.LOST_ACCESS);
        names.areNamed(gained, everything, ProblemCode.GAINED_ACCESS);
        if (!first.problems().isEmpty()) {
            List<ProblemCode> codes = new ArrayList<>(NamedAccess.CODES);
            codes.addAll(List.of(ProblemCode.HOLDS_DATA, ProblemCode.DRIFTED));
            passes(Consenting.promote(
                    verdigris,
                    PromoteRequest.DEFAULT.withSkipReadiness("this is a test"),
                    codes.toArray(ProblemCode[]::new)));
        }
    }

    /** Whether the deployer belongs to the owner of everything. */
    private boolean mayGiveAll(Set<Right> before) {
        return before.stream()
                .map(Right::name)
                .allMatch(name -> before.contains(new Right(access.deployer(), AccessOracle.OWNS, name)));
    }

    static Set<Right> without(Set<Right> some, Set<Right> others) {
        Set<Right> rest = new TreeSet<>(some);
        rest.removeAll(others);
        return rest;
    }

    private static void passes(Report report) {
        assertThat(report.problems()).isEmpty();
    }

    private ConnectionSettings settings(String role) {
        return ConnectionSettings.of(world.sandbox().host(), world.sandbox().port(), role, World.DATABASE);
    }

    private Verdigris facade(Sandbox sandbox) {
        SkippingTime time = new SkippingTime();
        return TestTime.set(
                        Verdigris.configure(settings(access.deployer()), world.environment())
                                .options(
                                        EngineOptions.DEFAULT.withParallelism(1).withSubscribing(false)),
                        time,
                        time)
                .load();
    }
}
