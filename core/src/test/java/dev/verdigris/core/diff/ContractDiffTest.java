package dev.verdigris.core.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.dbt.DbtExposure;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Each kind of change of a contract, under names that need quotes. */
class ContractDiffTest {

    private static final String DATABASE = "materialize";
    private static final SchemaName LIVE = SchemaName.of(DATABASE, "we \"ird. sch🐦");
    private static final SchemaName STAGED = LIVE.withSuffix("_x");
    private static final SchemaName OUTSIDE = SchemaName.of(DATABASE, "else.where");
    private static final String CLUSTER = "select \"c\"";
    private static final Environment ENVIRONMENT = Environment.builder("prod")
            .database(DATABASE)
            .schemas(LIVE)
            .clusters(CLUSTER)
            .suffix("_x")
            .build();
    private static final String NAME = "or \"ders. 🐦";
    private static final ObjectName ORDERS = LIVE.object(NAME);
    private static final ObjectName STAGED_ORDERS = STAGED.object(NAME);

    private World world;

    private final List<Comment> comments = new ArrayList<>();

    @BeforeEach
    void begin() {
        world = new World("me")
                .schema(LIVE, "me", Map.of())
                .schema(STAGED, "me", Map.of())
                .schema(OUTSIDE, "me", Map.of())
                .cluster(CLUSTER)
                .cluster(CLUSTER + "_x");
    }

    private static ItemSpec view(ObjectName name) {
        return new ItemSpec(ItemKind.MATERIALIZED_VIEW, name, "me")
                .cluster(name.schema().equals(LIVE) ? CLUSTER : CLUSTER + "_x");
    }

    private void both(UnaryOperator<ItemSpec> live, UnaryOperator<ItemSpec> staged) {
        world.item(live.apply(view(ORDERS)));
        world.item(staged.apply(view(STAGED_ORDERS)));
    }

    private ContractDiff diff() {
        CatalogSnapshot catalog = world.snapshot();
        List<Comment> all =
                Stream.concat(catalog.comments().stream(), comments.stream()).toList();
        return SideComparison.of(
                DeploymentView.of(catalog.toBuilder().comments(all).build(), ENVIRONMENT), DbtFacts.NONE);
    }

    private List<String> changes() {
        return diff().objects().stream()
                .flatMap(object -> object.changes().stream())
                .map(change -> change.effect().word() + " " + change.text())
                .toList();
    }

    @Test
    void anObjectWithTheSameColumnsHasTheSameContract() {
        both(
                live -> live.column("id", "integer").createSql("CREATE MATERIALIZED VIEW AS SELECT 1 AS id"),
                staged -> staged.column("id", "integer").createSql("CREATE MATERIALIZED VIEW AS SELECT 2 AS id"));

        assertThat(diff().headline()).isEqualTo("no contract changes");
        assertThat(diff().same()).singleElement().satisfies(object -> {
            assertThat(object.redefined()).isTrue();
            assertThat(object.name()).isEqualTo(ORDERS);
        });
    }

    @Test
    void theNamesOfThePairsAreNoOtherDefinition() {
        ObjectName read = LIVE.object("read");
        world.item(view(read)).item(view(STAGED.object("read")));
        both(
                live -> live.createSql("CREATE MATERIALIZED VIEW " + ORDERS.sql()
                        + " IN CLUSTER [u1] AS SELECT * FROM [u1 AS " + read.sql() + "]"),
                staged -> staged.createSql("CREATE MATERIALIZED VIEW " + STAGED_ORDERS.sql()
                        + " IN CLUSTER [u2] AS SELECT * FROM [u2 AS "
                        + STAGED.object("read").sql() + "] AS OF 12"));

        assertThat(diff().objects()).noneMatch(ObjectDiff::redefined);
    }

    @Test
    void objectsAreAddedAndRemoved() {
        world.item(view(ORDERS)).item(view(STAGED.object("new one")));

        assertThat(diff().objects())
                .extracting(object -> object.verdict() + " " + object.name().name())
                .containsExactly("REMOVED " + NAME, "ADDED new one");
        assertThat(diff().objects().get(1).name()).isEqualTo(LIVE.object("new one"));
        assertThat(changes())
                .containsExactly(
                        "breaking the materialized view is removed", "compatible the materialized view is new");
        assertThat(diff().headline()).isEqualTo("2 objects changed, 1 breaking for no known reader");
    }

