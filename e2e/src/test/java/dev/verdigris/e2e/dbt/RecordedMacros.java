package dev.verdigris.e2e.dbt;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.verdigris.sandbox.StatementLog;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The messages of dbt that change something, by the macro that sent them. The file among the resources of the command
 * line has them, so that its tests can send them without dbt; this is the proof that it is right.
 */
final class RecordedMacros {

    private static final Path FILE = Path.of("..", "cli", "src", "test", "resources", "macros", "auction.sql");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CHANGING =
            Pattern.compile("^(CREATE|ALTER|DROP|COMMENT|GRANT|REVOKE)\\b.*", Pattern.CASE_INSENSITIVE);
    private static final List<String> HEAD = List.of(
            "-- What the macros of dbt-materialize 1.9.11 send for examples/dbt-auction, one message in a line, without",
            "-- what only reads. Recorded from the log of the sandbox by HandOversTest; -Dapprove=true writes it again.");

    private final StatementLog log;
    private final Map<String, List<String>> sections = new LinkedHashMap<>();

    RecordedMacros(StatementLog log) {
        this.log = log;
    }

    /** Keeps what one macro or command sends. */
    void record(String name, Runnable command) {
        log.clear();
        command.run();
        sections.put(name, changes(log.entries()));
    }

    private static List<String> changes(List<StatementLog.Entry> entries) {
        Map<Long, List<StatementLog.Entry>> messages = entries.stream()
                .collect(Collectors.groupingBy(StatementLog.Entry::message, LinkedHashMap::new, Collectors.toList()));
        return messages.values().stream()
                .map(message -> message.stream().map(RecordedMacros::plain).toList())
                .filter(message ->
                        message.stream().anyMatch(sql -> CHANGING.matcher(sql).matches()))
                .map(message -> String.join("; ", message))
                .toList();
    }

    private static String plain(StatementLog.Entry entry) {
        return COMMENT.matcher(entry.sql())
                .replaceAll(" ")
                .replaceAll("\\s+", " ")
                .strip()
                .replaceAll(";$", "")
                .strip();
    }

    /** Compares with the file, or writes it. The order in which dbt creates the schemas of a run is that of a set. */
    void check() throws IOException {
        List<String> lines = new ArrayList<>(HEAD);
        sections.forEach((name, messages) -> {
            lines.add("--- " + name);
            lines.addAll(messages);
        });
        if (Boolean.getBoolean("approve")) {
            Files.createDirectories(FILE.getParent());
            Files.write(FILE, lines);
        }
        assertThat(lines).containsExactlyInAnyOrderElementsOf(Files.readAllLines(FILE));
    }
}
