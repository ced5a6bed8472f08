package dev.verdigris.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Secret;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** C39: a setting stays in force if no stronger place names it: every setting, every pair of places. */
final class SettingsInForceTest {

    /** Consents, ways of sinks and exemptions add up: those of all places are in force. */
    private static final Set<Key> ADDED_UP = EnumSet.of(Key.ACCEPT, Key.SINKS, Key.READY_EXEMPT);

    private static final String SERVER = "postgres://ci@mz.example.com/db";

    @TempDir
    Path directory;

    /** A setting, a value that differs from the default, another one, and the value that is in force. */
    private record Setting(Key key, String value, String other, Function<Settings, String> inForce) {

        static Setting ofConnection(Key key, String value, String other, Function<ConnectionSettings, String> inForce) {
            return new Setting(key, value, other, settings -> inForce.apply(settings.connection()));
        }

        static Setting ofPolicy(Key key, String value, String other, Function<ReadinessPolicy, String> inForce) {
            return new Setting(
                    key,
                    value,
                    other,
                    settings -> inForce.apply(settings.readiness().policy()));
        }

        String parameter() {
            return key.path().substring("connection.".length());
        }
    }

    /** The settings that a URL can name. */
    private static final List<Setting> OF_URLS = List.of(
            Setting.ofConnection(
                    Key.SSLMODE, "require", "verify-full", c -> c.tls().mode().word()),
            Setting.ofConnection(
                    Key.SSLROOTCERT,
                    "/certs/root.pem",
                    "/certs/other.pem",
                    c -> c.tls().rootCertificate().map(Path::toString).orElse("none")),
            Setting.ofConnection(
                    Key.SSLCERT,
                    "/certs/one.crt",
                    "/certs/two.crt",
                    c -> String.valueOf(c.properties().get("sslcert"))),
            Setting.ofConnection(
                    Key.SSLKEY,
                    "/certs/one.key",
                    "/certs/two.key",
                    c -> String.valueOf(c.properties().get("sslkey"))),
            Setting.ofConnection(
                    Key.CONNECT_TIMEOUT,
                    "7",
                    "9",
                    c -> String.valueOf(c.connectTimeout().toSeconds())));

    private static final List<Setting> OF_SERVERS = List.of(
            Setting.ofConnection(
                    Key.URL,
                    "postgres://ci@one.example.com/db",
                    "postgres://ci@two.example.com/db",
                    c -> "postgres://" + c.user() + "@" + c.host() + "/" + c.database()),
            Setting.ofConnection(Key.HOST, "one.example.com", "two.example.com", ConnectionSettings::host),
            Setting.ofConnection(Key.PORT, "7001", "7002", c -> String.valueOf(c.port())),
            Setting.ofConnection(Key.USER, "one", "two", ConnectionSettings::user),
            Setting.ofConnection(
                    Key.PASSWORD,
                    "first",
                    "second",
                    c -> c.password().map(Secret::reveal).orElse("none")));

    private static final List<Setting> OF_ENVIRONMENTS = List.of(
            new Setting(
                    Key.SCHEMAS,
                    "one",
                    "two",
                    s -> s.environment().schemas().getFirst().schema().value()),
            new Setting(
                    Key.CLUSTERS,
                    "one",
                    "two",
                    s -> s.environment().clusters().getFirst().value()),
            new Setting(Key.SUFFIX, "_one", "_two", s -> s.environment().suffix()),
            new Setting(
                    Key.DATABASE, "one", "two", s -> s.environment().database().value()),
            new Setting(Key.PROJECT, "/one", "/two", s -> s.project().toString()),
            new Setting(Key.BUILDER, "one run", "two run", s -> text(s.builder())),
            new Setting(
                    Key.STAGED_SIZE, "400cc", "800cc", s -> text(s.stagedSizes().all())),
            new Setting(Key.CHECK_CLUSTER, "one", "two", s -> text(s.checkCluster())),
            new Setting(Key.CHECK_COMMAND, "dbt test", "dbt test --fail-fast", s -> text(s.checkCommand())),
            new Setting(
                    Key.DIFF_KEYS,
                    "materialize.a.one=id",
                    "materialize.a.two=id",
                    s -> text(s.dataKeys().stream()
                            .findFirst()
                            .map(key -> key.relation() + "=" + key.columns().get(0)))),
            new Setting(Key.HISTORY, "1", "2", s -> text(s.limits().history())),
            new Setting(
                    Key.DEPLOYMENT_ID,
                    "one",
                    "two",
                    s -> text(s.deployer().anyId().map(DeploymentId::value))),
            new Setting(
                    Key.COMMIT,
                    "one",
                    "two",
                    s -> text(s.deployer().provenance().commit())),
            new Setting(
                    Key.TAG, "one", "two", s -> text(s.deployer().provenance().tag())),
            new Setting(
                    Key.RUN, "one", "two", s -> text(s.deployer().provenance().run())));

