package dev.verdigris.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.WholeCatalog;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.model.Layout.Project;
import dev.verdigris.sandbox.Sandbox;

/** The production of the actors on a sandbox, the statements of the user of dbt, and the files of the projects. */
final class SandboxProduction implements AutoCloseable {

    private static final String BUILD = "%s AS SELECT id, %d AS version FROM %s";

    private final Sandbox sandbox;
    private final Layout layout;
    private final String prefix;
    private final Path directory;
    private final SqlSession user;
    private final SqlSession reader;

    SandboxProduction(Sandbox sandbox, Layout layout, String prefix, Path directory) {
        this.sandbox = sandbox;
        this.layout = layout;
        this.prefix = prefix;
        this.directory = directory;
        this.user = SqlSession.open(settings(), Optional.of("quickstart"), notice -> {});
        this.reader = SqlSession.open(settings(), Optional.of(SqlSession.CATALOG_CLUSTER), notice -> {});
        for (Pair pair : layout.pairs(prefix)) {
            create(pair.live());
        }
        create(new Target.OfSchema(dev.verdigris.core.name.SchemaName.of("materialize", prefix + "raw")));
        user.execute("CREATE TABLE " + orders() + " (id int NOT NULL)");
        layout.pairs(prefix).forEach(pair -> view(pair.live(), "", 0));
    }

    ConnectionSettings settings() {
        return ConnectionSettings.of(sandbox.host(), sandbox.port(), "materialize", "materialize");
    }

    Environment environment(Project project) {
        return layout.environment(project, prefix);
    }

    /** The present catalog. */
    CatalogSnapshot catalog() {
        return new CatalogReadings(() -> reader, environment(Project.ALPHA), WholeCatalog.SCOPE)
                .decide(DeploymentView::catalog);
    }

    private String orders() {
        return Identifier.of(prefix + "raw").sql() + ".orders";
    }

    private void create(Target target) {
        user.execute(creation(target));
    }

    private static String creation(Target target) {
        return switch (target) {
            case Target.OfSchema schema -> "CREATE SCHEMA " + schema.sql();
            case Target.OfCluster cluster -> "CREATE CLUSTER " + cluster.sql() + " (SIZE = '25cc')";
            case Target.OfItem item -> throw new IllegalStateException("no pair of objects: " + item);
        };
    }

    private void view(Target target, String suffix, int version) {
        if (target instanceof Target.OfSchema schema) {
            user.execute(viewSql(schema, suffix, version));
        }
    }

    /** Schema b has a view, and each of the others a materialized view on its cluster. */
    private String viewSql(Target.OfSchema schema, String suffix, int version) {
        String bare = schema.name().schema().value();
        String name = schema.sql() + ".v";
        if (bare.startsWith(prefix + "b")) {
            return BUILD.formatted("CREATE VIEW " + name, version, orders());
        }
        String cluster = prefix + (bare.startsWith(prefix + "a") ? "c" : "d") + suffix;
        return BUILD.formatted(
                "CREATE MATERIALIZED VIEW " + name + " IN CLUSTER "
                        + Identifier.of(cluster).sql(),
                version,
                orders());
    }

    /** The statements of a macro of dbt on the pairs of alpha; a transaction is one statement here. */
    List<String> dbt(Work work, int version) {
        List<Pair> pairs = environment(Project.ALPHA).pairs();
        return switch (work) {
            case INIT -> pairs.stream().map(pair -> creation(pair.suffixed())).toList();
            case BUILD ->
                pairs.stream()
                        .map(Pair::suffixed)
                        .filter(Target.OfSchema.class::isInstance)
                        .map(schema -> viewSql((Target.OfSchema) schema, Environment.DEFAULT_SUFFIX, version))
                        .toList();
            case PROMOTE, ROLLBACK -> List.of(swap(pairs));
            case CLEANUP, ABORT ->
                pairs.stream()
                        .map(pair ->
                                "DROP " + kind(pair) + " " + pair.suffixed().sql() + " CASCADE")
                        .toList();
        };
    }

    /** One transaction that swaps pairs. */
    static String swap(List<Pair> pairs) {
        StringBuilder sql = new StringBuilder("BEGIN; ");
        pairs.forEach(pair -> sql.append("ALTER ")
                .append(kind(pair))
                .append(' ')
                .append(pair.live().sql())
                .append(" SWAP WITH ")
                .append(pair.suffixed().lastPart().sql())
                .append("; "));
        return sql.append("COMMIT").toString();
    }

    private static String kind(Pair pair) {
        return pair.live() instanceof Target.OfSchema ? "SCHEMA" : "CLUSTER";
    }

    /** Sends a statement of the user of dbt. Returns whether the server accepted it. */
    boolean accepts(String sql) {
        try {
            user.script(sql);
            return true;
        } catch (SqlFailure refusal) {
            user.script("ROLLBACK");
            return false;
        }
    }

    /** The directory with the files of a version of a project. */
    Path models(Project project, int version) {
        Path models = directory.resolve(project + "-" + version);
        for (var schema : environment(project).schemas()) {
            Target.OfSchema target = new Target.OfSchema(schema);
            Path folder = models.resolve(schema.schema().value());
            try {
                Files.createDirectories(folder);
                Files.writeString(folder.resolve("v.sql"), viewSql(target, "", version) + ";\n");
            } catch (IOException failed) {
                throw new UncheckedIOException(failed);
            }
        }
        return models;
    }

    @Override
    public void close() {
        CatalogSnapshot left = catalog();
        left.schemas().stream()
                .map(schema -> schema.name())
                .filter(name -> name.value().contains(prefix))
                .forEach(name -> user.execute("DROP SCHEMA " + name.sql() + " CASCADE"));
        left.clusters().stream()
                .map(cluster -> cluster.name())
                .filter(name -> name.value().contains(prefix))
                .forEach(name -> user.execute("DROP CLUSTER " + name.sql() + " CASCADE"));
        user.close();
        reader.close();
    }
}
