package dev.verdigris.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

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
        // A configuration that is surely there, so that reading one is rehearsed too.
        String configuration = System.getProperty(Main.HOME, "") + "/examples/auction/verdigris.yml";
        List<List<String>> calls = List.of(
                List.of("--version"),
                List.of("promote", "--help"),
                List.of("promote"),
                List.of("promote", "--config", configuration, "--env", "nope"),
                List.of("status", "--config", configuration, "--url", NOWHERE),
                List.of("status", "--config", configuration, "--url", NOWHERE, "--output", "json"),
                List.of("explain", "--output", "json"),
                List.of("promte"));
        calls.forEach(call -> Main.run(nowhere, nowhere, call.toArray(String[]::new)));
    }
}
