package dev.verdigris.core.adoption;

import java.util.List;
import java.util.Map;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The model files of a catalog that has definitions in the form in which a real server stores them. */
class AdoptionPlannerTest {

    private World world;

    @BeforeEach
    void shop() {
        world = new World("deployer")
                .role("analyst")
                .role("of the system", "s9")
                .schema("raw")
                .schema("shop")
                .cluster("compute");
        add(ItemKind.TABLE, "raw.orders", "CREATE TABLE \"materialize\".\"raw\".\"orders\" (\"id\" int4)");
    }

    private ItemSpec spec(ItemKind kind, String name, String sql) {
        return new ItemSpec(kind, World.objectName(name), "deployer").createSql(sql);
    }

    private void add(ItemKind kind, String name, String sql) {
        world.item(spec(kind, name, sql));
    }

    private void addRevenue() {
        world.item(spec(
                        ItemKind.MATERIALIZED_VIEW,
                        "shop.revenue",
                        "CREATE MATERIALIZED VIEW \"materialize\".\"shop\".\"revenue\" IN CLUSTER [u1] WITH (REFRESH = ON"
                                + " COMMIT) AS SELECT \"id\", \"pg_catalog\".\"sum\"(\"id\")::[s20 AS"
                                + " \"pg_catalog\".\"int4\"] AS \"row\" FROM [u1 AS \"materialize\".\"raw\".\"orders\"]"
                                + " GROUP BY \"id\" AS OF 17")
                .cluster("compute")
                .column("id", "integer")
                .column("row", "integer")
                .grants(Map.of("analyst", "r", "PUBLIC", "r", "of the system", "r"))
                .reads(List.of(World.objectName("raw.orders"))));
        world.item(spec(
                        ItemKind.INDEX,
                        "shop.by id",
                        "CREATE INDEX \"by id\" IN CLUSTER [u1] ON [u2 AS \"materialize\".\"shop\".\"revenue\"] (\"id\")")
                .cluster("compute")
                .on(World.objectName("shop.revenue")));
        world.comment(world.itemId(World.objectName("shop.revenue")), "it's so");
        world.comment(world.itemId(World.objectName("shop.by id")), "fast");
    }

    private Environment environment(String... schemas) {
        return Environment.builder("prod").schemas(schemas).build();
    }

    private Adoption adopt(String... schemas) {
        return adopt(environment(schemas));
    }

    private Adoption adopt(Environment environment) {
        return AdoptionPlanner.of(world.snapshot(), new AdoptionWish(environment, true, true));
    }

    @Test
    void aFileHasTheDefinitionTheIndexesTheCommentsAndTheGrants() {
        addRevenue();

        Adoption adoption = adopt("shop");

        assertThat(adoption.problems()).isEmpty();
        assertThat(adoption.files()).containsOnly(Map.entry("shop/revenue.sql", """
                CREATE MATERIALIZED VIEW shop.revenue IN CLUSTER compute AS
                SELECT
                    id,
                    sum(id)::int4 AS "row"
                FROM raw.orders
                GROUP BY id;

                CREATE INDEX "by id" IN CLUSTER compute ON shop.revenue (id);
                COMMENT ON MATERIALIZED VIEW shop.revenue IS 'it''s so';
                COMMENT ON INDEX shop."by id" IS 'fast';
                GRANT SELECT ON TABLE shop.revenue TO public;
                GRANT SELECT ON TABLE shop.revenue TO analyst;
                """));
        assertThat(adoption.environment().clusters()).containsExactly(Identifier.of("compute"));
    }

    @Test
    void grantsCanBeLeftOut() {
        addRevenue();
        Adoption adoption = AdoptionPlanner.of(world.snapshot(), new AdoptionWish(environment("shop"), true, false));
        assertThat(adoption.files().get("shop/revenue.sql")).contains("COMMENT").doesNotContain("GRANT");
    }

    @Test
    void schemasWithViewsAreFoundIfNoneIsNamed() {
        addRevenue();
        world.schema("shop_dbt_deploy").schema("empty");
        add(
                ItemKind.VIEW,
                "shop_dbt_deploy.old",
                "CREATE VIEW \"materialize\".\"shop_dbt_deploy\".\"old\" AS SELECT 1");
        assertThat(adopt().environment().schemas()).containsExactly(SchemaName.of("materialize", "shop"));
        assertThat(adopt().notes())
                .contains("Schema materialize.shop_dbt_deploy is not adopted, because its name ends with the suffix"
                        + " _dbt_deploy, as a staged or previous side does.");
        assertThat(adopt("shop").notes()).isEmpty();
    }

    @Test
    void aDatabaseThatIsNotThereIsNamedWithTheKnownOnes() {
        Environment environment = Environment.builder("prod").database("nodb").build();
        assertThat(adopt(environment).problems())
                .extracting(Problem::what)
                .containsExactly("database nodb does not exist (known: materialize)");
    }