    @Test
    void columnsAreAddedAndRemoved() {
        both(
                live -> live.column("id", "integer").column("no\"te. 🐦", "text"),
                staged -> staged.column("id", "integer").column("select", "numeric", (39 << 16 | 2) + 4, true));

        assertThat(changes())
                .containsExactly(
                        "breaking column no\"te. 🐦 text is removed",
                        "compatible column select numeric(39,2) is added");
    }

    @Test
    void aColumnThatIsNotTheLastBreaksReadersByPosition() {
        both(
                live -> live.column("a", "text").column("b", "text"),
                staged -> staged.column("a", "text").column("new", "text").column("b", "text"));

        assertThat(changes()).containsExactly("breaking column new text is added before b");
        assertThat(diff().breaking().get(0).breaking().get(0).reason()).contains("by position");
    }

    @Test
    void asFewColumnsAsPossibleHaveMoved() {
        both(
                live -> live.column("a", "text").column("b", "text").column("c", "text"),
                staged -> staged.column("c", "text").column("a", "text").column("b", "text"));

        assertThat(changes()).containsExactly("breaking column c moves from position 3 to 1");
    }

    @Test
    void aNarrowerTypeBreaksAndAWiderOneDoesNot() {
        both(
                live -> live.column("a", "integer")
                        .column("b", "numeric", (39 << 16 | 4) + 4, true)
                        .column("c", "character varying", 14, true)
                        .column("d", "bigint"),
                staged -> staged.column("a", "bigint")
                        .column("b", "numeric", (39 << 16 | 2) + 4, true)
                        .column("c", "character varying", 9, true)
                        .column("d", "text"));

        assertThat(changes())
                .containsExactly(
                        "breaking column b changes from numeric(39,4) to numeric(39,2)",
                        "breaking column c changes from character varying(10) to character varying(5)",
                        "breaking column d changes from bigint to text",
                        "compatible column a changes from integer to bigint");
    }

    @Test
    void aWiderTypeBreaksTheTopicOfASink() {
        both(live -> live.column("a", "integer"), staged -> staged.column("a", "bigint"));
        world.item(new ItemSpec(ItemKind.SINK, OUTSIDE.object("to \"kafka"), "me")
                .reads(List.of(ORDERS))
                .createSql("CREATE SINK s IN CLUSTER c FROM [u1 AS " + ORDERS.sql()
                        + "] INTO KAFKA CONNECTION [u9 AS \"k\"] (TOPIC = 't') KEY (\"a\") NOT ENFORCED FORMAT JSON"));

        assertThat(changes()).containsExactly("breaking column a changes from integer to bigint");
        assertThat(diff().concerned())
                .singleElement()
                .satisfies(reader -> assertThat(reader.text()).isEqualTo("sink " + OUTSIDE.object("to \"kafka")));
    }

    @Test
    void aColumnThatCanBeNullBreaks() {
        both(
                live -> live.column("a", "text", -1, false).column("b", "text", -1, true),
                staged -> staged.column("a", "text", -1, true).column("b", "text", -1, false));

        assertThat(changes())
                .containsExactly("breaking column a can be null", "compatible column b cannot be null any more");
    }

    @Test
    void aLostIndexIsSlowerAndAnotherNameIsOnlyNamed() {
        both(live -> live, staged -> staged);
        index(ORDERS, "by id", CLUSTER, "(\"id\")");
        index(STAGED_ORDERS, "by \"id\" 2", CLUSTER + "_x", "(\"id\")");
        index(ORDERS, "lost", CLUSTER, "(pg_catalog.upper(\"on\"))");
        index(STAGED_ORDERS, "won", CLUSTER + "_x", "(\"b\", \"c\")");

        assertThat(changes())
                .containsExactly(
                        "slower index lost on (pg_catalog.upper(\"on\")) in cluster " + CLUSTER + " is removed",
                        "compatible index by id on (\"id\") in cluster " + CLUSTER + " is renamed to by \"id\" 2",
                        "compatible index won on (\"b\", \"c\") in cluster " + CLUSTER + " is added");
        assertThat(diff().headline()).isEqualTo("1 object changed, none breaking");
    }

    private void index(ObjectName relation, String name, String cluster, String key) {
        world.item(new ItemSpec(ItemKind.INDEX, relation.schema().object(name), "me")
                .cluster(cluster)
                .on(relation)
                .reads(List.of(relation))
                .createSql("CREATE INDEX \"i\" IN CLUSTER [u1] ON [u1 AS " + relation.sql() + "] " + key));
    }

