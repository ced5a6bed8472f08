package dev.verdigris.cli.launch;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.command.VerdigrisCli;
import dev.verdigris.cli.output.Surroundings;

/**
 * Plays typical starts once while the JVM records which classes they load, so that later starts find them in the
 * archive: see {@code docs/performance.md}. It changes nothing and connects to nothing but a closed port of its own host.
 */
public final class Rehearsal {

    /** A port on which nothing listens, so that the driver is loaded and refused at once. */
    private static final String NOWHERE = "postgres://nobody@127.0.0.1:1/none?sslmode=disable";

    private Rehearsal() {}

    /** Plays them; prints nothing. */
    public static void main(String[] args) {
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        Surroundings surroundings = new Surroundings(
                InputStream.nullInputStream(),
                nowhere,
                nowhere,
                Set.of(),
                Map.of("VERDIGRIS_URL", NOWHERE, "VERDIGRIS_SCHEMAS", "public", "VERDIGRIS_CLUSTERS", "quickstart"),
                Path.of("/"),
                Optional.empty());
        List<String[]> calls = List.of(
                new String[] {"--version"},
                new String[] {"promote", "--help"},
                new String[] {"promote", "--config", "/nowhere/verdigris.yml"},
                new String[] {"explain", "--output", "json"},
                new String[] {"promte"});
        VerdigrisCli cli = new VerdigrisCli(surroundings);
        calls.forEach(cli::run);
    }
}
