package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.verdigris.cli.config.ProjectConfig.Declared;
import dev.verdigris.cli.config.ProjectConfig.PerObject;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.diff.data.DataKey;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Secret;
import dev.verdigris.engine.connection.Tls;

/**
 * Creates typed settings from layers of values. For each key, the strongest layer that has it decides: the options,
 * the variables, the environment in the file, the shared part of the file, the variables of the CI system. Values that
 * are not valid are problems.
 */
final class SettingsAssembly {

    private static final Problem NO_SERVER = ConfigProblems.of(
            "no server is named",
            "connection",
            "Set connection.url in verdigris.yml, VERDIGRIS_URL, or --host and --user.");

    private final SettingsRequest request;
    private final Path base;
    private final boolean ofDbt;
    private final Declared environment;
    private final ConfigProblems problems;
    private final List<Map<Key, List<Value>>> weakestFirst;
    private final List<PerObject> perObject;
    private final Map<Key, List<Value>> values = new EnumMap<>(Key.class);
    private final List<String> missing = new ArrayList<>();
    private final ValueReader reader;

    /** Replaces the references in all values, so that all missing variables are reported together. */
    SettingsAssembly(SettingsRequest request, ProjectConfig project, Declared environment, ConfigProblems problems) {
        this.request = request;
        this.base = project.directory();
        this.ofDbt = project.file().endsWith(DbtProject.NAME);
        this.environment = environment;
        this.problems = problems;
        this.weakestFirst = Stream.of(
                        CiSystem.defaults(request.variables()),
                        project.shared(),
                        environment.values(),
                        request.fromVariables(),
                        request.fromOptions())
                .map(place -> UrlParameters.apart(place, request.variables()))
                .map(place -> request.offline() ? known(place) : place)
                .toList();
        this.perObject = Stream.concat(
                        Stream.of(project.perObject(), environment.perObject()), request.perObject().stream())
                .toList();
        weakestFirst.forEach(values::putAll);
        values.keySet().removeIf(Key::isPerObject);
        values.replaceAll((key, written) -> written.stream()
                .flatMap(value -> value.replaced(key == Key.URL, request.variables(), problems).stream())
                .toList());
        this.reader = new ValueReader(values, problems);
    }

    /** The values of a place without those of the connection that refer to a variable that is not set. */
    private Map<Key, List<Value>> known(Map<Key, List<Value>> place) {
        Map<Key, List<Value>> known = new EnumMap<>(Key.class);
        known.putAll(place);
        known.entrySet().removeIf(entry -> {
            ConfigProblems faults = new ConfigProblems(base);
            boolean missed = entry.getKey().isOfConnection()
                    && entry.getValue().stream()
                            .anyMatch(value -> value.replaced(false, request.variables(), faults)
                                    .isEmpty());
            faults.all().stream()
                    .filter(fault -> missed)
                    .forEach(fault -> missing.add(fault.what() + " (" + fault.where() + ")"));
            return missed;
        });
        return known;
    }

    /** The settings; empty only if there is a problem. */
    Optional<Settings> assemble() {
        Optional<ConnectionSettings> connection = connection();
        String database = reader.value(Key.DATABASE)
                .map(Value::text)
                .or(() -> connection.map(ConnectionSettings::database))
                .orElse(ConnectionSettings.DEFAULT_DATABASE);
        Path project = reader.value(Key.PROJECT).flatMap(this::path).orElse(base);
        Settings.ReadinessSettings readiness =
                new ReadinessReader(reader, perObject, request.variables(), problems).settings();
        return environment(database)
                .flatMap(env -> connection.map(server -> new Settings(
                        env,
                        server.withDatabase(database),
                        notes(),
                        project,
                        models(project),
                        text(Key.BUILDER),
                        ofDbt ? request.places().chosen(base, environment.name()) : Map.of(),
                        request.dbtFiles(problems),
                        deployer(),
                        readiness,
                        limits(readiness),
                        reader.value(Key.CHECK_CLUSTER).flatMap(value -> identifier(value.text(), value.origin())),
                        text(Key.CHECK_COMMAND),
                        accept(),
                        sinks(),
                        StagedSizeReader.read(values(Key.STAGED_SIZE), problems),
                        dataKeys(),
                        origins(env, server, project))));
    }

    /** The models of a dbt project are files of dbt, and not ours. */
    private Optional<Path> models(Path project) {
        boolean none = ofDbt && values(Key.PROJECT).isEmpty();
        return none ? Optional.empty() : Optional.of(project.resolve("models"));
    }

    private Deployer deployer() {
        Optional<DeploymentId> id = reader.read(
                reader.value(Key.DEPLOYMENT_ID),
                text -> Optional.of(text).filter(DeploymentId::isValid).map(DeploymentId::new),
                Key.DEPLOYMENT_ID.path() + " is not an id",
                "Write 1 to 128 printable ASCII characters without blanks, quotes and backslashes.");
        Deployer known = Deployer.NONE.withProvenance(new Provenance(text(Key.COMMIT), text(Key.TAG), text(Key.RUN)));
        return id.map(given -> strength(Key.DEPLOYMENT_ID) == 0 ? known.withDefaultId(given) : known.withId(given))
                .orElse(known);
    }