    @Test
    void aSubsourceOfASourceElsewhereIsLeftWithAReason() {
        addRevenue();
        world.item(spec(ItemKind.SOURCE, "raw.pg", "CREATE SOURCE pg"));
        world.item(spec(ItemKind.SOURCE, "shop.customers", "CREATE SUBSOURCE customers")
                .subtype("subsource")
                .reads(List.of(World.objectName("raw.pg"))));
        world.item(spec(ItemKind.SOURCE, "shop.own_progress", "CREATE SUBSOURCE own_progress")
                .subtype("progress"));
        world.item(spec(ItemKind.SOURCE, "shop.own", "CREATE SOURCE own")
                .reads(List.of(World.objectName("shop.own_progress"))));
        assertThat(adopt("shop").problems())
                .extracting(Problem::where)
                .containsExactly("source materialize.shop.customers", "source materialize.shop.own");
    }

    @Test
    void anAssertionIsWrittenInCapitals() {
        add(
                ItemKind.MATERIALIZED_VIEW,
                "shop.a",
                "CREATE MATERIALIZED VIEW \"materialize\".\"shop\".\"a\" IN CLUSTER [u1] WITH (ASSERT NOT NULL = \"item\","
                        + " REFRESH = ON COMMIT) AS SELECT 1 AS \"item\"");
        assertThat(adopt("shop").files().get("shop/a.sql")).contains("WITH (ASSERT NOT NULL = item)");
    }

