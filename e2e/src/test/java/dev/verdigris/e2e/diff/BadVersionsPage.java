package dev.verdigris.e2e.diff;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The measured part of docs/bad-versions.md: figures, and a row for each version. */
final class BadVersionsPage {

    private static final Path PAGE = Path.of("..", "docs", "bad-versions.md");
    private static final String BEGIN = "<!-- measured: begin -->\n";
    private static final String END = "<!-- measured: end -->\n";

    private BadVersionsPage() {}

    /** The measured part as it is written now. */
    static List<String> lines() throws IOException {
        String page = Files.readString(PAGE);
        return page.substring(page.indexOf(BEGIN) + BEGIN.length(), page.indexOf(END))
                .lines()
                .toList();
    }

    /** Writes the measured part. */
    static void approve(List<String> lines) throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        Files.writeString(PAGE, before + String.join("\n", lines) + "\n" + page.substring(page.indexOf(END)));
    }

    /** The measured part as all versions were measured. */
    static List<String> measured(Map<BadVersion, Caught> all) {
        List<String> lines = new ArrayList<>(List.of(
                "| of " + all.size() + " versions | contract | rows | checks |",
                "|---|---|---|---|",
                figures("shown by", all, each -> true),
                figures("shown by this alone", all, Caught::byOneOnly),
                "",
                "The checks, or a contract that breaks a reader, stop a pipeline for "
                        + count(all, Caught::stopsPipeline) + " of them. A person must see the others.",
                "",
                "| id | defect | contract | rows differ in | checks that fail |",
                "|---|---|---|---|---|"));
        all.forEach((version, caught) -> lines.add(caught.row(version)));
        return lines;
    }

    private static String figures(String what, Map<BadVersion, Caught> all, Predicate<Caught> which) {
        return "| " + what + " | " + count(all, which.and(Caught::byContract)) + " | "
                + count(all, which.and(Caught::byRows)) + " | " + count(all, which.and(Caught::byChecks)) + " |";
    }

    private static long count(Map<BadVersion, Caught> all, Predicate<Caught> which) {
        return all.values().stream().filter(which).count();
    }
}
