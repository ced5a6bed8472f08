package dev.verdigris.e2e.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;

/** Which cases run, and by which protocols. */
final class PlannedRuns {

    /**
     * One run of one case.
     *
     * @param one the case
     * @param protocol the protocol
     */
    record PlannedRun(ConformanceCase one, Protocol protocol) {}

    private PlannedRuns() {}

    /**
     * The runs of each section, in order.
     *
     * @param sections all cases
     * @param options what is asked for
     * @param failed the names of the cases that failed in the last run; absent if it is not known
     * @throws IllegalArgumentException if a section, a case or the last run is asked for that is not there
     */
    static SortedMap<String, List<PlannedRun>> of(
            SortedMap<String, List<ConformanceCase>> sections, SuiteOptions options, Optional<Set<String>> failed) {
        if (options.failed() && failed.isEmpty()) {
            throw new IllegalArgumentException("no run of the suite is known: run it without conformance.failed first");
        }
        for (String place : options.only()) {
            if (sections.values().stream().noneMatch(cases -> isAnyAt(cases, place))) {
                throw new IllegalArgumentException(
                        "no case is at " + place + ": give a section or section:line, from " + sections.keySet());
            }
        }
        SortedMap<String, List<PlannedRun>> planned = new TreeMap<>();
        sections.forEach((section, cases) -> {
            List<PlannedRun> runs = new ArrayList<>();
            for (int i = 0; i < cases.size(); i++) {
                if (isAsked(cases, i, options, failed)) {
                    runs.addAll(runs(cases.get(i), i, options));
                }
            }
            if (!runs.isEmpty()) {
                planned.put(section, runs);
            }
        });
        return planned;
    }

    private static boolean isAnyAt(List<ConformanceCase> cases, String place) {
        for (int i = 0; i < cases.size(); i++) {
            if (isAt(cases, i, place)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isAsked(
            List<ConformanceCase> cases, int index, SuiteOptions options, Optional<Set<String>> failed) {
        boolean named =
                options.only().isEmpty() || options.only().stream().anyMatch(place -> isAt(cases, index, place));
        return named
                && (!options.failed()
                        || failed.orElseThrow().contains(cases.get(index).name()));
    }

    /** Whether a place is the case's section, or one of the lines from its title to the next title. */
    private static boolean isAt(List<ConformanceCase> cases, int index, String place) {
        ConformanceCase one = cases.get(index);
        if (place.equals(one.file())) {
            return true;
        }
        if (!place.matches("\\Q" + one.file() + "\\E:[0-9]{1,6}")) {
            return false;
        }
        int line = Integer.parseInt(place.substring(one.file().length() + 1));
        return line >= one.line()
                && (index + 1 == cases.size() || line < cases.get(index + 1).line());
    }

    private static List<PlannedRun> runs(ConformanceCase one, int index, SuiteOptions options) {
        List<Protocol> protocols = options.everyProtocol()
                ? one.protocols()
                : List.of(one.protocols().get(index % one.protocols().size()));
        return protocols.stream()
                .filter(protocol -> options.protocol().stream().allMatch(protocol::equals))
                .map(protocol -> new PlannedRun(one, protocol))
                .toList();
    }
}
