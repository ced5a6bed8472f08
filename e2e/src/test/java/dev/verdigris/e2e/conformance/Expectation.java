package dev.verdigris.e2e.conformance;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Compares an answer with the expectations of a case.
 *
 * <p>Command tags, rows and errors are always compared. Columns, positions, hints, details and the transaction's status
 * are compared if the case states them. Notices are too, and {@code ? none} requires that there are none.
 */
final class Expectation {

    /** The sandbox's message about its own faults. It never meets an expectation. */
    static final String INTERNAL_ERROR = "internal error of the sandbox";

    private Expectation() {}

    /** Compares an answer with the expectation lines of an exchange. */
    static Comparison compare(List<String> expected, List<String> actual, boolean unordered) {
        if (actual.stream().anyMatch(line -> line.contains(INTERNAL_ERROR))) {
            return new Comparison(report(expected, actual), actual);
        }
        List<String> wanted = new ArrayList<>(expected);
        boolean anyRows = wanted.remove("|*");
        boolean noNotices = wanted.remove("? none");
        List<String> ordered = new ArrayList<>(actual);
        if (unordered) {
            sort(wanted);
            sort(ordered);
        }
        List<String> seen = ordered.stream()
                .filter(line -> isCompared(line, wanted, anyRows, noNotices))
                .toList();
        if (wanted.size() == seen.size() && matches(wanted, seen)) {
            return new Comparison(List.of(), recorded(wanted, ordered, anyRows, noNotices));
        }
        return new Comparison(report(expected, actual), ordered);
    }

    /**
     * The answer with the case's words for the rows. Errors and notices stay, because their words are what one learns.
     */
    private static List<String> recorded(
            List<String> wanted, List<String> ordered, boolean anyRows, boolean noNotices) {
        List<String> recorded = new ArrayList<>();
        int at = 0;
        boolean rowsTold = false;
        for (String line : ordered) {
            if (isCompared(line, wanted, anyRows, noNotices)) {
                String words = wanted.get(at++);
                recorded.add(line.startsWith("|") ? words : line);
                rowsTold = false;
            } else if (!line.startsWith("|")) {
                recorded.add(line);
            } else if (!rowsTold) {
                recorded.add("|*");
                rowsTold = true;
            }
        }
        return recorded;
    }

    private static List<String> report(List<String> expected, List<String> actual) {
        List<String> report = new ArrayList<>();
        report.add("expected:");
        expected.forEach(line -> report.add("    " + line));
        report.add("answered:");
        actual.forEach(line -> report.add("    " + line));
        return report;
    }

    /** Sorts the rows of each result, and the notices with their details. All other lines keep their order. */
    private static void sort(List<String> lines) {
        List<List<String>> blocks = new ArrayList<>();
        for (String line : lines) {
            boolean belongs = line.startsWith("?") && !line.startsWith("? ") && !blocks.isEmpty();
            if (belongs) {
                blocks.getLast().add(line);
            } else {
                blocks.add(new ArrayList<>(List.of(line)));
            }
        }
        int begin = 0;
        while (begin < blocks.size()) {
            char kind = kind(blocks.get(begin));
            int end = begin + 1;
            while (end < blocks.size() && kind(blocks.get(end)) == kind) {
                end++;
            }
            if (kind == '|' || kind == '?') {
                blocks.subList(begin, end).sort(Comparator.comparing(block -> String.join("\n", block)));
            }
            begin = end;
        }
        lines.clear();
        blocks.forEach(lines::addAll);
    }

    private static char kind(List<String> block) {
        return block.getFirst().charAt(0);
    }

    private static boolean isCompared(String line, List<String> wanted, boolean anyRows, boolean noNotices) {
        if (line.startsWith("|")) {
            return !anyRows;
        }
        if (line.startsWith("? ")) {
            return noNotices || wanted.stream().anyMatch(other -> other.startsWith("? "));
        }
        if (line.startsWith("= ") || line.equals("=") || line.startsWith("! ")) {
            return true;
        }
        String mark = line.startsWith("?") || line.startsWith("!") ? line.split(" ", 2)[0] + " " : line.substring(0, 2);
        return wanted.stream().anyMatch(other -> other.startsWith(mark));
    }

    private static boolean matches(List<String> wanted, List<String> seen) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!isMet(wanted.get(i), seen.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** A line matches literally, except that {@code ~regex~} matches any text that the expression matches. */
    static boolean isMet(String wanted, String seen) {
        if (!wanted.contains("~")) {
            return wanted.equals(seen);
        }
        String[] parts = wanted.split("~", -1);
        StringBuilder pattern = new StringBuilder();
        for (int i = 0; i < parts.length; i++) {
            pattern.append(i % 2 == 0 ? Pattern.quote(parts[i]) : "(?:" + parts[i] + ")");
        }
        return Pattern.matches(pattern.toString(), seen);
    }
}