    private static final List<Setting> OF_LIMITS = List.of(
            new Setting(
                    Key.STATEMENT_TIMEOUT, "7s", "9s", s -> seconds(s.limits().statement())),
            new Setting(Key.SWAP_TIMEOUT, "7s", "9s", s -> seconds(s.limits().swap())),
            new Setting(Key.ROLLBACK_WINDOW, "7s", "9s", s -> seconds(s.limits().rollback())),
            new Setting(
                    Key.READY_TIMEOUT, "7s", "9s", s -> seconds(s.readiness().timeout())),
            new Setting(Key.READY_POLL, "7s", "9s", s -> seconds(s.readiness().poll())),
            Setting.ofPolicy(Key.READY_LAG, "7s", "9s", policy -> seconds(policy.maxLag())),
            Setting.ofPolicy(Key.READY_LAG_MARGIN, "7s", "9s", policy -> seconds(policy.lagMargin())),
            Setting.ofPolicy(Key.READY_HOLD, "7s", "9s", policy -> seconds(policy.stableFor())),
            Setting.ofPolicy(Key.READY_LONGEST_GAP, "7s", "9s", policy -> seconds(policy.longestGap())),
            Setting.ofPolicy(
                    Key.READY_REPLICAS,
                    "all",
                    "any",
                    policy -> policy.replicas().word()),
            Setting.ofPolicy(Key.READY_CRASHES, "7", "9", policy -> String.valueOf(policy.crashes())),
            Setting.ofPolicy(Key.READY_CRASH_WINDOW, "7s", "9s", policy -> seconds(policy.crashWindow())));

    private static final List<Setting> ALL = Stream.of(OF_URLS, OF_SERVERS, OF_ENVIRONMENTS, OF_LIMITS)
            .flatMap(List::stream)
            .toList();

    private static String seconds(Duration value) {
        return value.toSeconds() + "s";
    }

    private static String seconds(Optional<Duration> value) {
        return value.map(SettingsInForceTest::seconds).orElse("none");
    }

    private static String text(Optional<?> value) {
        return value.map(Object::toString).orElse("none");
    }

    /** The places from the weakest to the strongest, each with a key of its own or with a URL. */
    private enum Place {
        SHARED,
        ENVIRONMENT,
        VARIABLE,
        OPTION
    }

    /** What is written in one run. */
    private static final class Written {
        private final Map<Place, Map<Key, String>> places = new EnumMap<>(Place.class);
        private final Map<String, String> variables = new HashMap<>();

        /** Writes URLs as references to variables, where a place knows references. */
        private final boolean byReference;

        Written(boolean byReference) {
            this.byReference = byReference;
        }

        void write(Place place, Key key, String value) {
            places.computeIfAbsent(place, none -> new EnumMap<>(Key.class)).put(key, value);
        }

        /** The keys of a place in the file, those of a group together. A password is always a reference. */
        private String yaml(Place place, String indent) {
            Map<String, StringBuilder> groups = new TreeMap<>();
            places.getOrDefault(place, Map.of()).forEach((key, value) -> {
                boolean reference = key == Key.PASSWORD || byReference && key == Key.URL;
                if (reference) {
                    variables.put("REFERRED_" + key + place, value);
                }
                String text = "\"" + (reference ? "${REFERRED_" + key + place + "}" : value) + "\"";
                String[] path = key.path().split("\\.");
                groups.computeIfAbsent(path.length > 1 ? path[0] : "", none -> new StringBuilder())
                        .append(indent)
                        .append(path.length > 1 ? "  " : "")
                        .append(path[path.length - 1])
                        .append(": ")
                        .append(key.isList() ? "[" + text + "]" : text)
                        .append('\n');
            });
            StringBuilder all = new StringBuilder();
            groups.forEach((group, lines) ->
                    all.append(group.isEmpty() ? "" : indent + group + ":\n").append(lines));
            return all.toString();
        }

