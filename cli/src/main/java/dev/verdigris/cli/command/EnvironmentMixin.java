package dev.verdigris.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.ConfigSource;
import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.guard.Messages;
import picocli.CommandLine.Option;

/** Options of every verb: which environment on which server. There is none for a password: see VERDIGRIS_PASSWORD. */
final class EnvironmentMixin {

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME",
            order = 50,
            description = "The environment. Default: default_environment, or the only one there is.")
    private Optional<String> environment = Optional.empty();

    @Option(
            names = "--config",
            paramLabel = "FILE",
            order = 51,
            description = "A verdigris.yml or dbt_project.yml. Default: the nearest one here or above.")
    private Optional<Path> config = Optional.empty();

    @Option(
            names = "--url",
            paramLabel = "URL",
            order = 60,
            description = "Server: postgres://USER@HOST:PORT/DATABASE.")
    private Optional<String> url = Optional.empty();

    @Option(names = "--host", paramLabel = "HOST", order = 61, description = "Server's host.")
    private Optional<String> host = Optional.empty();

    @Option(names = "--port", paramLabel = "PORT", order = 62, description = "Server's port. Default: 6875.")
    private Optional<String> port = Optional.empty();

    @Option(
            names = "--user",
            paramLabel = "ROLE",
            order = 63,
            description = "Role to act as. Its password is read from VERDIGRIS_PASSWORD, never from an option.")
    private Optional<String> user = Optional.empty();

    @Option(names = "--sslmode", paramLabel = "MODE", order = 64, description = "As in libpq: disable to verify-full.")
    private Optional<String> sslmode = Optional.empty();

    @Option(names = "--database", paramLabel = "NAME", order = 65, description = "Database of the schemas.")
    private Optional<String> database = Optional.empty();

    @Option(names = "--schema", paramLabel = "NAME", order = 66, description = "A schema to release. Repeatable.")
    private List<String> schemas = new ArrayList<>();

    @Option(names = "--cluster", paramLabel = "NAME", order = 67, description = "A cluster to release. Repeatable.")
    private List<String> clusters = new ArrayList<>();

    @Option(names = "--suffix", paramLabel = "TEXT", order = 68, description = "Suffix of staged names: _dbt_deploy.")
    private Optional<String> suffix = Optional.empty();

    /** The options that were given, except the environment itself, as they would be typed again. */
    String asTyped() {
        StringBuilder words = new StringBuilder();
        add(words, "--config", config.map(Path::toString).stream().toList());
        add(words, "--url", url.stream().toList());
        add(words, "--host", host.stream().toList());
        add(words, "--port", port.stream().toList());
        add(words, "--user", user.stream().toList());
        add(words, "--sslmode", sslmode.stream().toList());
        add(words, "--database", database.stream().toList());
        add(words, "--schema", schemas);
        add(words, "--cluster", clusters);
        add(words, "--suffix", suffix.stream().toList());
        return words.toString();
    }

    private static void add(StringBuilder words, String option, List<String> values) {
        values.forEach(value -> words.append(' ').append(option).append(' ').append(Messages.shellWord(value)));
    }

    /** What the settings' resolver needs; {@code more} are the values of options that other mixins hold. */
    SettingsRequest request(ProcessContext context, Map<Key, List<String>> more) {
        Map<Key, List<String>> given = new EnumMap<>(Key.class);
        given.putAll(more);
        given.put(Key.URL, url.stream().toList());
        given.put(Key.HOST, host.stream().toList());
        given.put(Key.PORT, port.stream().toList());
        given.put(Key.USER, user.stream().toList());
        given.put(Key.SSLMODE, sslmode.stream().toList());
        given.put(Key.DATABASE, database.stream().toList());
        given.put(Key.SCHEMAS, List.copyOf(schemas));
        given.put(Key.CLUSTERS, List.copyOf(clusters));
        given.put(Key.SUFFIX, suffix.stream().toList());
        return new SettingsRequest(
                context.directory(), context.variables(), config, environment, ConfigSource.ofOptions(given));
    }
}
