package dev.verdigris.e2e.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One run of the command line, with the moment of each line on stderr.
 *
 * @param arguments the arguments, without those of the server
 * @param exit the exit code
 * @param took the time from its start to its end
 * @param lines the lines on stderr
 * @param out the text on stdout
 */
record TimedRun(String arguments, int exit, Duration took, List<Line> lines, String out) {

    /**
     * A line on stderr.
     *
     * @param at the time since the start
     * @param text the line
     */
    record Line(Duration at, String text) {}

    /** Runs the command line in a JVM of its own. The server stands after the verb, so that it is no word of exec's. */
    static TimedRun of(Path directory, List<String> arguments, String... server) {
        try {
            Path out = Files.createTempFile("verdigris", ".out");
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.verdigris.cli.Main"));
            command.add(arguments.get(0));
            command.addAll(List.of(server));
            command.addAll(arguments.subList(1, arguments.size()));
            long start = System.nanoTime();
            Process process = new ProcessBuilder(command)
                    .directory(directory.toFile())
                    .redirectOutput(out.toFile())
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            List<Line> lines = new ArrayList<>();
            try (BufferedReader err = process.errorReader()) {
                for (String line = err.readLine(); line != null; line = err.readLine()) {
                    lines.add(new Line(Duration.ofNanos(System.nanoTime() - start), line));
                }
            }
            int exit = process.waitFor();
            TimedRun run = new TimedRun(
                    String.join(" ", arguments),
                    exit,
                    Duration.ofNanos(System.nanoTime() - start),
                    List.copyOf(lines),
                    Files.readString(out));
            Files.delete(out);
            return run;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", stopped);
        }
    }

    /** The longest time without a line, from the start to the end. */
    Duration longestSilence() {
        Duration last = Duration.ZERO;
        Duration longest = Duration.ZERO;
        for (Line line : lines) {
            longest = longer(longest, line.at().minus(last));
            last = line.at();
        }
        return longer(longest, took.minus(last));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    /** The lines of both streams. */
    String output() {
        StringBuilder text = new StringBuilder(out);
        lines.forEach(line -> text.append(line.text()).append('\n'));
        return text.toString();
    }

    /** A row of a table. */
    String row(String delay) {
        return "| " + delay + " | `" + arguments + "` | " + seconds(took) + " | " + exit + " | " + lines.size() + " | "
                + seconds(longestSilence()) + " | " + problem() + " |";
    }

    /** The code of the first problem of the report, as Markdown; empty if there is none. */
    private String problem() {
        return out.lines()
                .filter(line -> line.startsWith("  VG-"))
                .findFirst()
                .map(line -> "`" + line.strip().split(" ")[0] + "`")
                .orElse("");
    }

    /** What was shown at which second, as a section of a Markdown page. The report itself is left out. */
    String story(String delay) {
        StringBuilder story = new StringBuilder("\n### " + delay + ": `" + arguments + "`\n\n```text\n");
        lines.forEach(line -> story.append(at(line.at())).append(line.text()).append('\n'));
        String problem = problem().replace("`", "");
        return story.append(at(took))
                .append("exit ")
                .append(exit)
                .append(problem.isEmpty() ? "" : ", " + problem)
                .append("\n```")
                .toString();
    }

    private static String at(Duration time) {
        return String.format(Locale.ROOT, "%6.1f  ", time.toMillis() / 1_000.0);
    }

    private static String seconds(Duration length) {
        return String.format(Locale.ROOT, "%.1f", length.toMillis() / 1_000.0);
    }
}
