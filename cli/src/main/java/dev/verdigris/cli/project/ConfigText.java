package dev.verdigris.cli.project;

import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.verdigris.cli.output.JsonText;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.connection.Tls;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The text of a {@code verdigris.yml}. It never has a password. */
final class ConfigText {

    /** The name of the file. */
    static final String FILE = "verdigris.yml";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    /** Words that YAML reads as values of another type. */
    private static final Set<String> VALUES = Set.of("true", "false", "null", "yes", "no", "on", "off", "y", "n");

    private ConfigText() {}

    /**
     * The file of one environment on one server. It names the database apart from the address, because another address
     * may have another one. A default database that nobody has named may be that of the address.
     *
     * @param namesDatabase whether the database was chosen by its name
     */
    static String of(Environment environment, ConnectionSettings server, boolean namesDatabase) {
        String name = word(environment.name().value());
        String key = quoted(environment.name().value());
        String suffix = environment.suffix().equals(Environment.DEFAULT_SUFFIX)
                ? ""
                : "    suffix: " + word(environment.suffix()) + "\n";
        return """
                # What goes live together. docs/configuration.md of Verdigris lists all settings.
                default_environment: %s
                connection:
                  # VERDIGRIS_URL or --url replaces this address. The password comes from VERDIGRIS_PASSWORD.
                  url: %s
                environments:
                  %s:
                %s    %s
                    %s
                """.formatted(
                                name,
                                url(server),
                                key,
                                namesDatabase || !isDefault(environment.database())
                                        ? "    " + database(environment) + "\n"
                                        : "",
                                schemas(environment),
                                clusters(environment))
                + suffix;
    }

    private static boolean isDefault(Identifier database) {
        return database.value().equals(ConnectionSettings.DEFAULT_DATABASE);
    }

    /** The line that names the database. */
    static String database(Environment environment) {
        return "database: " + word(environment.database().value());
    }

    /** The line that lists the schemas. */
    static String schemas(Environment environment) {
        return "schemas: "
                + list(environment.schemas().stream()
                        .map(schema -> schema(schema, environment.database()))
                        .toList());
    }

    /** The line that lists the clusters. */
    static String clusters(Environment environment) {
        return "clusters: "
                + list(environment.clusters().stream()
                        .map(cluster -> word(cluster.value()))
                        .toList());
    }

    private static String list(List<String> items) {
        return items.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private static String schema(SchemaName name, Identifier database) {
        String schema = word(name.schema().value());
        return name.database().equals(database)
                ? schema
                : "{database: " + word(name.database().value()) + ", schema: " + schema + "}";
    }

    /** A text in YAML. A reference to a variable in it stays a text. */
    static String word(String text) {
        return quoted(text.replace("${", "$${"));
    }

    private static String quoted(String text) {
        boolean plain = PLAIN.matcher(text).matches() && !VALUES.contains(text.toLowerCase(Locale.ROOT));
        return plain ? text : JsonText.line(text);
    }

    private static String url(ConnectionSettings server) {
        String host = server.host().contains(":") ? "[" + server.host() + "]" : server.host();
        return "postgres://" + encoded(server.user()) + "@" + host + ":" + server.port() + "/"
                + encoded(server.database()) + tls(server);
    }

    /** The encryption, with the paths of the files of certificates and keys. */
    private static String tls(ConnectionSettings server) {
        Tls tls = server.tls();
        List<String> parameters = new ArrayList<>();
        if (!tls.equals(Tls.PREFERRED)) {
            parameters.add("sslmode=" + tls.mode().word());
        }
        tls.rootCertificate().ifPresent(file -> parameters.add("sslrootcert=" + encoded(file.toString())));
        for (String file : List.of("sslcert", "sslkey")) {
            Optional.ofNullable(server.properties().get(file))
                    .ifPresent(path -> parameters.add(file + "=" + encoded(path)));
        }
        return parameters.isEmpty() ? "" : "?" + String.join("&", parameters);
    }

    /** A part of a URL. */
    static String encoded(String part) {
        return URLEncoder.encode(part, UTF_8).replace("+", "%20");
    }
}
