package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.config.ConfigLayers.Found;
import dev.verdigris.cli.config.ProjectConfig.NoServer;
import dev.verdigris.cli.config.Settings.Provenance;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.connection.ConnectionSettings;

/** Makes typed settings from the layers. Values that are not valid are reported as problems. */
final class SettingsAssembly {

    private static final String DEFAULT_DATABASE = "materialize";
    private static final String STARS = "********";

    private final ConfigLayers layers;
    private final ConfigProblems problems;
    private final SettingsRequest request;
    private final Path base;
    private final NoServer noServer;

    SettingsAssembly(
            ConfigLayers layers, ConfigProblems problems, SettingsRequest request, Path base, NoServer noServer) {
        this.layers = layers;
        this.problems = problems;
        this.request = request;
        this.base = base;
        this.noServer = noServer;
    }

    /** The settings of the environment {@code name}; empty only if there is a problem. */
    Optional<Settings> assemble(String name) {
        // Every value is read once, so that all missing variables are reported together with all other mistakes.
        Arrays.stream(Key.values()).forEach(layers::list);
        Optional<ConnectionSettings> connection =
                new ConnectionAssembly(layers, problems, noServer, this::resolve).assemble();
        String database = layers.text(Key.DATABASE)
                .map(Found::text)
                .or(() -> connection.map(ConnectionSettings::database))
                .orElse(DEFAULT_DATABASE);
        Optional<Environment> environment = environment(name, database);
        Path project = layers.text(Key.PROJECT)
                .map(found -> resolve(found.origin(), found.text()))
                .orElse(base);
        Settings.ReadinessSettings readiness = new Settings.ReadinessSettings(
                duration(Key.READY_TIMEOUT), duration(Key.READY_LAG), duration(Key.READY_HOLD));
        return environment.flatMap(env -> connection.map(server -> new Settings(
                env,
                server.toBuilder().database(database).build(),
                project,
                readiness,
                provenance(env, server, project))));
    }

    private Optional<Environment> environment(String name, String database) {
        List<SchemaName> schemas = new ArrayList<>();
        for (Found found : layers.list(Key.SCHEMAS)) {
            Optional<Identifier> in = identifier(found.database().orElse(database), found.origin());
            Optional<Identifier> schema = identifier(found.text(), found.origin());
            in.ifPresent(left -> schema.ifPresent(right -> schemas.add(new SchemaName(left, right))));
        }
        List<Identifier> clusters = new ArrayList<>();
        for (Found found : layers.list(Key.CLUSTERS)) {
            identifier(found.text(), found.origin()).ifPresent(clusters::add);
        }
        Origin origin = layers.text(Key.DATABASE).map(Found::origin).orElseGet(Origin.Default::new);
        Optional<Identifier> databaseName = identifier(database, origin);
        return identifier(name, new Origin.Flag("--env"))
                .flatMap(own -> databaseName.map(in -> new Environment(
                        own,
                        in,
                        schemas,
                        clusters,
                        layers.text(Key.SUFFIX).map(Found::text).orElse(Environment.DEFAULT_SUFFIX))));
    }

    private Optional<Identifier> identifier(String text, Origin origin) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            problems.add("a name is empty or holds a NUL character", origin, "Correct the name.");
            return Optional.empty();
        }
        return Optional.of(Identifier.of(text));
    }

    private Optional<Duration> duration(Key key) {
        return layers.text(key).flatMap(found -> {
            Optional<Duration> length = DurationText.parse(found.text());
            if (length.isEmpty()) {
                problems.add(
                        key.path() + " is not a duration: " + found.text(),
                        found.origin(),
                        "Write it like 30s, 5m or 1h30m.");
            }
            return length;
        });
    }

    /** Resolves a path: in a file relative to that file, otherwise relative to the working directory. */
    private Path resolve(Origin origin, String text) {
        return switch (origin) {
            case Origin.InFile ignored -> base.resolve(text).normalize();
            case Origin.Flag ignored -> request.directory().resolve(text).normalize();
            case Origin.Variable ignored -> request.directory().resolve(text).normalize();
            case Origin.Default ignored -> base.resolve(text).normalize();
        };
    }

    private List<Provenance> provenance(Environment environment, ConnectionSettings connection, Path project) {
        List<Provenance> lines = new ArrayList<>();
        for (Key key : Key.values()) {
            List<Found> found = layers.list(key);
            if (!found.isEmpty()) {
                lines.add(new Provenance(
                        key.path(),
                        show(key, found, connection),
                        problems.show(found.getFirst().origin())));
            }
        }
        String fallback = new Origin.Default().toString();
        if (layers.text(Key.SUFFIX).isEmpty()) {
            lines.add(new Provenance(Key.SUFFIX.path(), environment.suffix(), fallback));
        }
        if (layers.text(Key.DATABASE).isEmpty()) {
            lines.add(new Provenance(Key.DATABASE.path(), environment.database().value(), fallback));
        }
        if (layers.text(Key.PROJECT).isEmpty()) {
            lines.add(new Provenance(Key.PROJECT.path(), problems.show(project), fallback));
        }
        return lines;
    }

    private static String show(Key key, List<Found> found, ConnectionSettings connection) {
        if (key.shape() == Key.Shape.SECRET) {
            return STARS;
        }
        if (key == Key.URL) {
            return connection.address();
        }
        return String.join(", ", found.stream().map(Found::text).toList());
    }
}