    /** Consents of a weaker place count too: each is about something else. */
    private Consents accept() {
        return new Consents(perObject.stream()
                .flatMap(place -> place.accept().stream())
                .flatMap(written -> written.resolve(request.variables(), problems).stream())
                .toList());
    }

    /** The ways of sinks. For one sink, the strongest place decides. */
    private SinkWays sinks() {
        Map<ObjectName, SinkWay> ways = new TreeMap<>();
        for (PerObject place : perObject) {
            Map<ObjectName, SinkWay> here = new TreeMap<>();
            place.sinks().stream()
                    .flatMap(written -> written.resolve(request.variables(), problems).stream())
                    .forEach(chosen -> {
                        if (here.put(chosen.sink(), chosen.way()) != null) {
                            problems.add(
                                    "sink " + chosen.sink() + " has two ways",
                                    chosen.origin(),
                                    "Leave one of them out.");
                        }
                    });
            ways.putAll(here);
        }
        return SinkWays.of(ways);
    }

    private List<DataKey> dataKeys() {
        List<DataKey> keys = new ArrayList<>();
        for (Value value : values(Key.DIFF_KEYS)) {
            Optional<DataKey> key = DataKey.parse(value.text());
            if (key.isEmpty()
                    || keys.stream().anyMatch(other -> other.isOf(key.get().relation()))) {
                problems.add(
                        key.isEmpty()
                                ? "this is no key: " + value.text()
                                : key.get().relation() + " has two keys",
                        value.origin(),
                        "Write each relation once, as in materialize.shop.orders=id.");
            }
            key.ifPresent(keys::add);
        }
        return keys;
    }

    private Optional<String> text(Key key) {
        return reader.value(key).map(Value::text).filter(text -> !text.isEmpty());
    }

    private List<Value> values(Key key) {
        return values.getOrDefault(key, List.of());
    }

    /** The single value of {@code key}, a part of the connection, unless the URL is in a stronger layer. */
    private Optional<Value> part(Key key) {
        return reader.value(key).filter(value -> strength(key) >= strength(Key.URL));
    }

    /** Whether a value takes effect. A URL in a stronger layer names the server, and it may name the login. */
    private boolean isInForce(Key key, ConnectionSettings connection) {
        Optional<String> text = reader.value(key).map(Value::text);
        return switch (key) {
            case HOST, PORT -> part(key).isPresent();
            case USER -> text.filter(connection.user()::equals).isPresent();
            case PASSWORD -> text.map(Secret::of).equals(connection.password());
            default -> true;
        };
    }

    private int strength(Key key) {
        return IntStream.range(0, weakestFirst.size())
                .filter(layer -> weakestFirst.get(layer).containsKey(key))
                .max()
                .orElse(-1);
    }

    /** The option {@code --timeout} of a verb limits the whole verb too; the setting limits only the wait. */
    private Settings.LimitSettings limits(Settings.ReadinessSettings readiness) {
        Optional<Duration> verb = request.fromOptions().containsKey(Key.READY_TIMEOUT)
                ? readiness.timeout().filter(Duration::isPositive)
                : Optional.empty();
        Optional<Duration> statement = reader.read(
                reader.value(Key.STATEMENT_TIMEOUT),
                SettingsAssembly::timeout,
                Key.STATEMENT_TIMEOUT.path() + " is not a duration",
                "Write it like 30s or 5m.");
        return new Settings.LimitSettings(
                verb,
                statement,
                reader.duration(Key.SWAP_TIMEOUT),
                reader.duration(Key.ROLLBACK_WINDOW),
                reader.number(Key.HISTORY, 0, "a number of deployments"));
    }

    private Optional<ConnectionSettings> connection() {
        return (values.containsKey(Key.URL) ? reader.value(Key.URL).flatMap(this::ofUrl) : ofHost()).map(this::refined);
    }

    private Optional<ConnectionSettings> ofUrl(Value url) {
        // A separate user completes a URL without one.
        String whole = reader.value(Key.USER)
                .map(user -> url.text() + (url.text().contains("?") ? "&" : "?") + "user=" + Value.encoded(user.text()))
                .orElse(url.text());
        try {
            ConnectionSettings settings = ConnectionSettings.parse(whole);
            if (settings.password().isPresent() && request.fromOptions().containsKey(Key.URL)) {
                problems.add(
                        "--url contains a password, which every user of this machine can read",
                        url.origin(),
                        "Leave it out and set " + Key.PASSWORD.variable() + ".");
            }
            return Optional.of(settings);
        } catch (IllegalArgumentException e) {
            String what = String.valueOf(e.getMessage());
            problems.add(what, url.origin(), "Write it like postgres://USER@HOST:6875/DATABASE");
            return Optional.empty();
        }
    }

