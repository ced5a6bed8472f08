package dev.verdigris.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.verdigris.engine.connection.ConnectionSettings;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** A setting of the connection stays in force if no stronger place names it: every setting, every pair of places. */
final class SettingsInForceTest {

    private static final String SERVER = "postgres://ci@mz.example.com/db";

    @TempDir
    Path directory;

    /** A setting, a value that differs from the default, another one, and the value that the connection uses. */
    private record Setting(Key key, String value, String other, Function<ConnectionSettings, String> inForce) {

        String parameter() {
            return key.path().substring("connection.".length());
        }
    }

    private static final List<Setting> SETTINGS = List.of(
            new Setting(
                    Key.SSLMODE, "require", "verify-full", c -> c.tls().mode().word()),
            new Setting(
                    Key.SSLROOTCERT,
                    "/certs/root.pem",
                    "/certs/other.pem",
                    c -> c.tls().rootCertificate().map(Path::toString).orElse("none")),
            new Setting(
                    Key.CONNECT_TIMEOUT,
                    "7",
                    "9",
                    c -> String.valueOf(c.connectTimeout().toSeconds())));

    /** The places from the weakest to the strongest, each with a key of its own or with a URL. */
    private enum Place {
        SHARED,
        ENVIRONMENT,
        VARIABLE,
        OPTION
    }

    /** What is written in one run. */
    private static final class Written {
        private final StringBuilder shared = new StringBuilder();
        private final StringBuilder own = new StringBuilder();
        private final Map<String, String> variables = new HashMap<>();
        private final Map<Key, List<String>> options = new EnumMap<>(Key.class);

        /** Writes URLs as references to variables, where a place knows references. */
        private final boolean byReference;

        Written(boolean byReference) {
            this.byReference = byReference;
        }

        void write(Place place, Key key, String value) {
            String name = "URL_OF_" + place;
            boolean reference = byReference && key == Key.URL;
            if (reference) {
                variables.put(name, value);
            }
            String written = reference ? "${" + name + "}" : value;
            String line = key.path().substring("connection.".length()) + ": \"" + written + "\"\n";
            switch (place) {
                case SHARED -> shared.append("  ").append(line);
                case ENVIRONMENT -> own.append("      ").append(line);
                case VARIABLE -> variables.put(key.variable(), value);
                case OPTION -> options.put(key, List.of(value));
            }
        }

        ConnectionSettings read(Path directory) throws IOException {
            String file = (shared.isEmpty() ? "" : "connection:\n" + shared) + "environments:\n  prod:\n"
                    + (own.isEmpty() ? "" : "    connection:\n" + own) + "    schemas: [public]\n";
            Files.writeString(directory.resolve("verdigris.yml"), file);
            return new SettingsRequest(directory, variables, Optional.empty(), Optional.empty(), options)
                    .resolve()
                    .connection();
        }
    }

    @TestFactory
    Stream<DynamicTest> aUrlThatDoesNotNameASettingLeavesItInForce() {
        List<DynamicTest> tests = new ArrayList<>();
        for (Setting setting : SETTINGS) {
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
