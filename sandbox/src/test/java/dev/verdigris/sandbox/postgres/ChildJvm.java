package dev.verdigris.sandbox.postgres;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** A Java process that runs {@link LauncherMain}, or another main class of these tests. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader output;

    /** The child's report about its server. */
    record Server(Path socket, Path data, ProcessHandle process, String password) {

        StartupProbe connect() throws IOException {
            return Clients.connect(socket, password);
        }
    }

    private ChildJvm(Process process) {
        this.process = process;
        this.output = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** The way to start a child. The environment has only the given variables and PATH. */
    record Launch(
            List<String> prefix,
            String classPath,
            List<String> options,
            Map<String, String> environment,
            Class<?> main) {

        static Launch plain() {
            return of(LauncherMain.class);
        }

        static Launch of(Class<?> main) {
            return new Launch(List.of(), System.getProperty("java.class.path"), List.of(), Map.of(), main);
        }

        Launch withOptions(String... more) {
            return new Launch(prefix, classPath, List.of(more), environment, main);
        }

        Launch withEnvironment(Map<String, String> more) {
            return new Launch(prefix, classPath, options, more, main);
        }

        Launch as(List<String> words, String readableClassPath) {
            return new Launch(words, readableClassPath, options, environment, main);
        }

        ChildJvm start(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(prefix);
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", classPath));
            command.addAll(options);
            command.add(main.getName());
            command.addAll(List.of(arguments));
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .directory(Path.of("/").toFile());
            builder.environment().keySet().retainAll(List.of("PATH"));
            builder.environment().putAll(environment);
            return new ChildJvm(builder.start());
        }
    }

    /** Waits until the child's server accepts connections. */
    Server ready() throws IOException {
        String first = output.readLine();
        assertThat(first).as(() -> first + "\n" + rest()).isEqualTo("READY");
        return new Server(
                Path.of(output.readLine()),
                Path.of(output.readLine()),
                ProcessHandle.of(Long.parseLong(output.readLine())).orElseThrow(),
                output.readLine());
    }

    /** Waits for the word that another main class prints when it is ready. */
    String word() throws IOException {
        String first = output.readLine();
        assertThat(first).as(() -> first + "\n" + rest()).startsWith("READY ");
        return first.substring("READY ".length());
    }

    /** Waits for the child to refuse to start a server. */
    String refusal() throws IOException {
        String first = output.readLine();
        assertThat(first).startsWith("REFUSED ");
        return first + "\n" + rest();
    }

    private String rest() {
        return output.lines().collect(Collectors.joining("\n"));
    }

    long pid() {
        return process.pid();
    }

    /** kill -9, and waits for the process to be gone. */
    void kill() throws InterruptedException {
        assertThat(process.destroyForcibly().waitFor(120, TimeUnit.SECONDS)).isTrue();
    }

    /** Lets the child stop its server and end. */
    void end() throws IOException, InterruptedException {
        process.getOutputStream().close();
        assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
        assertThat(rest()).isEmpty();
        assertThat(process.exitValue()).isZero();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