    @Test
    void withoutAViewThereIsNothingToAdopt() {
        assertThat(adopt().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.LIVE_MISSING);
            assertThat(problem.what()).isEqualTo("database materialize has no schema with a view or materialized view");
        });
    }

    @Test
    void aMisspelledSchemaIsNamed() {
        assertThat(adopt("shopp").problems())
                .extracting(Problem::what)
                .containsExactly(
                        "schema materialize.shopp does not exist (did you mean materialize.shop?), so nothing of"
                                + " it can be adopted");
    }

    @ParameterizedTest
    @EnumSource(
            value = ItemKind.class,
            names = {"VIEW", "MATERIALIZED_VIEW", "INDEX"},
            mode = EnumSource.Mode.EXCLUDE)
    void everyOtherKindIsLeftWithAReason(ItemKind kind) {
        addRevenue();
        add(kind, "shop.thing", "CREATE …");

        Adoption adoption = adopt("shop");

        assertThat(adoption.files()).hasSize(1);
        assertThat(adoption.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(ProblemCode.NOT_ADOPTED);
            assertThat(problem.code().outcome()).isEqualTo(Outcome.REFUSED);
            assertThat(problem.where()).isEqualTo(kind.text() + " materialize.shop.thing");
            assertThat(problem.fix().toString()).contains("leave it where it is");
        });
    }

    @Test
    void anIndexOfATableIsLeftWithItsTable() {
        addRevenue();
        add(ItemKind.TABLE, "shop.t", "CREATE TABLE t");
        world.item(spec(ItemKind.INDEX, "shop.i", "CREATE INDEX i").on(World.objectName("shop.t")));
        assertThat(adopt("shop").problems())
                .extracting(Problem::where)
                .containsExactly("index materialize.shop.i", "table materialize.shop.t");
    }

    @Test
    void aViewWithoutADefinitionIsLeft() {
        world.item(new ItemSpec(ItemKind.VIEW, World.objectName("shop.secret"), "deployer"));
        assertThat(adopt("shop").problems())
                .singleElement()
                .satisfies(
                        problem -> assertThat(problem.what())
                                .isEqualTo(
                                        "view materialize.shop.secret has no definition in the catalog that the role can read"));
    }

    @Test
    void aStatementThatNoBuildTakesIsLeft() {
        addRevenue();
        add(
                ItemKind.MATERIALIZED_VIEW,
                "shop.next",
                "CREATE REPLACEMENT MATERIALIZED VIEW \"materialize\".\"shop\".\"next\" FOR [u2 AS"
                        + " \"materialize\".\"shop\".\"revenue\"] AS SELECT 1");
        Adoption adoption = adopt("shop");
        assertThat(adoption.files()).containsOnlyKeys("shop/revenue.sql");
        assertThat(adoption.problems())
                .extracting(Problem::where)
                .containsOnly("materialized view materialize.shop.next");
    }

    @Test
    void aFileThatReadsATableOfItsSchemaIsWrittenAndTheTableIsNamed() {
        add(ItemKind.TABLE, "shop.t", "CREATE TABLE t");
        add(
                ItemKind.VIEW,
                "shop.v",
                "CREATE VIEW \"materialize\".\"shop\".\"v\" AS SELECT * FROM [u2 AS \"materialize\".\"shop\".\"t\"]");
        add(
                ItemKind.VIEW,
                "shop.w",
                "CREATE VIEW \"materialize\".\"shop\".\"w\" AS SELECT * FROM [u3 AS \"materialize\".\"shop\".\"v\"]");

        Adoption adoption = adopt("shop");

        assertThat(adoption.files()).containsOnlyKeys("shop/v.sql", "shop/w.sql");
        assertThat(adoption.problems())
                .extracting(Problem::where)
                .containsExactly("table materialize.shop.t", "view materialize.shop.v");
    }

    @Test
    void modelsCanBeReleasedFromASchemaOfTheirOwn() {
        addRevenue();
        add(ItemKind.TABLE, "shop.t", "CREATE TABLE t");
        add(
                ItemKind.VIEW,
                "shop.top",
                "CREATE VIEW \"materialize\".\"shop\".\"top\" AS SELECT \"shop\".\"revenue\".\"id\","
                        + " \"materialize\".\"shop\".\"revenue\".\"row\", \"t\".\"a\" FROM [u2 AS"
                        + " \"materialize\".\"shop\".\"revenue\"], [u4 AS \"materialize\".\"shop\".\"t\"]");

        Adoption adoption = AdoptionPlanner.of(
                world.snapshot(), new AdoptionWish(environment("shop"), true, true).as(Identifier.of("marts")));

        assertThat(adoption.problems()).isEmpty();
        assertThat(adoption.environment().schemas()).containsExactly(SchemaName.of("materialize", "marts"));
        assertThat(adoption.environment().clusters()).isEmpty();
        assertThat(adoption.files()).containsOnlyKeys("marts/revenue.sql", "marts/top.sql");
        assertThat(adoption.files().get("marts/revenue.sql"))
                .startsWith("CREATE MATERIALIZED VIEW marts.revenue IN CLUSTER compute AS")
                .contains("FROM raw.orders", "ON marts.revenue (id)", "COMMENT ON INDEX marts.\"by id\" IS 'fast'")
                .doesNotContain("shop");
        assertThat(adoption.files().get("marts/top.sql")).isEqualTo("""
                CREATE VIEW marts.top AS
                SELECT
                    marts.revenue.id,
                    marts.revenue."row",
                    t.a
                FROM marts.revenue, shop.t;
                """);
    }

    @Test
    void aSharedClusterIsNotReleased() {
        addRevenue();
        world.item(spec(ItemKind.SOURCE, "raw.s", "CREATE SOURCE s").cluster("compute"));
        Adoption adoption = adopt("shop");
        assertThat(adoption.environment().clusters()).isEmpty();
        assertThat(adoption.files()).hasSize(1);
        assertThat(adoption.problems()).isEmpty();
        assertThat(adoption.notes())
                .singleElement()
                .asString()
                .contains("cluster compute also runs source materialize.raw.s");
    }

    @Test
    void aClusterOutsideTheEnvironmentIsNamedAndTheFileIsKept() {
        addRevenue();
        world.cluster("other");
        Environment environment =
                Environment.builder("prod").schemas("shop").clusters("other").build();
        Adoption adoption = AdoptionPlanner.of(world.snapshot(), new AdoptionWish(environment, false, true));
        assertThat(adoption.files()).containsOnlyKeys("shop/revenue.sql");
        assertThat(adoption.problems())
                .isNotEmpty()
                .allSatisfy(problem -> assertThat(problem.what())
                        .endsWith("has a file that cannot be built: the environment does not have cluster compute"));
    }

    @Test
    void namesOfAnotherDatabaseStayComplete() {
        world.database("other").schema(SchemaName.of("other", "shop"), "deployer", Map.of());
        add(ItemKind.VIEW, "shop.v", "CREATE VIEW \"materialize\".\"shop\".\"v\" AS SELECT 1 AS \"a\"");
        world.item(new ItemSpec(ItemKind.VIEW, ObjectName.of("other", "shop", "v"), "deployer")
                .createSql("CREATE VIEW \"other\".\"shop\".\"v\" AS SELECT \"a\" FROM [u2 AS"
                        + " \"materialize\".\"shop\".\"v\"]"));
        Adoption adoption = adopt(Environment.builder("prod")
                .schemas(SchemaName.of("materialize", "shop"), SchemaName.of("other", "shop"))
                .build());
        assertThat(adoption.problems()).isEmpty();
        assertThat(adoption.files()).containsOnlyKeys("other/shop/v.sql", "shop/v.sql");
        assertThat(adoption.files().get("other/shop/v.sql"))
                .isEqualTo("CREATE VIEW shop.v AS\nSELECT\n    a\nFROM materialize.shop.v;\n");
    }

    @Test
    void aReaderOfWhatHasNoFileNamesItWithoutASuggestion() {
        world.item(new ItemSpec(ItemKind.VIEW, World.objectName("shop.secret"), "deployer"));
        add(ItemKind.VIEW, "shop.secreta", "CREATE VIEW \"materialize\".\"shop\".\"secreta\" AS SELECT 1 AS \"a\"");
        add(
                ItemKind.VIEW,
                "shop.reader",
                "CREATE VIEW \"materialize\".\"shop\".\"reader\" AS SELECT * FROM [u2 AS"
                        + " \"materialize\".\"shop\".\"secret\"]");
        assertThat(adopt("shop").problems())
                .filteredOn(problem -> problem.where().equals("view materialize.shop.reader"))
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.what())
                            .endsWith("has a file that cannot be built: it reads materialize.shop.secret, which has no"
                                    + " file");
                    assertThat(problem.fix().toString())
                            .contains("write the file of view materialize.shop.secret by hand");
                });
    }
}
