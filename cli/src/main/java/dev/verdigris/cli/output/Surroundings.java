package dev.verdigris.cli.output;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * All that a command sees of its process, so that commands can be run within a test.
 *
 * @param in where answers come from
 * @param out where results go
 * @param err where progress goes
 * @param terminals which of the three are a terminal
 * @param variables the process environment
 * @param directory the working directory
 * @param home the directory of the installation, where the examples are; empty if the launcher did not tell
 * @param interrupted whether a signal has asked the process to end
 */
public record Surroundings(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Set<Stream> terminals,
        Map<String, String> variables,
        Path directory,
        Optional<Path> home,
        BooleanSupplier interrupted) {

    /** The standard streams. */
    public enum Stream {
        IN,
        OUT,
        ERR
    }

    public Surroundings {
        terminals = Set.copyOf(terminals);
        variables = Map.copyOf(variables);
    }

    /** Whether a question can be asked and answered. */
    public boolean canAsk() {
        return terminals.contains(Stream.IN) && terminals.contains(Stream.ERR);
    }

    /** Whether {@code stream} is a terminal. */
    public boolean isTerminal(Stream stream) {
        return terminals.contains(stream);
    }

    /** A variable that is set to something. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    }
}
