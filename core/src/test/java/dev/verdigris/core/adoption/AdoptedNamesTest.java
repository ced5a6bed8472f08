package dev.verdigris.core.adoption;

import java.util.List;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Names in model files and the names of these files, of views that are called as anybody likes. */
class AdoptedNamesTest {

    private final World world = new World("deployer").schema("shop");

    private void add(String name, String sql) {
        world.item(new ItemSpec(ItemKind.VIEW, World.objectName(name), "deployer").createSql(sql));
    }

    private Adoption adopt() {
        Environment environment = Environment.builder("prod").schemas("shop").build();
        return AdoptionPlanner.of(world.snapshot(), new AdoptionWish(environment, true, true));
    }

    @Test
    void pathsAreTakenByEveryFileSystem() {
        for (String name :
                List.of("Orders", "orders", "é", "e\u0301", "a/b", "100%", ".x", "con", "a:b", "x ", "😀", "%41")) {
            String sql = ObjectName.of("materialize", "shop", name).sql();
            add("shop." + name, "CREATE VIEW " + sql + " AS SELECT 1 AS a");
        }
        add("shop." + "n".repeat(252), "CREATE VIEW \"materialize\".\"shop\".\"" + "n".repeat(252) + "\" AS SELECT 1");

        Adoption adoption = adopt();

        assertThat(adoption.files())
                .containsOnlyKeys(
                        "shop/%4Frders.sql",
                        "shop/orders.sql",
                        "shop/%C3%A9.sql",
                        "shop/e%CC%81.sql",
                        "shop/a%2Fb.sql",
                        "shop/100%25.sql",
                        "shop/%2Ex.sql",
                        "shop/%63on.sql",
                        "shop/a%3Ab.sql",
                        "shop/x .sql",
                        "shop/😀.sql",
                        "shop/%2541.sql");
        assertThat(adoption.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what())
                        .contains("would be in a file", "most file systems take 255 bytes for a name"));
    }

    @Test
    void aRelationOfTheSystemKeepsItsSchema() {
        add(
                "shop.v",
                "CREATE VIEW \"materialize\".\"shop\".\"v\" AS WITH \"mz_views\" AS (SELECT '7' AS \"id\") SELECT"
                        + " \"pg_catalog\".\"count\"(*) AS \"n\" FROM [s5 AS \"mz_catalog\".\"mz_views\"] AS \"v\","
                        + " [s6 AS \"pg_catalog\".\"pg_class\"], \"mz_views\"");

        Adoption adoption = adopt();

        assertThat(adoption.problems()).isEmpty();
        assertThat(adoption.files().get("shop/v.sql"))
                .contains("count(*) AS n")
                .contains("FROM mz_catalog.mz_views AS v, pg_catalog.pg_class, mz_views;");
    }

    @Test
    void aModelWithTheNameOfASystemRelationHidesNone() {
        add("shop.mz_objects", "CREATE VIEW \"materialize\".\"shop\".\"mz_objects\" AS SELECT 1 AS \"id\"");
        add(
                "shop.y",
                "CREATE VIEW \"materialize\".\"shop\".\"y\" AS SELECT \"id\" FROM [s5 AS"
                        + " \"mz_catalog\".\"mz_objects\"]");
        Adoption adoption = adopt();
        assertThat(adoption.problems()).isEmpty();
        assertThat(adoption.files().get("shop/y.sql")).contains("FROM mz_catalog.mz_objects;");
    }
}