    private Optional<ConnectionSettings> ofHost() {
        boolean names = values.containsKey(Key.HOST) && values.containsKey(Key.USER);
        if (request.offline() && !names) {
            missing.add("no server is named");
            return Optional.of(ConnectionSettings.of("unknown", "unknown"));
        }
        if (!values.containsKey(Key.HOST)) {
            problems.add(environment.noServer().orElse(NO_SERVER));
        } else if (!values.containsKey(Key.USER)) {
            problems.add(ConfigProblems.of(
                    "no user is named", "connection", "Set connection.user, VERDIGRIS_USER, or --user."));
        }
        return reader.value(Key.HOST)
                .flatMap(host -> reader.value(Key.USER).map(user -> ConnectionSettings.of(host.text(), user.text())));
    }

    private ConnectionSettings refined(ConnectionSettings start) {
        Optional<Integer> port = reader.read(
                part(Key.PORT),
                SettingsAssembly::port,
                "connection.port is not a port",
                "Write a number from 1 to 65535.");
        Optional<Tls.Mode> mode = reader.read(
                reader.value(Key.SSLMODE),
                Tls.Mode::ofWord,
                "sslmode has no such value",
                "Write disable, allow, prefer, require, verify-ca or verify-full.");
        Optional<Duration> timeout = reader.read(
                reader.value(Key.CONNECT_TIMEOUT),
                SettingsAssembly::timeout,
                "connect_timeout is not a duration",
                "Write it like 10s.");
        return new ConnectionSettings(
                part(Key.HOST).map(Value::text).orElse(start.host()),
                port.orElse(start.port()),
                part(Key.USER).map(Value::text).orElse(start.user()),
                (start.password().isPresent() ? part(Key.PASSWORD) : reader.value(Key.PASSWORD))
                        .map(value -> Secret.of(value.text()))
                        .or(start::password),
                start.database(),
                new Tls(
                        mode.orElse(start.tls().mode()),
                        reader.value(Key.SSLROOTCERT).flatMap(this::path).or(start.tls()::rootCertificate)),
                start.applicationName(),
                timeout.orElse(start.connectTimeout()),
                properties(start));
    }

    /** The properties of the driver, with the certificate of the client. */
    private Map<String, String> properties(ConnectionSettings start) {
        Map<String, String> properties = new TreeMap<>(start.properties());
        for (Key key : List.of(Key.SSLCERT, Key.SSLKEY)) {
            reader.value(key)
                    .flatMap(this::path)
                    .ifPresent(file -> properties.put(key.name().toLowerCase(Locale.ROOT), file.toString()));
        }
        return properties;
    }

    private static Optional<Integer> port(String text) {
        return Optional.of(text)
                .filter(digits -> digits.matches("\\d{1,5}"))
                .map(Integer::valueOf)
                .filter(port -> port >= 1 && port <= 65_535);
    }

    /** A duration; digits alone are seconds, as in libpq. */
    private static Optional<Duration> timeout(String text) {
        boolean seconds = text.chars().allMatch(Character::isDigit);
        return DurationText.parse(seconds ? text + "s" : text).filter(length -> !length.isZero());
    }

    private Optional<Environment> environment(String database) {
        List<SchemaName> schemas = new ArrayList<>();
        for (Value value : values(Key.SCHEMAS)) {
            Optional<Identifier> in = identifier(value.database().orElse(database), value.origin());
            Optional<Identifier> schema = identifier(value.text(), value.origin());
            in.ifPresent(left -> schema.ifPresent(right -> schemas.add(new SchemaName(left, right))));
        }
        List<Identifier> clusters = values(Key.CLUSTERS).stream()
                .flatMap(value -> identifier(value.text(), value.origin()).stream())
                .toList();
        String suffix = reader.value(Key.SUFFIX).map(Value::text).orElse(Environment.DEFAULT_SUFFIX);
        Origin origin = reader.value(Key.DATABASE).map(Value::origin).orElse(Origin.DEFAULT);
        Optional<Identifier> in = identifier(database, origin);
        return identifier(environment.name(), Origin.option("--env"))
                .flatMap(own -> in.map(where -> new Environment(own, where, schemas, clusters, suffix)));
    }

    private Optional<Identifier> identifier(String text, Origin origin) {
        if (text.isEmpty() || text.indexOf('\0') >= 0) {
            problems.add("a name is empty or contains a NUL character", origin, "Correct the name.");
            return Optional.empty();
        }
        return Optional.of(Identifier.of(text));
    }

    /** A path in a file is relative to that file. Any other path is relative to the working directory. */
    private Optional<Path> path(Value value) {
        return value.path(value.origin().line().isPresent() ? base : request.directory(), problems);
    }

    private Settings.Origins origins(Environment in, ConnectionSettings connection, Path project) {
        SettingOrigins origins = new SettingOrigins(weakestFirst, values, perObject, request.variables());
        return new Settings.Origins(
                origins.written(in, connection, problems.show(project), key -> isInForce(key, connection)),
                origins.named(),
                environment.onlyDbt(),
                missing.stream().distinct().findFirst());
    }

    /** A search path of dbt can lead from staged models to live objects, so it is reported without being asked for. */
    private List<String> notes() {
        return Optional.ofNullable(environment.onlyDbt().get("search_path"))
                .map(origin -> "Only dbt uses the search_path of its profile (" + origin.text()
                        + "). It does not change when dbt builds the staged side.")
                .stream()
                .toList();
    }
}
