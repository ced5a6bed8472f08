package dev.verdigris.cli.config;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Subject;

/** Reads the sizes of staged clusters: {@code SIZE} for all of them, or {@code CLUSTER=SIZE} for one. */
final class StagedSizeReader {

    private static final String FIX =
            "Write SIZE for all clusters, or CLUSTER=SIZE for one, such as 400cc or prod=800cc.";

    /** An equals sign in quotes belongs to the name. */
    private static final Pattern NAMED =
            Pattern.compile("(?<name>(?:\"[^\"]*\"|[^\"=])*)=(?<size>[^=]*)", Pattern.DOTALL);

    private final ConfigProblems problems;
    private final SortedMap<Identifier, String> named = new TreeMap<>();
    private Optional<String> all = Optional.empty();

    private StagedSizeReader(ConfigProblems problems) {
        this.problems = problems;
    }

    static StagedSizes read(List<Value> values, ConfigProblems problems) {
        StagedSizeReader reader = new StagedSizeReader(problems);
        values.forEach(reader::read);
        return new StagedSizes(reader.all, reader.named);
    }

    private void read(Value value) {
        Matcher parts = NAMED.matcher(value.text());
        if (parts.matches()) {
            Optional<Identifier> cluster = Subject.parse(parts.group("name").strip())
                    .map(Subject::parts)
                    .filter(names -> names.size() == 1)
                    .map(List::getFirst);
            String size = parts.group("size").strip();
            if (cluster.isEmpty() || size.isEmpty()) {
                problems.add("this is no size of a cluster: " + value.text(), value.origin(), FIX);
            } else if (named.put(cluster.get(), size) != null) {
                problems.add("cluster " + cluster.get() + " has two sizes", value.origin(), "Leave one of them out.");
            }
        } else if (value.text().isBlank() || value.text().contains("=")) {
            problems.add("this is no size: " + value.text(), value.origin(), FIX);
        } else if (all.isPresent()) {
            problems.add("all clusters have two sizes", value.origin(), "Leave one of them out.");
        } else {
            all = Optional.of(value.text().strip());
        }
    }
}
