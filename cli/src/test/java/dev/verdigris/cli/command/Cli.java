package dev.verdigris.cli.command;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.cli.output.ProcessContext;

import static org.assertj.core.api.Assertions.assertThat;

/** Runs the command line within the test, in a context of the test's choice. */
public final class Cli {

    private final Path directory;
    private final Map<String, String> variables = new HashMap<>();
    private final Set<ProcessContext.Stream> terminals = EnumSet.noneOf(ProcessContext.Stream.class);
    private String input = "";

    private Cli(Path directory) {
        this.directory = directory;
    }

    /** A command line that is run in {@code directory}, with no variable set and no terminal. */
    public static Cli in(Path directory) {
        return new Cli(directory);
    }

    /** Sets a variable. */
    public Cli with(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    /** Runs at a terminal, with {@code text} as the user's input. */
    public Cli typing(String text) {
        input = text;
        terminals.addAll(EnumSet.allOf(ProcessContext.Stream.class));
        return this;
    }

    /** Runs one command. */
    public Ran run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        int exit = new VerdigrisCli(new ProcessContext(
                        new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                        new PrintStream(out, true, StandardCharsets.UTF_8),
                        new PrintStream(err, true, StandardCharsets.UTF_8),
                        terminals,
                        variables,
                        directory,
                        Optional.empty(),
                        Optional::empty))
                .run(arguments);
        return new Ran(
                "verdigris " + String.join(" ", arguments),
                exit,
                out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }

    /**
     * A run that has ended.
     *
     * @param command what was run
     * @param exit the exit code
     * @param out all of stdout
     * @param err all of stderr
     */
    public record Ran(String command, int exit, String out, String err) {

        /** Requires an exit code; shows both streams if it is another one. */
        public Ran exits(int wanted) {
            assertThat(exit)
                    .as("%s%n--- stdout%n%s%n--- stderr%n%s", command, out, err)
                    .isEqualTo(wanted);
            return this;
        }
    }
}
