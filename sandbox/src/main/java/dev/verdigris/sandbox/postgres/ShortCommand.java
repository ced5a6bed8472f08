package dev.verdigris.sandbox.postgres;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A command that ran to its end.
 *
 * @param exitCode its exit code
 * @param output what it wrote to standard output and standard error, trimmed
 */
record ShortCommand(int exitCode, String output) {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    boolean succeeded() {
        return exitCode == 0;
    }

    /**
     * Runs a command and waits for it.
     *
     * @param words the command, looked up through PATH when it has no slash
     * @param input what it reads from standard input
     * @throws PostgresStartException when it cannot be started or does not end within two minutes; it is killed then
     */
    static ShortCommand run(List<String> words, String input) throws PostgresStartException {
        Process process;
        try {
            process = builder(words).redirectErrorStream(true).start();
        } catch (IOException e) {
            throw new PostgresStartException(
                    "cannot run \"" + words.get(0) + "\", which starting PostgreSQL needs; it must be on PATH", e);
        }
        CompletableFuture<String> output = CompletableFuture.supplyAsync(() -> talk(process, input));
        try {
            String text = output.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
            return new ShortCommand(process.waitFor(), text);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PostgresStartException("interrupted while running " + words.get(0), e);
        } catch (TimeoutException e) {
            throw new PostgresStartException(
                    String.join(" ", words) + " did not end within " + LIMIT.toSeconds() + " s and was killed", e);
        } catch (ExecutionException e) {
            throw new PostgresStartException("lost the output of " + String.join(" ", words), e);
        } finally {
            process.destroyForcibly();
        }
    }

    private static String talk(Process process, String input) {
        try {
            try (OutputStream to = process.getOutputStream()) {
                to.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A process with a safe environment: it keeps only the variables that find programs and libraries. PGDATA,
     * PGOPTIONS, LANG and similar ones would change the result of initdb.
     */
    static ProcessBuilder builder(List<String> words) {
        ProcessBuilder builder = new ProcessBuilder(words);
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(List.of("PATH", "LD_LIBRARY_PATH"));
        environment.put("LC_ALL", "C");
        environment.put("TZ", "UTC");
        return builder;
    }
}
