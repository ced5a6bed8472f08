package dev.verdigris.cli.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.verdigris.cli.config.ProjectConfig.PerObject;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.readiness.Exemption;
import dev.verdigris.core.readiness.ReadinessPolicy;

/** Reads the settings below {@code await}: the policy of readiness, and how to wait for it. */
final class ReadinessReader {

    /** The server keeps the crashes of one day. */
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);

    /** More readings than that would be a burden for the server, which reports changes by itself. */
    private static final Duration SHORTEST_INTERVAL = Duration.ofMillis(100);

    private static final Duration LONGEST_INTERVAL = Duration.ofHours(1);

    private final ValueReader reader;
    private final List<PerObject> weakestFirst;
    private final Map<String, String> variables;
    private final ConfigProblems problems;

    ReadinessReader(
            ValueReader reader, List<PerObject> weakestFirst, Map<String, String> variables, ConfigProblems problems) {
        this.reader = reader;
        this.weakestFirst = weakestFirst;
        this.variables = variables;
        this.problems = problems;
    }

    Settings.ReadinessSettings settings() {
        ReadinessPolicy.Builder policy = ReadinessPolicy.builder().exemptions(exemptions());
        reader.duration(Key.READY_LAG).ifPresent(policy::maxLag);
        reader.duration(Key.READY_LAG_MARGIN).ifPresent(policy::lagMargin);
        reader.duration(Key.READY_HOLD).ifPresent(policy::stableFor);
        reader.duration(Key.READY_LONGEST_GAP, Duration.ofSeconds(1), LONGEST_INTERVAL)
                .ifPresent(policy::longestGap);
        reader.read(
                        Key.READY_REPLICAS,
                        ReadinessPolicy.Replicas::ofWord,
                        Key.READY_REPLICAS.path() + " has no such value",
                        "Write any or all.")
                .ifPresent(policy::replicas);
        reader.number(Key.READY_CRASHES, 1, "a number of crashes").ifPresent(policy::crashes);
        reader.duration(Key.READY_CRASH_WINDOW, Duration.ofSeconds(1), LONGEST_WINDOW)
                .ifPresent(policy::crashWindow);
        return new Settings.ReadinessSettings(
                reader.duration(Key.READY_TIMEOUT),
                reader.duration(Key.READY_POLL, SHORTEST_INTERVAL, LONGEST_INTERVAL),
                policy.build());
    }

    /** The exemptions. For one object, the strongest place decides. */
    private List<Exemption> exemptions() {
        Map<ObjectName, Exemption> all = new TreeMap<>();
        for (PerObject place : weakestFirst) {
            Map<ObjectName, Exemption> here = new TreeMap<>();
            for (WrittenExemption written : place.exempt()) {
                written.resolve(variables, problems)
                        .filter(exemption -> here.put(exemption.object(), exemption) != null)
                        .ifPresent(twice -> problems.add(
                                twice.object() + " is exempt twice",
                                written.name().origin(),
                                "Leave one of them out."));
            }
            all.putAll(here);
        }
        return List.copyOf(all.values());
    }
}
