package dev.verdigris.core.guard.sinks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sink.SinkOutlook;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sql.Messages;

/** Finds out what a swap means for the sinks of the live side. */
public final class SinkOutlooks {

    private SinkOutlooks() {}

    /**
     * The sinks of the live side before a swap, by name; none after it.
     *
     * @param ways what was chosen for sinks
     * @param known the problems and warnings of the guardrails of the swap, which say what differs
     */
    public static List<SinkOutlook> all(DeploymentView view, SinkWays ways, List<Problem> known) {
        if (!view.mayBeStaged()) {
            return List.of();
        }
        List<SinkOutlook> sinks = new ArrayList<>();
        OutsideSinks.reading(view, Side.LIVE).forEach((sink, read) -> sinks.add(of(view, sink, read, ways, known)));
        return List.copyOf(sinks);
    }

    private static SinkOutlook of(DeploymentView view, Item sink, Item read, SinkWays ways, List<Problem> known) {
        CatalogSnapshot catalog = view.catalog();
        ObjectName name = catalog.nameOf(sink);
        SinkWay way = ways.of(name);
        List<Problem> about = known.stream()
                .filter(problem -> problem.where().equals(Messages.of(catalog, sink)))
                .toList();
        boolean made = ways.made().contains(name);
        boolean follows = !made
                && way instanceof SinkWay.Repoint
                && SinkTargets.of(view, sink, read, way).isPresent();
        return new SinkOutlook(
                name,
                catalog.nameOf(sink.owner()),
                way,
                catalog.nameOf(read),
                !follows,
                made
                        ? List.of("A deployment has made the sink. It stays on the version that it publishes.")
                        : sentences(way, follows, about));
    }

    private static List<String> sentences(SinkWay way, boolean follows, List<Problem> about) {
        List<String> sentences = new ArrayList<>();
        base(way, follows, about).ifPresent(sentences::add);
        about.stream().map(Problem::what).map(SinkOutlooks::sentence).forEach(sentences::add);
        return sentences;
    }

    private static Optional<String> base(SinkWay way, boolean follows, List<Problem> about) {
        return switch (way) {
            case SinkWay.Republish republish ->
                Optional.of("Its topic stays on the previous version. Topic " + republish.topic()
                        + " gets every row of the new version.");
            case SinkWay.Refuse refuse -> Optional.of("Its topic must not change, so the swap is refused.");
            case SinkWay.Repoint repoint -> {
                boolean other = about.stream().map(Problem::code).anyMatch(SinkOutlooks::concernsRows);
                yield !follows
                        ? Optional.of("Its topic stays on the previous version.")
                        : other ? Optional.empty() : Optional.of("Its topic goes on with the same rows.");
            }
        };
    }

    private static boolean concernsRows(ProblemCode code) {
        return code == ProblemCode.SINK_NO_SNAPSHOT || code == ProblemCode.SINK_REWRITES;
    }

    private static String sentence(String clause) {
        return Character.toUpperCase(clause.charAt(0)) + clause.substring(1) + ".";
    }
}