        Settings read(Path directory) throws IOException {
            String file = yaml(Place.SHARED, "") + "environments:\n  prod:\n" + yaml(Place.ENVIRONMENT, "    ");
            Files.writeString(directory.resolve("verdigris.yml"), file);
            places.getOrDefault(Place.VARIABLE, Map.of()).forEach((key, value) -> variables.put(key.variable(), value));
            Map<Key, List<String>> options = new EnumMap<>(Key.class);
            places.getOrDefault(Place.OPTION, Map.of()).forEach((key, value) -> options.put(key, List.of(value)));
            return new SettingsRequest(directory, variables, Optional.empty(), Optional.empty(), options).resolve();
        }
    }

    @Test
    void everySettingIsTested() {
        Set<Key> keys = EnumSet.copyOf(ADDED_UP);
        ALL.forEach(setting -> keys.add(setting.key()));
        assertThat(keys).isEqualTo(EnumSet.allOf(Key.class));
    }

    @TestFactory
    Stream<DynamicTest> aSettingStaysInForceUntilAStrongerPlaceNamesIt() {
        return ALL.stream()
                .flatMap(setting -> places(setting.key())
                        .flatMap(weak -> places(setting.key())
                                .filter(strong -> weak.compareTo(strong) < 0)
                                .map(strong -> DynamicTest.dynamicTest(
                                        setting.key() + " in " + weak + " and in " + strong,
                                        () -> stays(setting, weak, strong)))));
    }

    private static Stream<Place> places(Key key) {
        return Stream.of(Place.values())
                .filter(place -> place != Place.OPTION || key.option().isPresent());
    }

    private void stays(Setting setting, Place weak, Place strong) throws IOException {
        Written silent = withoutNaming(setting.key(), strong);
        silent.write(weak, setting.key(), setting.value());
        assertThat(setting.inForce().apply(silent.read(directory))).isEqualTo(setting.value());

        Written naming = withoutNaming(setting.key(), strong);
        naming.write(weak, setting.key(), setting.value());
        naming.write(strong, setting.key(), setting.other());
        assertThat(setting.inForce().apply(naming.read(directory))).isEqualTo(setting.other());
    }

    /** A place that names a server as far as that does not name the setting too. */
    private static Written withoutNaming(Key key, Place strong) {
        Written written = new Written(false);
        written.write(Place.ENVIRONMENT, key == Key.CLUSTERS ? Key.SCHEMAS : Key.CLUSTERS, "pair");
        switch (key) {
            case URL -> written.write(strong, Key.SSLMODE, "require");
            case HOST -> written.write(strong, Key.USER, "ci");
            case PORT -> {
                written.write(strong, Key.HOST, "mz.example.com");
                written.write(strong, Key.USER, "ci");
            }
            case USER -> written.write(strong, Key.URL, "postgres://mz.example.com/db");
            default -> written.write(strong, Key.URL, SERVER);
        }
        return written;
    }

    @TestFactory
    Stream<DynamicTest> aUrlThatDoesNotNameASettingLeavesItInForce() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Setting setting : OF_URLS) {
            for (Place weak : Place.values()) {
                for (Place strong : Place.values()) {
                    if (weak.compareTo(strong) < 0) {
                        for (boolean ofUrl : List.of(true, false)) {
                            tests.add(test(setting, weak, strong, ofUrl, true));
                            tests.add(test(setting, weak, strong, ofUrl, false));
                        }
                    }
                }
            }
        }
        return tests.stream();
    }

    private DynamicTest test(Setting setting, Place weak, Place strong, boolean ofUrl, boolean byReference) {
        String name = setting.parameter() + (ofUrl ? " of the URL" : "") + " in " + weak + ", URL in " + strong
                + (byReference ? " by reference" : "");
        return DynamicTest.dynamicTest(name, () -> {
            Written silent = written(setting, weak, ofUrl, byReference);
            silent.write(strong, Key.URL, SERVER);
            assertThat(setting.inForce().apply(silent.read(directory))).isEqualTo(setting.value());

            Written naming = written(setting, weak, ofUrl, byReference);
            naming.write(strong, Key.URL, SERVER + "?" + setting.parameter() + "=" + setting.other());
            assertThat(setting.inForce().apply(naming.read(directory))).isEqualTo(setting.other());
        });
    }

    private static Written written(Setting setting, Place place, boolean ofUrl, boolean byReference) {
        Written written = new Written(byReference);
        written.write(Place.ENVIRONMENT, Key.SCHEMAS, "public");
        if (ofUrl) {
            written.write(
                    place,
                    Key.URL,
                    "postgres://old@old.example.com/old?" + setting.parameter() + "=" + setting.value());
        } else {
            written.write(place, setting.key(), setting.value());
        }
        return written;
    }
}
