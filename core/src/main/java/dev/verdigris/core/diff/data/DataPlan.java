package dev.verdigris.core.diff.data;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.diff.data.Comparison.Reading;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;

/**
 * Which relations are compared, where, and what that costs, before the first query.
 *
 * @param comparisons the pairs of relations, by live name
 * @param cluster the cluster of the comparison; empty means the default of the session
 * @param size the size of that cluster; empty if it is not managed, or not known
 * @param options how rows are compared
 */
public record DataPlan(
        List<Comparison> comparisons, Optional<Identifier> cluster, Optional<String> size, DataOptions options) {

    public DataPlan {
        comparisons = List.copyOf(comparisons);
    }

    /** The longest time that the comparison can take. */
    private String longest() {
        return DurationText.of(options.limit().multipliedBy(comparisons.size()));
    }

    /** What the comparison costs, as sentences. How many rows it reads is not known before. */
    public List<String> cost() {
        if (comparisons.isEmpty()) {
            return List.of("The two sides share no relation.");
        }
        List<String> lines = new ArrayList<>();
        lines.add("The comparison reads all rows of " + Count.of(comparisons.size(), "relation") + " on both sides, "
                + where() + ".");
        lines.add("Each relation has at most " + DurationText.of(options.limit()) + ", all together at most "
                + longest() + ".");
        List<String> computed = comparisons.stream()
                .filter(each -> each.readingLive() == Reading.COMPUTED || each.readingStaged() == Reading.COMPUTED)
                .map(each -> each.live().toString())
                .toList();
        if (!computed.isEmpty()) {
            lines.add("Not stored, and so computed for the comparison: " + String.join(", ", computed)
                    + ". An index on the view avoids that.");
        }
        if (options.distinct()) {
            lines.add("Distinct values are counted, which needs memory on the server for each column.");
        }
        return lines;
    }

    private String where() {
        return cluster.map(each -> "on cluster " + each
                        + size.map(text -> " (" + text + ")").orElse(""))
                .orElse("on the default cluster of the session");
    }
}
