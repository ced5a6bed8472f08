package dev.verdigris.e2e.conformance;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;

/**
 * What a run of the suite is to do. {@code bench/conformance.sh} sets the system properties.
 *
 * @param only sections or places of cases, as {@code 7.2-lag} or {@code 7.2-lag:66}; empty for all cases
 * @param failed whether to run only the cases that failed in the last run
 * @param record the file for the answers
 * @param compare the recording of another server to compare the answers with
 * @param parallel how many cases may run at once
 * @param protocol the only protocol, if one is chosen
 * @param everyProtocol whether each case runs by every protocol that it has, and not by one of them in turn
 */
record SuiteOptions(
        List<String> only,
        boolean failed,
        Optional<Path> record,
        Optional<Path> compare,
        int parallel,
        Optional<Protocol> protocol,
        boolean everyProtocol) {

    SuiteOptions {
        only = List.copyOf(only);
        if (parallel < 1) {
            throw new IllegalArgumentException("conformance.parallel is at least 1");
        }
    }

    /**
     * Reads the properties {@code conformance.only} (separated by commas), {@code .failed}, {@code .record}, {@code
     * .compare}, {@code .parallel} and {@code .protocol} (simple, extended or both).
     *
     * @param everyProtocol whether each case runs by every protocol if the properties choose none
     */
    static SuiteOptions ofProperties(boolean everyProtocol) {
        String protocol = System.getProperty("conformance.protocol", "");
        return new SuiteOptions(
                Arrays.stream(System.getProperty("conformance.only", "").split(","))
                        .filter(each -> !each.isBlank())
                        .map(String::strip)
                        .toList(),
                Boolean.getBoolean("conformance.failed"),
                path("conformance.record"),
                path("conformance.compare"),
                Integer.getInteger("conformance.parallel", 1),
                Optional.of(protocol.toUpperCase(Locale.ROOT))
                        .filter(name -> !name.isEmpty() && !name.equals("BOTH"))
                        .map(Protocol::valueOf),
                everyProtocol || !protocol.isEmpty());
    }

    private static Optional<Path> path(String property) {
        return Optional.ofNullable(System.getProperty(property)).map(Path::of);
    }

    /** Whether every case is asked for, as in the build. */
    boolean isWhole() {
        return only.isEmpty() && !failed && protocol.isEmpty();
    }
}
