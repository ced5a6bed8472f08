package dev.verdigris.e2e.docs;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.command.VerdigrisCli;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Runs the transcripts of pages in the directory that their files make, and compares what each command prints. With
 * {@code -Dapprove=true} the answers are written into the pages, and the run fails.
 */
final class CommandPagesTest {

    @TempDir
    private Path directory;

    private final Map<String, String> variables = new HashMap<>();
    private int exit;
    private int port;
    private Optional<Sandbox> sandbox = Optional.empty();

    /** A port at which nothing listens, until a page starts the sandbox. */
    @BeforeEach
    void reserve() throws IOException {
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
    }

    @AfterEach
    void stop() {
        sandbox.ifPresent(Sandbox::close);
    }

    @ParameterizedTest
    @ValueSource(strings = {"validate.md", "doctor.md"})
    void everyCommandPrintsWhatItsPageShows(String name) throws IOException {
        CommandPage page = CommandPage.read(name);
        List<String> shown = new ArrayList<>();
        List<String> printed = new ArrayList<>();
        for (CommandPage.Part part : page.parts()) {
            switch (part) {
                case CommandPage.Written written -> write(written);
                case CommandPage.Transcript transcript -> {
                    shown.add(transcript.shown());
                    StringBuilder text = new StringBuilder();
                    for (String command : transcript.commands()) {
                        text.append("$ ").append(command).append('\n').append(run(command));
                    }
                    printed.add(text.toString());
                }
            }
        }
        assertThat(shown).hasSizeGreaterThan(1);
        if (Boolean.getBoolean("approve")) {
            page.approve(printed);
        }
        assertThat(printed).isEqualTo(shown);
        assertThat(Boolean.getBoolean("approve"))
                .as("approved; read what has changed")
                .isFalse();
    }

    private void write(CommandPage.Written written) throws IOException {
        Path file = directory.resolve(written.path());
        Files.createDirectories(file.getParent());
        Files.writeString(file, written.content());
    }

    /** What one line prints: of the shell, only setting a variable and the last exit code are known here. */
    private String run(String command) {
        if (command.equals("verdigris sandbox > sandbox.log &")) {
            started();
            return "";
        }
        if (command.contains(" > ")) {
            run(command.substring(0, command.indexOf(" > ")));
            return "";
        }
        List<String> words = List.of(command.replace(":6875", ":" + port).split(" "));
        return switch (words.getFirst()) {
            case "verdigris" -> verdigris(words.subList(1, words.size()));
            case "echo" -> exit + "\n";
            case "export" -> {
                String[] sides = words.get(1).split("=", 2);
                variables.put(sides[0], sides[1]);
                yield "";
            }
            default -> throw new AssertionError("the test cannot run: " + command);
        };
    }

    private String verdigris(List<String> arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
        exit = new VerdigrisCli(new ProcessContext(
                        new ByteArrayInputStream(new byte[0]),
                        both,
                        both,
                        Set.of(),
                        variables,
                        directory,
                        Optional.empty(),
                        Optional::empty))
                .run(arguments.toArray(String[]::new));
        return shown(out.toString(StandardCharsets.UTF_8));
    }

    private void started() {
        try {
            Sandbox running = Sandbox.start(SandboxConfig.defaults());
            sandbox = Optional.of(running);
            variables.replaceAll((name, value) -> value.replace(":" + port, ":" + running.port()));
            port = running.port();
        } catch (SandboxStartException failed) {
            throw new AssertionError(failed);
        }
    }

    /** The text with the port of the page, and without what differs between machines. */
    private String shown(String text) {
        return text.replace(":" + port, ":6875")
                .replaceAll("Verdigris \\S+, Java \\S+, \\S+ \\S+\n", "Verdigris 1.0.0, Java 25, Linux amd64\n")
                .replaceAll("\\d+\\.\\d ms per round trip", "0.4 ms per round trip");
    }
}
