package dev.verdigris.engine.model;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.fixture.WholeCatalog;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.model.Action.Option;
import dev.verdigris.engine.model.Layout.Project;
import dev.verdigris.sandbox.Sandbox;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/** The production of the actors on a sandbox, the statements of the user of dbt, and the files of the projects. */
final class SandboxProduction implements AutoCloseable {

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
        user.execute("INSERT INTO " + orders() + " VALUES (1)");
        for (Project project : Project.values()) {
            Environment environment = layout.environment(project, prefix);
            ModelFiles.of(environment, prefix, 0).stream()
                    .filter(file -> project == Project.ALPHA || !file.path().startsWith(prefix + "b/"))
                    .forEach(file -> user.execute(created(file, environment, "")));
        }
    }

    ConnectionSettings settings() {
        return ConnectionSettings.of(sandbox.host(), sandbox.port(), "materialize", "materialize");
    }

    /**
     * Begins the configuration of a run. The sessions of an embedded one live longer than it, for all that it knows.
     */
    Verdigris.Builder configure(Job job) {
        if (!job.is(Option.EMBEDDED)) {
            return Verdigris.configure(settings(), job.environment());
        }
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setServerNames(new String[] {sandbox.host()});
        source.setPortNumbers(new int[] {sandbox.port()});
        source.setDatabaseName("materialize");
        source.setUser("materialize");
        source.setPreferQueryMode(PreferQueryMode.SIMPLE);
        return Verdigris.configure(source, job.environment());
    }

    /** The present catalog. */
    CatalogSnapshot catalog() {
        return new CatalogReadings(() -> reader, layout.environment(Project.ALPHA, prefix), WholeCatalog.SCOPE)
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

    /** The statement of a file with another schema and cluster, as dbt renders it. */
    private static String created(ModelFile file, Environment environment, String suffix) {
        String schema = file.path().substring(0, file.path().indexOf('/'));
        String text = file.text()
                .replaceFirst("VIEW (\\w+)", "VIEW " + schema + suffix + ".$1")
                .replace("FROM " + schema + ".", "FROM " + schema + suffix + ".");
        for (Identifier cluster : environment.clusters()) {
            text = text.replace("CLUSTER " + cluster.value() + " ", "CLUSTER " + cluster.value() + suffix + " ");
        }
        return text;
    }

    /** The statements of a macro of dbt; a transaction is one statement here. */
    List<String> dbt(Job job) {
        List<Pair> pairs = job.environment().pairs();
        Stream<String> creations = pairs.stream().map(pair -> creation(pair.suffixed()));
        Stream<String> build = job.files().stream()
                .sorted(Comparator.comparing(file -> file.path().contains("/more")))
                .map(file -> created(file, job.environment(), job.environment().suffix()));
        return switch (job.work()) {
            case INIT -> creations.toList();
            case BUILD -> build.toList();
            case AWAIT, CHECK -> List.of();
            case PROMOTE, ROLLBACK -> List.of(swap(pairs));
            case DEPLOY ->
                Stream.of(creations, build, Stream.of(swap(pairs)))
                        .flatMap(statements -> statements)
                        .toList();
            case CLEANUP, ABORT ->
                pairs.stream()
                        .map(pair ->
                                "DROP " + kind(pair) + " " + pair.suffixed().sql() + " CASCADE")
                        .toList();
        };
    }

    /** One transaction that swaps pairs. */
    private static String swap(List<Pair> pairs) {
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
        } catch (ServerRefusal refusal) {
            user.script("ROLLBACK");
            return false;
        }
    }

    /** The directory with the files of a run. */
    Path models(Job job) {
        Path models = directory.resolve("run" + job.number()).resolve("models");
        job.files().forEach(file -> write(models.resolve(file.path()), file.text()));
        return models;
    }

    /** The directory with the checks of a run; it does not exist if its checkout has none. */
    Path checks(Job job) {
        Path checks = directory.resolve("run" + job.number()).resolve("checks");
        if (job.begin().seat().hasChecks()) {
            job.environment()
                    .schemas()
                    .forEach(schema ->
                            write(checks.resolve(schema.schema().value() + ".sql"), ModelFiles.check(schema)));
        }
        return checks;
    }

    private static void write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
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
