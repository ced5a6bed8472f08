package dev.verdigris.engine.request;

import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Runs the builder of another tool on the staged side.
 *
 * @param command the program and its arguments; no shell reads them
 * @param directory the directory in which it runs
 * @param variables its environment, to which the names of the environment are added
 * @param output what its standard output is written to; empty if it has the one of this process. It always has the
 *     standard input and the standard error of this process
 */
public record ExecRequest(
        List<String> command, Path directory, Map<String, String> variables, Optional<OutputStream> output) {

    public ExecRequest {
        command = List.copyOf(command);
        variables = Map.copyOf(variables);
        if (command.isEmpty()) {
            throw new IllegalArgumentException("no command");
        }
    }

    /** A command with the streams, the directory and the environment of this process. */
    public static ExecRequest of(List<String> command) {
        return new ExecRequest(command, Path.of(""), System.getenv(), Optional.empty());
    }

    /** The same in another directory. */
    public ExecRequest withDirectory(Path other) {
        return new ExecRequest(command, other, variables, output);
    }

    /** The same with another environment. */
    public ExecRequest withVariables(Map<String, String> others) {
        return new ExecRequest(command, directory, others, output);
    }

    /** The same with another place for the standard output. */
    public ExecRequest withOutput(OutputStream stream) {
        return new ExecRequest(command, directory, variables, Optional.of(stream));
    }

    /** The program as written; if the first word sets a variable, its name only, because the value may be a secret. */
    public String program() {
        String word = command.getFirst();
        return setsVariable() ? word.substring(0, word.indexOf('=')) : word;
    }

    /** Whether the first word sets a variable, as only a shell reads it. */
    public boolean setsVariable() {
        return command.getFirst().matches("(?s)[A-Za-z_][A-Za-z0-9_]*=.*");
    }

    /** The program and the directory; arguments and variables may hold secrets. */
    @Override
    public String toString() {
        return "ExecRequest[" + program() + " …, " + directory + "]";
    }
}
