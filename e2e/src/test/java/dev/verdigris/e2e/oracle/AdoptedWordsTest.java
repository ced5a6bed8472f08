package dev.verdigris.e2e.oracle;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.adoption.Adoption;
import dev.verdigris.core.adoption.AdoptionPlanner;
import dev.verdigris.core.adoption.AdoptionWish;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Adopted files leave out quotes that nothing needs. For every word that Materialize's parser knows, as every kind of
 * name, the parser reads in the file what it reads in the definition that the server stores.
 */
final class AdoptedWordsTest {

    private static final RoleId OWNER = new RoleId("u1");
    private static final DatabaseId DATABASE = new DatabaseId("u1");
    private static final SchemaId SCHEMA = new SchemaId("u1");

    /** A name is in the place of each sign; the other marks are how the server stores names, and how a file has them. */
    private static final String QUERY = """
            WITH § AS (SELECT 1 AS §, 2 AS "b") \
            SELECT §, "x".§, §.§ AS §, 1 + § AS "plus", ‹§›(§, 1) AS "called", CASE WHEN § THEN § ELSE § END AS "c", \
            'a''b' || E'\\n' AS "text", §::«text» AS "cast", extract('year' FROM §) AS "y", position('a' IN §) AS "p" \
            FROM ⟨§⟩ AS "x" JOIN ⟨"t"⟩ AS § USING (§, "b"), ⟨§⟩, § AS "e" (§) \
            WHERE § = 1 AND NOT § AND (§ IS NULL OR § <> §) AND § IN (1, 2) \
            GROUP BY §, "b" HAVING § > 1 ORDER BY §, "b" LIMIT 1""";

    /** Words of SQL that the parser's program may contain only as parts of longer ones. */
    private static final List<String> MORE = List.of(
            ("all and any array as asc between both by case cast char coalesce collate column cross current_user date"
                            + " default desc distinct else end except exists false fetch filter following for full"
                            + " greatest ilike inner interval intersect into is isnull join leading least left like list"
                            + " map mutually natural notnull null on only or outer over partition right rows session_user"
                            + " similar some substring table then time timestamp to trailing trim true unbounded unique"
                            + " user values varchar view when window within")
                    .split(" "));

    private static String stored(String word) {
        return QUERY.replace("‹§›", "\"pg_catalog\".§")
                .replace("«text»", "[s20 AS \"pg_catalog\".\"text\"]")
                .replaceAll("⟨(.*?)⟩", "[u9 AS \"materialize\".\"raw\".$1]")
                .replace("§", '"' + word + '"');
    }

    /** What the server reads in the stored definition, with the names as a file has them. */
    private static String wanted(String word) {
        return QUERY.replace("‹§›", "§")
                .replace("«text»", "\"text\"")
                .replaceAll("⟨(.*?)⟩", "\"raw\".$1")
                .replace("§", '"' + word + '"');
    }

    private static Adoption adopt(List<String> words) {
        List<Item> views = new ArrayList<>();
        for (String word : words) {
            String name = "v_" + word;
            views.add(new Item(
                    new ItemId("u" + (100 + views.size())),
                    SCHEMA,
                    Identifier.of(name),
                    ItemKind.VIEW,
                    Optional.empty(),
                    OWNER,
                    Acl.NONE,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of("CREATE VIEW \"materialize\".\"shop\".\"" + name + "\" AS " + stored(word))));
        }
        CatalogSnapshot catalog = CatalogSnapshot.builder(new Session(OWNER, false, true, "v26.24.0", Optional.empty()))
                .databases(List.of(new Database(DATABASE, Identifier.of("materialize"), OWNER, Acl.NONE)))
                .roles(List.of(new Role(OWNER, Identifier.of("owner"))))
                .schemas(List.of(new Schema(SCHEMA, DATABASE, Identifier.of("shop"), OWNER, Acl.NONE)))
                .items(views)
                .build();
        Environment shop = Environment.builder("prod").schemas("shop").build();
        return AdoptionPlanner.of(catalog, new AdoptionWish(shop, true, true));
    }

    @Test
    void theParserReadsTheSameInTheFile() throws IOException {
        DialectOracle oracle = DialectOracle.openOrSkip();
        Set<String> known = oracle.words();
        assertThat(known)
                .contains("select", "position", "mutually", "lateral", "of", "row")
                .hasSizeGreaterThan(1_000);
        known.addAll(MORE);
        List<String> words = List.copyOf(known);

        Adoption adoption = adopt(words);

        assertThat(adoption.problems()).isEmpty();
        List<String> files = words.stream()
                .map(word -> adoption.files().getOrDefault("shop/v_" + word + ".sql", ""))
                .map(text -> text.substring(text.indexOf(" AS\n") + 4, text.lastIndexOf(';')))
                .toList();
        List<String> read = oracle.printed(files);
        List<String> meant =
                oracle.printed(words.stream().map(AdoptedWordsTest::wanted).toList());
        SoftAssertions all = new SoftAssertions();
        for (int i = 0; i < words.size(); i++) {
            all.assertThat(meant.get(i)).as(words.get(i)).startsWith("SUBSCRIBE");
            all.assertThat(read.get(i)).as(files.get(i)).isEqualTo(meant.get(i));
        }
        all.assertAll();
    }
}
