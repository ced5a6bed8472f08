package dev.verdigris.engine.rights;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;
import dev.verdigris.engine.TestTime;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.CatalogLines;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.Names;
import dev.verdigris.engine.fixture.SandboxExtension;
import dev.verdigris.engine.fixture.SkippingTime;
import dev.verdigris.engine.fixture.WholeCatalog;
import dev.verdigris.engine.fixture.World;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DiffRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.GrantsRequest;
import dev.verdigris.engine.request.HistoryRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.sandbox.Sandbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Each single right is taken from a role that has exactly enough, and each verb is run. Either it does not need the
 * right, or it names the right before it changes anything, and the statements that it prints suffice. A normal build
 * takes a share of the rights, the profile {@code proofs} all. {@code -Dverdigris.right=CREATE} takes only those with
 * that text.
 */
@ExtendWith(SandboxExtension.class)
class SingleRightTest {

    private static final int STRIDE = Boolean.getBoolean("verdigris.proofs") ? 1 : 12;

    /** If several rights are missing, one may hide another: what a role owns may lack what its former owner had. */
    private static final int ROUNDS = 2;

    private static final String ONLY = System.getProperty("verdigris.right", "");

    /** What the loss of a right means for others. The user accepts it, so that only the rights of the verb are left. */
    private static final Set<ProblemCode> CONSEQUENCES = Set.of(
            ProblemCode.DRIFTED,
            ProblemCode.STAGED_CHANGED,
            ProblemCode.PREVIOUS_CHANGED,
            ProblemCode.LOST_BY_ROLLBACK,
            ProblemCode.LOST_ACCESS,
            ProblemCode.OTHER_OWNER,
            ProblemCode.ROLLED_BACK_FILES,
            ProblemCode.SINK_KEPT);

    private static final Set<ProblemCode> OF_RIGHTS =
            Set.of(ProblemCode.NO_PRIVILEGE, ProblemCode.NOT_OWNER, ProblemCode.NOT_MEMBER, ProblemCode.NOT_SUPERUSER);

    @TempDir
    Path directory;

    private World world;
    private SqlSession observer;
    private Verdigris verdigris;
    private HeldRights held;
    private String deployer;
    private String stranger;
    private String owner;
    private final Map<Verb, Integer> refused = new EnumMap<>(Verb.class);
    private final List<String> defects = new ArrayList<>();
    private int verbs;
    private int runs;

    @Test
    void aMissingRightIsNamedBeforeAnyChangeAndItsSqlSuffices(Sandbox sandbox) throws IOException {
        try (World made = World.create(sandbox, Names.hostile(), 1, directory);
                SqlSession session = SqlSession.open(
                        ConnectionSettings.of(sandbox.host(), sandbox.internalPort(), "mz_system", World.DATABASE),
                        Optional.empty(),
                        notice -> {})) {
            world = made;
            observer = session;
            prepare();
            try (Verdigris own = facade(sandbox)) {
                verdigris = own;
                life(this::withoutEach);
            }
        }
        System.out.printf("single rights: %d verbs, %d runs without a right, refused: %s%n", verbs, runs, refused);
        assertThat(runs).as("rights with %s", ONLY).isPositive();
        assertThat(defects).isEmpty();
    }

    private void prepare() throws IOException {
        deployer = world.names().of("deployer");
        stranger = Identifier.of(world.names().of("stranger")).sql();
        String me = Identifier.of(deployer).sql();
        String sink = world.createSink(0);
        String name = world.giveAway(0);
        owner = Identifier.of(name).sql();
        world.system(
                "CREATE ROLE " + me,
                "CREATE ROLE " + stranger,
                "GRANT " + owner + " TO " + me,
                "GRANT CREATECLUSTER ON SYSTEM TO " + me,
                "GRANT USAGE, CREATE ON SCHEMA " + world.sinkSchema().sql() + " TO " + me,
                "GRANT CREATE ON CLUSTER " + world.sinkCluster().sql() + " TO " + me,
                "GRANT USAGE ON CONNECTION "
                        + world.sinkSchema().object(world.names().of("kafka")).sql() + " TO " + me,
                "ALTER SINK " + sink + " OWNER TO " + owner);
        held = new HeldRights(world, deployer, name);
        Files.createDirectories(checks());
        Files.writeString(checks().resolve("amounts.sql"), "SELECT id FROM " + world.view(0) + " WHERE amount < 0");
    }

    private Path checks() {
        return directory.resolve("checks");
    }

    private Verdigris facade(Sandbox sandbox) {
        SkippingTime time = new SkippingTime();
        return TestTime.set(
                        Verdigris.configure(
                                        ConnectionSettings.of(sandbox.host(), sandbox.port(), deployer, World.DATABASE),
                                        world.environment())
                                .options(
                                        EngineOptions.DEFAULT.withParallelism(1).withSubscribing(false)),
                        time,
                        time)
                .load();
    }

