package dev.verdigris.core.model;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class IdentityPropertyTest {

    private static final String DATABASE = "materialize";

    /** A piece of SQL and the relation in it; {@code §} is the place of the relation. */
    private record Model(ObjectName name, ObjectName read, String query) {}

    @Property(tries = 500)
    void aMappingOfNamesToThemselvesKeepsEveryByte(@ForAll("models") Model model) {
        TargetNames identity =
                identity(List.of(model.name().schema(), model.read().schema()), Identifier.of("prod"));
        String text = "CREATE MATERIALIZED VIEW " + model.name().sql() + " IN CLUSTER prod AS " + model.query();
        assertThat(sqlOf(model, text, identity)).isEqualTo(text);
    }

    @Property(tries = 500)
    void theStagedTextHasTheSameNamesOnTheStagedSide(@ForAll("models") Model model) {
        SchemaName home = model.name().schema();
        SchemaName other = model.read().schema();
        TargetNames targets = new TargetNames(
                Identifier.of(DATABASE),
                new TreeMap<>(Map.of(home, home.withSuffix("_s"), other, other.withSuffix("_s"))),
                new TreeMap<>(Map.of(Identifier.of("prod"), Identifier.of("prod_s"))));
        String text = "CREATE MATERIALIZED VIEW " + model.name().name().sql() + " AS " + model.query();
        String staged = sqlOf(model, text, targets);

        Model counterpart = new Model(
                model.name().in(home.withSuffix("_s")), model.read().in(other.withSuffix("_s")), model.query());
        TargetNames identity =
                identity(List.of(counterpart.name().schema(), counterpart.read().schema()), Identifier.of("prod_s"));
        assertThat(sqlOf(counterpart, staged, identity)).isEqualTo(staged);
    }

    private static TargetNames identity(List<SchemaName> schemas, Identifier cluster) {
        SortedMap<SchemaName, SchemaName> same = new TreeMap<>();
        schemas.forEach(schema -> same.put(schema, schema));
        return new TargetNames(Identifier.of(DATABASE), same, new TreeMap<>(Map.of(cluster, cluster)));
    }

    private static String sqlOf(Model model, String text, TargetNames targets) {
        ModelFile read =
                ModelFile.of(path(model.read()), "CREATE VIEW " + model.read().sql() + " AS SELECT 1");
        ModelResult result = ModelProject.of(List.of(ModelFile.of(path(model.name()), text), read), targets);
        assertThat(result).isInstanceOf(ModelResult.Resolved.class);
        BuildStatement statement = ((ModelResult.Resolved) result)
                .layers().stream()
                        .flatMap(List::stream)
                        .filter(one -> one.live().equals(model.name()))
                        .findFirst()
                        .orElseThrow();
        assertThat(statement.reads()).contains(model.read());
        return statement.sql();
    }

    private static String path(ObjectName name) {
        return DATABASE + "/" + segment(name.schema().schema()) + "/" + segment(name.name()) + ".sql";
    }

    private static String segment(Identifier name) {
        return name.value().replace("%", "%25").replace("/", "%2F");
    }

    @Provide
    Arbitrary<Model> models() {
        return Combinators.combine(names("u_"), names("v_"), names("w_"), names("x_"), queries())
                .as((home, other, name, read, query) -> {
                    ObjectName target = ObjectName.of(DATABASE, other, read);
                    String text = query.replace(
                                    "§§",
                                    SchemaName.of(DATABASE, other).schema().sql() + "."
                                            + Identifier.of(read).sql())
                            .replace("§", target.sql());
                    return new Model(ObjectName.of(DATABASE, home, name), target, text);
                });
    }

    private static Arbitrary<String> names(String prefix) {
        return Arbitraries.of(
                        "\"", "'", ".", " ", "$", "$$", "🜁", "É", "select", "--", "/*", "%", "%2F", "/", ";", "\n",
                        "a")
                .list()
                .ofMaxSize(6)
                .map(parts -> prefix + String.join("", parts));
    }

    private static Arbitrary<String> queries() {
        return Arbitraries.of(
                "SELECT * FROM §",
                "SELECT §.x, §.* FROM §, raw.t",
                "SELECT §§.x FROM §§ JOIN raw.t ON §§.id = t.id -- raw.t and v_.x_\n WHERE true",
                "WITH c AS (TABLE §) SELECT 'v_.x_', $q$ v_.x_ $q$ FROM c WHERE EXISTS (SELECT 1 FROM § q)",
                "(SELECT 1 FROM §) UNION ALL VALUES ((SELECT max(x) FROM §))",
                "WITH MUTUALLY RECURSIVE r (n int) AS (SELECT 1 UNION SELECT n FROM r, §) TABLE r");
    }
}
