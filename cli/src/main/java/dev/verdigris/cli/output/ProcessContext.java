package dev.verdigris.cli.output;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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
 * @param signals what asks the process to end
 */
public record ProcessContext(
        InputStream in,
        PrintStream out,
        PrintStream err,
        Set<Stream> terminals,
        Map<String, String> variables,
        Path directory,
        Optional<Path> home,
        Signals signals) {

    /** What asks the process to end, Ctrl-C for one. */
    @FunctionalInterface
    public interface Signals {

        /** Whether a signal has arrived. */
        boolean arrived();

        /**
         * Says how the command at hand may be ended: it gets {@code grace} after the signal, and if it has not returned
         * by then, {@code lastWord} is spoken in its place and the process ends.
         */
        default void endAfter(Duration grace, Runnable lastWord) {}
    }

    /** The standard streams. */
    public enum Stream {
        IN,
        OUT,
        ERR
    }

    public ProcessContext {
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