    private PromoteRequest promotion(Consents given) {
        return PromoteRequest.DEFAULT
                .withAwaiting(AwaitRequest.DEFAULT)
                .withChecks(checks())
                .withAccept(given);
    }

    private DeployRequest deployment(Consents given) {
        return DeployRequest.of(build())
                .withInit(InitRequest.DEFAULT.withAccept(given))
                .withCheck(CheckRequest.of(checks()))
                .withPromote(promotion(given));
    }

    private BuildRequest build() {
        return BuildRequest.of(world.models());
    }

    /** The same, and the sink of the new version is created beside the old one. */
    private PromoteRequest republishing(Consents given) {
        ObjectName sink = world.sinkSchema().object(world.names().of("sink0"));
        return promotion(given).withSinks(SinkWays.of(Map.of(sink, new SinkWay.Republish(new Topic("orders-v2")))));
    }

    /** One whole deployment by single verbs, which republishes, and one by deploy, which re-points. */
    private void life(BiConsumer<Call, Call> each) {
        world.writeModels(2);
        same(each, (own, given) -> own.plan(deployment(given)));
        each.accept(
                (own, given) -> own.init(InitRequest.DEFAULT.withAccept(given).withDryRun(true)),
                (own, given) -> own.init(InitRequest.DEFAULT.withAccept(given)));
        each.accept((own, given) -> own.build(build().withDryRun(true)), (own, given) -> own.build(build()));
        // So grants has something to carry.
        world.system("GRANT SELECT ON " + world.view(0) + " TO " + stranger);
        each.accept(
                (own, given) -> own.grants(GrantsRequest.DEFAULT.withDryRun(true)),
                (own, given) -> own.grants(GrantsRequest.DEFAULT));
        same(each, (own, given) -> own.check(CheckRequest.of(checks())));
        same(each, (own, given) -> own.await(AwaitRequest.DEFAULT));
        same(each, (own, given) -> own.status());
        same(each, (own, given) -> own.diff(DiffRequest.DEFAULT));
        same(each, (own, given) -> own.plan(next -> Optional.of(promotion(given))));
        each.accept(
                (own, given) -> own.promote(republishing(given).withDryRun(true)),
                (own, given) -> own.promote(republishing(given)));
        each.accept(
                (own, given) ->
                        own.rollback(RollbackRequest.DEFAULT.withAccept(given).withDryRun(true)),
                (own, given) -> own.rollback(RollbackRequest.DEFAULT.withAccept(given)));
        drop(each, DropRequest.STAGED);
        each.accept(
                (own, given) -> own.deploy(deployment(given).withDryRun(true)),
                (own, given) -> own.deploy(deployment(given)));
        drop(each, DropRequest.PREVIOUS);
        same(each, (own, given) -> own.history(HistoryRequest.DEFAULT));
    }

    private static void same(BiConsumer<Call, Call> each, Call call) {
        each.accept(call, call);
    }

    private static void drop(BiConsumer<Call, Call> each, DropRequest request) {
        each.accept(
                (own, given) -> own.drop(request.withAccept(given).withDryRun(true)),
                (own, given) -> own.drop(request.withAccept(given)));
    }

    /** A run of a verb by a user who accepts some problems. */
    private interface Call extends BiFunction<Verdigris, Consents, Report> {}

    /**
     * Takes each right of the share away in turn. Then takes all of them away, does what the verb has said for those
     * that it needs, and runs the verb: so it needs no other.
     */
    private void withoutEach(Call dry, Call real) {
        verbs++;
        List<String> share = share();
        List<String> statements = new ArrayList<>();
        Set<Right> before = Set.copyOf(held.now());
        for (String key : share) {
            Right right = held.find(key).orElseThrow();
            world.system(right.take(stranger));
            runs++;
            Report report = report(dry);
            if (report.outcome() != Outcome.DONE) {
                statements.addAll(refused(right, report, dry, real));
            }
            giveBack(before);
        }
        List<Right> taken =
                held.now().stream().filter(right -> share.contains(right.key())).toList();
        taken.forEach(right -> world.system(right.take(stranger)));
        statements.stream().distinct().forEach(sql -> runs("all of them", sql));
        Report report = report(real);
        for (int round = 0; report.outcome() != Outcome.DONE && round < ROUNDS; round++) {
            statementsOf(report).forEach(sql -> runs("all of them", sql));
            report = report(real);
        }
        giveBack(before);
        Verb verb = report.verb();
        // Status asks for no consent, and shows the consequences.
        assertThat(report.problems())
                .as("%s without %s, %s", verb, share, defects)
                .filteredOn(problem -> verb != Verb.STATUS || !CONSEQUENCES.contains(problem.code()))
                .isEmpty();
    }

    /** The rights of the share of a normal build, another one for each verb. */
    private List<String> share() {
        List<String> keys = List.copyOf(held.keys());
        return IntStream.range(0, keys.size())
                .filter(i ->
                        ONLY.isEmpty() ? (i + verbs) % STRIDE == 0 : keys.get(i).contains(ONLY))
                .mapToObj(keys::get)
                .toList();
    }

