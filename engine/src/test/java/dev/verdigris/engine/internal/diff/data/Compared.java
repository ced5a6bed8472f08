package dev.verdigris.engine.internal.diff.data;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.diff.data.Comparison;
import dev.verdigris.core.diff.data.Comparisons;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.engine.fixture.WholeCatalog;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.connection.SqlSession;

/** Comparisons of relations that a test has made. */
final class Compared {

    private Compared() {}

    /** The relation of that name in both schemas. */
    static Comparison relations(SqlSession session, String live, String staged, String name) {
        return relations(session, live, staged, List.of(name))
                .values()
                .iterator()
                .next();
    }

    /** The relations of these names in both schemas. */
    static Map<String, Comparison> relations(SqlSession session, String live, String staged, List<String> names) {
        Environment environment = Environment.builder("compared").schemas(live).build();
        CatalogSnapshot catalog =
                new CatalogReadings(() -> session, environment, WholeCatalog.SCOPE).decide(DeploymentView::catalog);
        return names.stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        name -> Comparisons.of(
                                catalog,
                                item(catalog, live, name),
                                item(catalog, staged, name),
                                Optional.of(Identifier.of("quickstart")))));
    }

    private static Item item(CatalogSnapshot catalog, String schema, String name) {
        ObjectName wanted = ObjectName.of("materialize", schema, name);
        return catalog.items().stream()
                .filter(item -> catalog.nameOf(item).equals(wanted))
                .findFirst()
                .orElseThrow();
    }
}
