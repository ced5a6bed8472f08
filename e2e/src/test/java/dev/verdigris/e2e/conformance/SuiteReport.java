package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a run of the suite has found, for people and for the next run. */
final class SuiteReport {

    private final Map<String, Tally> tallies = new TreeMap<>();
    private final List<String> told = new ArrayList<>();
    private final Set<String> failed = new LinkedHashSet<>();
    private final TreeMap<String, List<Recording.Exchange>> answers = new TreeMap<>();
    private int compared;
    private int notRecorded;

    /** The results of a section so far. */
    private static final class Tally {

        private final Set<String> cases = new HashSet<>();
        private int passed;
        private int different;
        private int skipped;

        void add(Tally other) {
            cases.addAll(other.cases);
            passed += other.passed;
            different += other.different;
            skipped += other.skipped;
        }

        @Override
        public String toString() {
            return cases.size() + " cases passed in " + passed + " runs, " + different + " runs differ, " + skipped
                    + " runs skipped";
        }
    }

    private Tally tally(ConformanceCase one) {
        return tallies.computeIfAbsent(one.file(), section -> new Tally());
    }

    /** A case was not run, for a reason that its test names. */
    void skipped(ConformanceCase one) {
        tally(one).skipped++;
    }

    /**
     * A case was run.
     *
     * @param other the recording to compare with
     * @return all differences, from the case and from the recording; empty if there are none
     */
    String ran(CaseResult result, Optional<Recording> other) {
        answers.put(result.name(), result.exchanges());
        List<String> differences = new ArrayList<>(result.differences());
        other.ifPresent(recording -> {
            if (recording.has(result)) {
                compared++;
                differences.addAll(recording.differences(result));
            } else {
                notRecorded++;
            }
        });
        Tally tally = tally(result.one());
        if (differences.isEmpty()) {
            tally.cases.add(result.one().name());
            tally.passed++;
            return "";
        }
        tally.different++;
        failed.add(result.one().name());
        String all = String.join("\n", differences);
        told.add("=== " + result.one().title() + "\n" + all + "\n");
        return all;
    }

    /** The counts of each section and of all, one a line. */
    List<String> counts() {
        List<String> lines = new ArrayList<>();
        Tally total = new Tally();
        tallies.forEach((section, tally) -> {
            lines.add("conformance " + section + ": " + tally);
            total.add(tally);
        });
        lines.add("conformance total: " + total);
        if (compared + notRecorded > 0) {
            lines.add("conformance compared with the recording: " + compared + " runs, not in it: " + notRecorded);
        }
        return lines;
    }

    /** The answers of all runs. */
    Recording recording(String server) {
        return new Recording(server, answers);
    }

    /** Writes the differences and the counts, and the names of the cases that differ. */
    void write(Path report, Path failures) throws IOException {
        Files.createDirectories(report.toAbsolutePath().getParent());
        List<String> lines = new ArrayList<>(told);
        lines.addAll(counts());
        Files.write(report, lines);
        Files.write(failures, failed);
    }

    /** The names of the cases that differed in the last run; empty if no run is known. */
    static Optional<Set<String>> failures(Path failures) throws IOException {
        try {
            return Optional.of(new LinkedHashSet<>(Files.readAllLines(failures)));
        } catch (NoSuchFileException never) {
            return Optional.empty();
        }
    }
}