    /** Demands that a verb names the right, changes nothing, and goes on after its statements. Returns these. */
    private List<String> refused(Right right, Report shown, Call dry, Call real) {
        String what = shown.verb() + " without " + right.key();
        refused.merge(shown.planned().orElse(shown.verb()), 1, Integer::sum);
        List<String> before = catalog();
        Report report = report(real);
        if (report.outcome() == Outcome.DONE || !catalog().equals(before)) {
            defects.add(what + " was not refused before a change: " + shown.problems() + ", then " + report.problems());
        }
        if (shown.problems().stream().noneMatch(problem -> names(problem, right))) {
            defects.add(what + " does not name it: " + shown.problems());
        }
        List<String> statements = statementsOf(shown);
        statements.forEach(sql -> runs(what, sql));
        Report again = report(dry);
        if (again.outcome() != Outcome.DONE) {
            defects.add(what + " is not enough: " + shown.problems() + ", then " + again.problems());
        }
        return statements;
    }

    /** The statements that give rights. */
    private static List<String> statementsOf(Report report) {
        return report.problems().stream()
                .filter(problem -> OF_RIGHTS.contains(problem.code()))
                .flatMap(problem -> statements(problem.fix(), 1))
                .distinct()
                .toList();
    }

    private void runs(String what, String sql) {
        try {
            world.system(sql);
        } catch (ServerRefusal e) {
            defects.add(what + " prints what the server refuses: " + sql + ": " + e.getMessage());
        }
    }

    /** The report of a user who accepts the consequences as soon as they are shown. Some verbs ask for no consent. */
    private Report report(Call call) {
        Consents given = Consents.NONE;
        Report report = call.apply(verdigris, given);
        Consents more = Consenting.to(report.problems(), CONSEQUENCES);
        while (!given.all().containsAll(more.all())) {
            given = given.and(more);
            report = call.apply(verdigris, given);
            more = Consenting.to(report.problems(), CONSEQUENCES);
        }
        return report;
    }

    /**
     * Whether a problem names a right and its object. Without a membership, the rights that came with it are missing.
     */
    private static boolean names(Problem problem, Right right) {
        return OF_RIGHTS.contains(problem.code())
                && (right.kind() == Right.Kind.MEMBERSHIP
                        || problem.what().contains(right.privilege())
                                && statements(problem.fix(), Integer.MAX_VALUE)
                                        .anyMatch(sql -> sql.contains(right.object())));
    }

    /** The statements of a fix, of the first ones of several ways. */
    private static Stream<String> statements(Fix fix, int ways) {
        return switch (fix) {
            case Fix.Sql sql -> sql.statements().stream().map(Fix.Statement::sql);
            case Fix.Choice choice ->
                choice.alternatives().stream()
                        .flatMap(each -> each.fix().stream())
                        .limit(ways)
                        .flatMap(each -> statements(each, ways));
            case Fix.Steps several -> several.steps().stream().flatMap(each -> statements(each, ways));
            case Fix.Command command -> Stream.empty();
            case Fix.Edit edit -> Stream.empty();
            case Fix.Consent consent -> Stream.empty();
            case Fix.Advice advice -> Stream.empty();
        };
    }

    /** Gives rights back, and takes away what the role got instead. */
    private void giveBack(Set<Right> before) {
        world.system("REASSIGN OWNED BY " + stranger + " TO " + owner);
        List<Right> now = held.now();
        Set<String> keys = before.stream().map(Right::key).collect(Collectors.toSet());
        now.stream()
                .filter(each -> !keys.contains(each.key()) && isOfTheDeployer(each))
                .forEach(each -> world.system(each.take(stranger)));
        Set<String> left = now.stream().map(Right::key).collect(Collectors.toSet());
        List<Right> missing = before.stream()
                .flatMap(each -> Stream.of(each, suffixed(each)))
                .filter(each -> !left.contains(each.key()))
                .toList();
        Set<String> objects = missing.isEmpty() ? Set.of() : held.named();
        missing.stream()
                .filter(each -> List.of("system", "role").contains(each.type()) || objects.contains(each.object()))
                .forEach(each -> world.system(each.give()));
    }

    /** The same right to the counterpart, which a swap gives the object of this one. */
    private Right suffixed(Right right) {
        return right.named(right.object()
                .replace(world.schema(0).sql(), world.schema(0).withSuffix("_g").sql())
                .replace(
                        world.cluster(0).sql(),
                        world.cluster(0).withSuffix("_g").sql()));
    }

    private boolean isOfTheDeployer(Right right) {
        return right.kind() != Right.Kind.OWNERSHIP
                && right.grantee().equals(Identifier.of(deployer).sql());
    }

    private List<String> catalog() {
        var now = WholeCatalog.read(observer, world);
        return List.copyOf(CatalogLines.of(now, now));
    }
}
