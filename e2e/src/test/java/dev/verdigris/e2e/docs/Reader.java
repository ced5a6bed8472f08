package dev.verdigris.e2e.docs;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.verdigris.cli.builder.UnusableCommand;
import dev.verdigris.cli.builder.Words;
import dev.verdigris.cli.command.VerdigrisCli;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.sandbox.Sandbox;

import static org.junit.jupiter.api.Assumptions.abort;

/**
 * A reader who types the commands of a page one after the other: in one directory, with one set of variables, and with
 * the sandbox as the server. A plain call of {@code verdigris} runs within the test, because a JVM for each would take
 * too long. All other lines run in bash, where {@code verdigris} is a program of its own.
 */
final class Reader {

    private static final Pattern EXPORT = Pattern.compile("export (\\w+)=(\\S*)");
    private static final Pattern UNSET = Pattern.compile("unset (\\w+)");
    private static final Pattern CHANGE_DIRECTORY = Pattern.compile("cd (\\S+)");
    private static final Pattern PIPED = Pattern.compile("(verdigris [^|]+?) 2>/dev/null \\| ([^|]+)");
    private static final String OUR_COMMAND = "verdigris ";
    private static final String SANDBOX = "verdigris sandbox";
    private static final String LAST_LINE_OF_SANDBOX = "superuser";

    /** The address that the pages have. The sandbox of the test has another port. */
    private static final String SHOWN_ADDRESS = "127.0.0.1:6875";

    private final Map<String, String> variables = new HashMap<>();
    private final Path home;
    private final String address;
    private Path directory;

    Reader(Path home, Sandbox sandbox) throws IOException {
        this.home = home;
        this.directory = home;
        address = sandbox.host() + ":" + sandbox.port();
        variables.put("PATH", programs() + ":" + System.getenv("PATH"));
        variables.put("HOME", home.toString());
        variables.put("LC_ALL", "C.UTF-8");
        variables.put("VERDIGRIS_URL", "postgres://materialize@" + address + "/materialize");
        variables.put("PGOPTIONS", "--welcome_message=off");
    }

    /**
     * How a command ended.
     *
     * @param exit its exit code
     * @param output what a terminal would show, with the address that the pages have
     */
    record Ended(int exit, String output) {}

    /** Runs one command. */
    Ended type(String shown) throws IOException {
        String line = shown.replace(SHOWN_ADDRESS, address);
        var export = EXPORT.matcher(line);
        if (export.matches()) {
            variables.put(export.group(1), export.group(2));
            return new Ended(0, "");
        }
        var unset = UNSET.matcher(line);
        if (unset.matches()) {
            variables.remove(unset.group(1));
            return new Ended(0, "");
        }
        var change = CHANGE_DIRECTORY.matcher(line);
        if (change.matches()) {
            directory = directory.resolve(change.group(1)).normalize();
            return new Ended(Files.isDirectory(directory) ? 0 : 1, "");
        }
        if (line.equals(SANDBOX)) {
            return sandboxUntilCtrlC();
        }
        if (line.startsWith(OUR_COMMAND)) {
            var piped = PIPED.matcher(line);
            String plain = piped.matches() ? piped.group(1) : line;
            try {
                List<String> arguments = Words.of(plain.substring(OUR_COMMAND.length()));
                return piped.matches() ? piped(arguments, piped.group(2)) : verdigris(arguments);
            } catch (UnusableCommand forAShell) {
                return bash(line);
            }
        }
        return bash(line);
    }

    /** Runs SQL in psql. */
    Ended sql(String statements) throws IOException {
        Files.writeString(home.resolve("statements.sql"), statements);
        return bash("psql -X -v ON_ERROR_STOP=1 \"$VERDIGRIS_URL\" -f '" + home.resolve("statements.sql")
                + "' 2>&1 | sed -E 's/^psql:[^ ]+: //'; exit ${PIPESTATUS[0]}");
    }

    /** Writes a file of the project. A port in it becomes that of the sandbox. */
    void write(String path, String content) throws IOException {
        Path file = directory.resolve(path);
        Files.createDirectories(file.getParent());
        String port = address.substring(address.indexOf(':') + 1);
        Files.writeString(file, content.replace(SHOWN_ADDRESS, address).replace("port: 6875", "port: " + port));
    }

    /** Another server than that of the test, at any port, until it has said how to connect. */
    private Ended sandboxUntilCtrlC() {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        Thread running = Thread.ofPlatform().start(() -> verdigris(List.of("sandbox", "--port", "0"), output));
        try {
            while (running.isAlive() && !output.toString(StandardCharsets.UTF_8).contains(LAST_LINE_OF_SANDBOX)) {
                running.join(Duration.ofMillis(20));
            }
            running.interrupt();
            running.join();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
        return new Ended(0, output.toString(StandardCharsets.UTF_8));
    }

    /** The results go through a pipe, and the progress goes nowhere. As in bash, the last command has the exit code. */
    private Ended piped(List<String> arguments, String filter) throws IOException {
        ByteArrayOutputStream results = new ByteArrayOutputStream();
        verdigris(arguments, results, OutputStream.nullOutputStream());
        Path file = Files.write(home.resolve("results"), results.toByteArray());
        return bash(filter, file);
    }

    private Ended verdigris(List<String> arguments) {
        return verdigris(arguments, new ByteArrayOutputStream());
    }

    private Ended verdigris(List<String> arguments, ByteArrayOutputStream output) {
        return verdigris(arguments, output, output);
    }

    private Ended verdigris(List<String> arguments, ByteArrayOutputStream output, OutputStream progress) {
        PrintStream out = new PrintStream(output, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(progress, true, StandardCharsets.UTF_8);
        int exit = new VerdigrisCli(new ProcessContext(
                        InputStream.nullInputStream(),
                        out,
                        progress == output ? out : err,
                        Set.of(),
                        variables,
                        directory,
                        Optional.empty(),
                        Optional::empty))
                .run(arguments.toArray(String[]::new));
        return new Ended(exit, shown(output.toString(StandardCharsets.UTF_8)));
    }

    private Ended bash(String line) throws IOException {
        return bash(line, Path.of("/dev/null"));
    }

    private Ended bash(String line, Path input) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("bash", "-c", line)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectInput(input.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            int exit = process.waitFor();
            return exit == 127 && output.contains("psql")
                    ? abort("psql is not installed")
                    : new Ended(exit, shown(output));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    private String shown(String output) {
        return output.replace(address, SHOWN_ADDRESS).replace(home.toString(), "~");
    }

    /** A directory with the program {@code verdigris}, which has the classes of this test. */
    private Path programs() throws IOException {
        Path programs = Files.createDirectories(home.resolve(".programs"));
        Path launcher = programs.resolve("verdigris");
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        Files.writeString(
                launcher,
                List.of(
                                "#!/bin/sh",
                                "exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' dev.verdigris.cli.Main \"$@\""
                                        .formatted(java, System.getProperty("java.class.path")),
                                "")
                        .stream()
                        .collect(Collectors.joining("\n")));
        if (!launcher.toFile().setExecutable(true)) {
            throw new IOException("cannot make " + launcher + " executable");
        }
        return programs;
    }
}
