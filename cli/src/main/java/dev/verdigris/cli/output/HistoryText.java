package dev.verdigris.cli.output;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import dev.verdigris.cli.screen.Cells;
import dev.verdigris.core.history.HistoryEvent;
import dev.verdigris.core.text.DurationText;

/** The history as a table for people: a row for each deployment, and below it a row for each of its events. */
public final class HistoryText {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss").withZone(ZoneOffset.UTC);
    private static final int SHORT = 12;
    private static final String NOTHING = "-";

    private HistoryText() {}

    /** The lines of a history, without line breaks. */
    static List<String> lines(HistoryView history) {
        List<String> lines = new ArrayList<>();
        if (history.deployments().isEmpty() && history.swaps().isEmpty()) {
            lines.add("");
            lines.add("No deployment of this environment is known.");
            return lines;
        }
        if (!history.deployments().isEmpty()) {
            lines.add("");
            lines.add("Deployments (times in UTC)");
            lines.addAll(table(deployments(history.deployments())));
        }
        List<List<String>> consents = history.deployments().stream()
                .flatMap(deployment -> deployment.consents().stream()
                        .map(given -> List.of(
                                time(given.at()), deployment.id().orElse(NOTHING), given.role(), given.words())))
                .toList();
        if (!consents.isEmpty()) {
            lines.add("");
            lines.add("Accepted problems (times in UTC)");
            lines.addAll(table(consents));
        }
        if (!history.swaps().isEmpty()) {
            lines.add("");
            lines.add("Swaps without a deployment (times in UTC)");
            lines.addAll(table(history.swaps().stream()
                    .map(swap -> List.of(time(swap.at()), what(swap), by(swap.role())))
                    .toList()));
        }
        history.auditLogSince().ifPresent(first -> {
            lines.add("");
            lines.add("The first event of the audit log about this environment is of " + time(first) + ".");
        });
        return lines;
    }

    private static List<List<String>> deployments(List<HistoryView.Deployment> deployments) {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("when", "what", "who", "took", "commit", "files"));
        for (HistoryView.Deployment deployment : deployments) {
            rows.add(List.of(
                    deployment.begunAt().map(HistoryText::time).orElse(NOTHING),
                    deployment.id().orElse("deployment of unknown id") + ": "
                            + deployment.outcome().text(),
                    by(deployment.role()),
                    deployment.took().map(DurationText::of).orElse(NOTHING),
                    brief(deployment.commit()),
                    brief(deployment.files())));
            deployment
                    .events()
                    .forEach(event -> rows.add(List.of(
                            time(event.at()),
                            "  " + what(event),
                            by(event.role()),
                            event.sincePrevious()
                                    .map(length -> "+" + DurationText.of(length))
                                    .orElse(""),
                            "",
                            event.files()
                                    .map(files -> brief(Optional.of(files)))
                                    .orElse(""))));
        }
        return rows;
    }

    /** What happened, in a few words. */
    public static String what(HistoryView.Event event) {
        if (event.what() != HistoryEvent.What.SWAPPED_ELSEWHERE) {
            return event.what().text();
        }
        String by = event.through()
                .map(lock -> "the environment of lock schema " + lock)
                .orElse("another tool");
        String pairs = event.pairs().isEmpty() ? "" : ": " + String.join(", ", event.pairs());
        return event.what().text() + " by " + by + pairs;
    }

    private static String by(Optional<String> role) {
        return role.orElse(NOTHING);
    }

    /** The beginning of a commit or digest. */
    private static String brief(Optional<String> text) {
        return text.map(whole -> whole.matches("[0-9a-f]{40,64}") ? whole.substring(0, SHORT) : whole)
                .orElse(NOTHING);
    }

    private static String time(Instant time) {
        return TIME.format(time);
    }

    /** The rows with columns of equal width, two spaces apart. */
    private static List<String> table(List<List<String>> raw) {
        List<List<String>> rows = raw.stream()
                .map(row -> row.stream().map(Cells::visible).toList())
                .toList();
        int columns = rows.get(0).size();
        int[] widths = IntStream.range(0, columns)
                .map(column -> rows.stream()
                        .mapToInt(row -> row.get(column).length())
                        .max()
                        .orElse(0))
                .toArray();
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder("  ");
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(cell).append(" ".repeat(widths[column] - cell.length() + 2));
        }
        return line.toString().stripTrailing();
    }
}
