package dev.verdigris.cli.output;

import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The process as a command sees it. Tests run commands in another context.
 *
 * @param in the answers of the user
 * @param out the results
 * @param err the progress
 * @param terminals the streams that are terminals
 * @param variables the process environment
 * @param directory the working directory
 * @param home the directory of the installation, where the examples are; empty if the launcher did not set it
 * @param signals signals that end the process
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

    /** A signal that ends the process. */
    public enum Signal {
        /** Ctrl-C. */
        SIGINT(130),
        /** What {@code kill} sends, and the end of a container or of a CI job. */
        SIGTERM(143);

        private final int exitCode;

        Signal(int exitCode) {
            this.exitCode = exitCode;
        }

        /** The exit code of a process that it ends. */
        int exitCode() {
            return exitCode;
        }
    }

    /** Signals that end the process, for instance Ctrl-C. */
    @FunctionalInterface
    public interface Signals {

        /** The signal that has arrived, if one has. */
        Optional<Signal> arrived();

        /**
         * Sets how the running command ends after a signal: {@code stop} runs at once. If the command does not return
         * within {@code grace} after that, {@code lastWord} runs instead and the process ends.
         */
        default void endAfter(Runnable stop, Duration grace, Runnable lastWord) {}

        /** Makes Ctrl-C the usual end of the running command. The process then ends with the command's exit code. */
        default void expectCtrlC() {}
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

    /** Whether the user can be asked. */
    public boolean canAsk() {
        return terminals.contains(Stream.IN) && terminals.contains(Stream.ERR);
    }

    /** Whether nobody gets what is written to stdout any more: its reader has ended, or it cannot be written. */
    public boolean isUnread() {
        return out.checkError() || out instanceof Pipe pipe && pipe.isUnread();
    }

    /** The exit code of a run that was cancelled. Only a signal cancels a run. */
    int exitCodeOfCancelled() {
        return signals.arrived().orElse(Signal.SIGINT).exitCode();
    }

    /** Whether {@code stream} is a terminal. */
    boolean isTerminal(Stream stream) {
        return terminals.contains(stream);
    }

    /** A variable that is set and not empty. */
    public Optional<String> variable(String name) {
        return Optional.ofNullable(variables.get(name)).filter(text -> !text.isEmpty());
    }
}
