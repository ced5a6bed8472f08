package dev.verdigris.sandbox.postgres;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * A separate Java process that runs one server until its standard input ends. Arguments: the cache directory or an
 * empty text for the default one, and the data directory of a persistent server.
 */
final class LauncherMain {

    private LauncherMain() {}

    public static void main(String[] arguments) throws Exception {
        Optional<Path> data = arguments.length > 1 ? Optional.of(Path.of(arguments[1])) : Optional.empty();
        Path cache = arguments[0].isEmpty() ? CacheDirectory.preferred(System.getenv()) : Path.of(arguments[0]);
        try (EmbeddedPostgres postgres = EmbeddedPostgres.start(new PostgresConfig(data, cache, 20, Map.of()))) {
            System.out.println("READY");
            System.out.println(postgres.socket());
            System.out.println(postgres.dataDirectory());
            System.out.println(postgres.process().pid());
            System.out.println(postgres.password());
            var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                System.out.println("ignored " + line);
            }
        } catch (PostgresStartException e) {
            System.out.println("REFUSED " + e.getMessage());
        }
    }
}
