package dev.verdigris.e2e.dist;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One way to start an installation.
 *
 * @param command the words that start it
 * @param directory an empty directory, in which it runs
 * @param example the example of the auction house in the installation
 * @param variables all variables of its environment
 * @param root the root directory that the installation sees
 */
record Installed(List<String> command, Path directory, String example, Map<String, String> variables, Path root) {

    private static final Pattern URL = Pattern.compile("postgres://[^ '\"]+");
    private static final int LIMIT_MINUTES = 10;

    /** One that sees the root directory of the machine. */
    Installed(List<String> command, Path directory, String example, Map<String, String> variables) {
        this(command, directory, example, variables, Path.of("/"));
    }

    /** The environment of a user who has no Java on PATH and no settings. */
    static Map<String, String> withoutJava(Path home) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        for (String directory : List.of("/usr/bin", "/bin")) {
            try (Stream<Path> programs = Files.list(Path.of(directory))) {
                for (Path program : programs.toList()) {
                    String name = program.getFileName().toString();
                    Path link = bin.resolve(name);
                    if (!name.startsWith("java") && !Files.exists(link, LinkOption.NOFOLLOW_LINKS)) {
                        Files.createSymbolicLink(link, program);
                    }
                }
            }
        }
        return Map.of("PATH", bin.toString(), "HOME", home.toString(), "LC_ALL", "C.UTF-8");
    }

    /** The same with a further variable. */
    Installed with(String variable, String value) {
        Map<String, String> more = new HashMap<>(variables);
        more.put(variable, value);
        return new Installed(command, directory, example, Map.copyOf(more), root);
    }

    private Process start(List<String> arguments) throws IOException {
        List<String> words = new ArrayList<>(command);
        words.addAll(arguments);
        ProcessBuilder builder =
                new ProcessBuilder(words).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(variables);
        builder.redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
        return builder.start();
    }

    /** Runs a command, demands that it succeeds, and returns all that it wrote. */
    String run(String... arguments) throws IOException, InterruptedException {
        Process process = start(List.of(arguments));
        try (InputStream out = process.getInputStream()) {
            String text = new String(out.readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue())
                    .as("verdigris %s%n%s", String.join(" ", arguments), text)
                    .isZero();
            return text;
        }
    }

    /** Plays the demo, and deploys the example of the auction house on a sandbox of the installation. */
    void demandThatItWorks() throws Exception {
        assertThat(run("--version")).matches("verdigris \\d+\\.\\d+\\.\\d+\\S*\n");
        assertThat(run("demo", "--reads", "1")).contains("No reader noticed.");
        Process sandbox = start(List.of("sandbox", "--port", "0"));
        try (BufferedReader out = sandbox.inputReader(StandardCharsets.UTF_8)) {
            String url = url(out);
            AuctionBase.create(url, root.resolve(example.substring(1)));
            Installed user = with("VERDIGRIS_URL", url);
            String config = example + "/verdigris.yml";
            assertThat(user.run("deploy", "--config", config)).contains("promoted");
            assertThat(user.run("status", "--config", config)).contains("promoted");
        } finally {
            sandbox.destroy();
            assertThat(sandbox.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES))
                    .as("the sandbox ends")
                    .isTrue();
        }
    }

    /** Demands that a start takes the classes of the program from the archive of classes in the installation. */
    void demandThatTheArchiveOfClassesIsRead() throws Exception {
        assertThat(with("VERDIGRIS_JAVA_OPTS", "-Xlog:class+load")
                        .run("--version")
                        .lines())
                .anyMatch(line -> line.contains("dev.verdigris.cli.Main source: shared objects file"));
    }

    private static String url(BufferedReader out) throws IOException {
        StringBuilder said = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            said.append(line).append('\n');
            Matcher url = URL.matcher(line);
            if (url.find()) {
                return url.group();
            }
        }
        throw new AssertionError("the sandbox ended before it named its address:\n" + said);
    }
}
