package dev.verdigris.cli.option;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.output.CommandText;
import dev.verdigris.cli.output.CommandText.Given;
import dev.verdigris.cli.output.FixText;
import dev.verdigris.cli.output.ProcessContext;
import picocli.CommandLine.Option;

/** Options of every verb: the environment and its server. There is no option for a password: see VERDIGRIS_PASSWORD. */
public final class EnvironmentMixin {

    @Option(
            names = {"-e", "--env"},
            paramLabel = "NAME",
            order = 50,
            description = "The environment. Default: default_environment, or the only environment.")
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
            description = "Role of the session. Its password is read from VERDIGRIS_PASSWORD, never from an option.")
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

    @Option(
            names = "--statement-timeout",
            paramLabel = "TIME",
            order = 69,
            description = "Longest wait for each answer of the server. Default: ${bundle:default-statement-timeout}.")
    private Optional<String> statementTimeout = Optional.empty();

    /**
     * A writer of fixes whose commands repeat the given options, except the environment itself, which every command
     * names.
     *
     * @param more the values of options of other mixins
     */
    public FixText fixText(Map<Key, List<String>> more) {
        List<Given> server = new ArrayList<>();
        config.ifPresent(file -> server.add(new Given("--config", file.toString())));
        url.ifPresent(value -> server.add(new Given("--url", value)));
        host.ifPresent(value -> server.add(new Given("--host", value)));
        port.ifPresent(value -> server.add(new Given("--port", value)));
        user.ifPresent(value -> server.add(new Given("--user", value)));
        sslmode.ifPresent(value -> server.add(new Given("--sslmode", value)));
        database.ifPresent(value -> server.add(new Given("--database", value)));
        schemas.forEach(value -> server.add(new Given("--schema", value)));
        clusters.forEach(value -> server.add(new Given("--cluster", value)));
        suffix.ifPresent(value -> server.add(new Given("--suffix", value)));
        statementTimeout.ifPresent(value -> server.add(new Given("--statement-timeout", value)));
        List<Given> project = more.getOrDefault(Key.PROJECT, List.of()).stream()
                .map(directory -> new Given("--project", directory))
                .toList();
        return new FixText(new CommandText(server, project));
    }

    /** The request for the settings; {@code more} are the values of options of other mixins. */
    public SettingsRequest request(ProcessContext context, Map<Key, List<String>> more) {
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
        given.put(Key.STATEMENT_TIMEOUT, statementTimeout.stream().toList());
        return new SettingsRequest(context.directory(), context.variables(), config, environment, given);
    }
}
