package dev.verdigris.dist;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.spi.ToolProvider;

/** Runs tools: those of the JDK in this process, others in their own. */
final class Tools {

    private Tools() {}

    /** Runs a tool of the JDK. Returns its output. */
    static String jdk(String tool, String... arguments) {
        ToolProvider found = ToolProvider.findFirst(tool)
                .orElseThrow(() -> new IllegalStateException(
                        "This Java has no " + tool + ". Install a whole JDK and set JAVA_HOME to it."));
        StringWriter out = new StringWriter();
        int exit = found.run(new PrintWriter(out), new PrintWriter(out), arguments);
        if (exit != 0) {
            throw new IllegalStateException(
                    tool + " " + Arrays.toString(arguments) + " ended with " + exit + ": " + out);
        }
        return out.toString();
    }

    /** Runs a program to its end, with further variables. Its output is shown if it fails. */
    static void run(Path directory, Map<String, String> variables, List<String> command)
            throws IOException, InterruptedException {
        run(directory, variables, 0, command);
    }

    /** Runs a program to its end. It must end with the exit code that is expected. */
    static void run(Path directory, Map<String, String> variables, int expected, List<String> command)
            throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exit = process.waitFor();
        if (exit != expected) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + exit + ":\n" + output);
        }
    }
}
