package dev.verdigris.cli.advice;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A configuration file.
 *
 * @param server where it connects
 * @param database the database of the schemas
 * @param environment the name of its environment
 * @param schemas the live schemas
 * @param clusters the live clusters
 * @param suffix the suffix
 */
record Configuration(
        Server server,
        String database,
        String environment,
        List<String> schemas,
        List<String> clusters,
        String suffix) {

    /** The server and the way to log in. */
    record Server(String host, String port, String user, String sslmode) {}

    Configuration withServer(Server other) {
        return new Configuration(other, database, environment, schemas, clusters, suffix);
    }

    Configuration withUser(String user) {
        return withServer(new Server(server.host(), server.port(), user, server.sslmode()));
    }

    Configuration withDatabase(String other) {
        return new Configuration(server, other, environment, schemas, clusters, suffix);
    }

    Configuration withEnvironment(String other) {
        return new Configuration(server, database, other, schemas, clusters, suffix);
    }

    Configuration withSchemas(List<String> other) {
        return new Configuration(server, database, environment, other, clusters, suffix);
    }

    Configuration withClusters(List<String> other) {
        return new Configuration(server, database, environment, schemas, other, suffix);
    }

    Configuration withSuffix(String other) {
        return new Configuration(server, database, environment, schemas, clusters, other);
    }

    /** The file. */
    String text() {
        return """
                connection: {host: %s, port: %s, user: %s, sslmode: %s}
                environments:
                  %s:
                    database: %s
                    schemas: %s
                    clusters: %s
                    suffix: %s
                    await: {hold: 0s, timeout: 20s}
                """.formatted(
                        server.host(),
                        server.port(),
                        quoted(server.user()),
                        server.sslmode(),
                        quoted(environment),
                        quoted(database),
                        list(schemas),
                        list(clusters),
                        quoted(suffix));
    }

    private static String list(List<String> names) {
        return names.stream().map(Configuration::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "''") + "'";
    }
}
