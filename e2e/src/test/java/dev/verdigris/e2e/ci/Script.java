package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The script of a job, run by a shell that knows nothing of the machine but where its programs are. */
final class Script {

    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final int LIMIT_MINUTES = 15;
    private static final List<String> OF_THE_MACHINE = List.of("HOME", "JAVA_HOME", "LANG", "LC_ALL", "PIP_INDEX_URL");

    private Script() {}

    /** How it ended, and all that it printed. */
    record Ended(int exit, String out) {}

    /** Runs the text with the shell and the variables. The launcher is on the path, unless the variables name another path. */
    static Ended run(Path directory, List<String> shell, String text, Map<String, String> variables) {
        try {
            Path script = Files.writeString(Files.createTempFile("script", ".sh"), text);
            Path out = Files.createTempFile("script", ".out");
            try {
                List<String> command = shell.stream()
                        .map(word -> word.replace("{0}", script.toString()))
                        .toList();
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(directory.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(out.toFile())
                        .redirectInput(Path.of("/dev/null").toFile());
                Map<String, String> environment = new LinkedHashMap<>();
                OF_THE_MACHINE.forEach(name -> {
                    if (System.getenv(name) != null) {
                        environment.put(name, System.getenv(name));
                    }
                });
                environment.put("PATH", ROOT + ":" + System.getenv("PATH"));
                environment.putAll(variables);
                builder.environment().clear();
                builder.environment().putAll(environment);
                Process process = builder.start();
                if (!process.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)) {
                    process.descendants().forEach(ProcessHandle::destroyForcibly);
                    process.destroyForcibly();
                    throw new AssertionError("the script did not end:\n" + Files.readString(out));
                }
                return new Ended(process.exitValue(), Files.readString(out));
            } finally {
                Files.delete(script);
                Files.delete(out);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }
}