    @Test
    void commentsAreComparedByTheNameOfTheColumn() {
        both(
                live -> live.column("a", "text").column("b", "text"),
                staged -> staged.column("b", "text").column("a", "text"));
        world.comment(world.itemId(ORDERS), "all 'orders'").comment(world.itemId(STAGED_ORDERS), "all paid orders");
        comments.add(new Comment(world.itemId(ORDERS), Optional.of(1), "same"));
        comments.add(new Comment(world.itemId(STAGED_ORDERS), Optional.of(2), "same"));
        comments.add(new Comment(world.itemId(ORDERS), Optional.of(2), "gone"));

        assertThat(changes())
                .containsExactly(
                        "breaking column b moves from position 2 to 1",
                        "compatible the comment changes to: all paid orders",
                        "compatible the comment on column b is removed");
    }

    @Test
    void whoMayReadIsComparedByEffectivePrivileges() {
        both(
                live -> live.grants(Map.of("an \"alyst", "r", "PUBLIC", "r")),
                staged -> staged.grants(Map.of("new role", "r")));

        assertThat(changes()).containsExactly("breaking PUBLIC loses SELECT", "breaking an \"alyst loses SELECT");
        assertThat(diff().concerned()).extracting(Reader::text).containsExactly("role PUBLIC", "role an \"alyst");
    }

    @Test
    void aRoleThatGetsAccessBreaksNobody() {
        both(live -> live, staged -> staged.grants(Map.of("new role", "r")));

        assertThat(changes()).containsExactly("compatible new role gets SELECT");
    }

    @Test
    void aViewThatWasMaterializedIsSlowerAndFeedsNoSink() {
        world.item(view(ORDERS)).item(new ItemSpec(ItemKind.VIEW, STAGED_ORDERS, "other"));

        assertThat(changes())
                .containsExactly(
                        "breaking me loses SELECT",
                        "slower the materialized view becomes a view",
                        "compatible the owner changes from me to other");
        world.item(new ItemSpec(ItemKind.SINK, OUTSIDE.object("s"), "me").reads(List.of(ORDERS)));
        assertThat(changes()).first().isEqualTo("breaking the materialized view becomes a view");
    }

    @Test
    void readersOfReadersAreReaders() {
        both(live -> live.column("a", "text"), staged -> staged);
        world.item(new ItemSpec(ItemKind.VIEW, OUTSIDE.object("direct"), "bob").reads(List.of(ORDERS)))
                .item(new ItemSpec(ItemKind.VIEW, OUTSIDE.object("far"), "bob")
                        .reads(List.of(OUTSIDE.object("direct"))))
                .item(new ItemSpec(ItemKind.VIEW, LIVE.object("inside"), "me").reads(List.of(ORDERS)))
                .item(new ItemSpec(ItemKind.VIEW, STAGED.object("inside"), "me").reads(List.of(STAGED_ORDERS)));
        DbtFacts dbt = new DbtFacts(
                Map.of(),
                List.of(new DbtExposure("board", "dashboard", Optional.of("Ann"), Optional.empty(), List.of(ORDERS))),
                Map.of(ORDERS.toString(), ORDERS));

        ContractDiff diff = SideComparison.of(DeploymentView.of(world.snapshot(), ENVIRONMENT), dbt);

        assertThat(diff.concerned())
                .extracting(Reader::text)
                .containsExactly(
                        "view " + OUTSIDE.object("direct"), "view " + OUTSIDE.object("far"), "dashboard board");
        assertThat(diff.headline()).isEqualTo("1 object changed, 1 breaking for 3 readers");
    }

    @Test
    void onlyTheChosenChangesAreProblems() {
        both(live -> live.column("a", "text"), staged -> staged.column("b", "text"));
        world.item(view(STAGED.object("new")));
        ContractDiff diff = diff();

        assertThat(FailOn.NOTHING.problems(diff, ENVIRONMENT, Verb.BUILD)).isEmpty();
        assertThat(FailOn.BREAKING.problems(diff, ENVIRONMENT, Verb.BUILD))
                .extracting(Problem::what)
                .containsExactly("materialized view " + ORDERS
                        + " can break a reader that is not known: column a text is removed");
        assertThat(FailOn.ANY.problems(diff, ENVIRONMENT, Verb.BUILD))
                .extracting(Problem::code)
                .containsExactly(ProblemCode.BREAKING_CHANGE, ProblemCode.CONTRACT_CHANGE);
    }
}
