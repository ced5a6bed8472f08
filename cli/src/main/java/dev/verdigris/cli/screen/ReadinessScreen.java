package dev.verdigris.cli.screen;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.cli.screen.ReadinessGroups.Group;
import dev.verdigris.cli.screen.Style.Tone;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Cause;
import dev.verdigris.core.readiness.ClusterTrouble;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.text.Count;

/**
 * Lays out a judgement of the readiness: all in one bar, the causes, a bar for each cluster, and its objects that are
 * not ready. What does not fit becomes a number.
 */
final class ReadinessScreen {

    private static final String INDENT = "    ";
    private static final int MOST_CAUSES = 3;
    private static final int ROOM_FOR_CAUSES = 16;
    private static final int LEAST_OF_A_NAME = 20;
    private static final int LEAST_OF_AN_INPUT = 8;

    private final ReadinessGroups view;
    private final int width;
    private final Duration since;

    /**
     * Prepares for a terminal of that many columns.
     *
     * @param since the time since the judgement
     */
    ReadinessScreen(ReadinessGroups view, int width, Duration since) {
        this.view = view;
        this.width = width;
        this.since = since;
    }

    /** How many objects are ready. */
    static String count(Assessment assessment) {
        return Count.ready(assessment.readyCount(), assessment.objects().size());
    }

    /** The bar of all objects on a terminal of that many columns. */
    static Line total(Assessment assessment, int columns) {
        return Line.of("  ")
                .and(Bar.of(
                        (int) assessment.readyCount(),
                        assessment.objects().size(),
                        Math.clamp(columns / 5, 8, 40),
                        assessment.isFailed() ? Tone.BAD : Tone.GOOD))
                .and("  ")
                .and(Tone.STRONG, count(assessment));
    }

    /** The lines, at most {@code height}, with {@code total} as the first one. */
    List<Line> lines(Line total, int height) {
        List<Line> lines = new ArrayList<>();
        lines.add(total);
        lines.addAll(headlines(height < ROOM_FOR_CAUSES ? 1 : MOST_CAUSES));
        lines.addAll(groups(height - lines.size()));
        return lines.stream().limit(Math.max(1, height)).toList();
    }

    /** The most important causes. A wait without a cause has its reason. */
    private List<Line> headlines(int most) {
        Assessment assessment = view.assessment();
        List<Cause> causes = assessment.causes();
        if (causes.isEmpty()) {
            return assessment.overall() instanceof Verdict.Waiting waiting
                    ? List.of(Line.of("  ").and(Tone.STRONG, waiting.reason()))
                    : List.of();
        }
        int shown = Math.min(most, causes.size());
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < shown; i++) {
            lines.addAll(headline(causes.get(i), i == shown - 1 ? causes.size() - shown : 0));
        }
        return lines;
    }

    /** A cause and what waits for it, in one line if that fits. */
    private List<Line> headline(Cause cause, int others) {
        int waiting = cause.waiting().size();
        String held = waiting == 0 ? "" : Count.of(waiting, "object") + (waiting == 1 ? " waits" : " wait") + " for it";
        String more = others == 0 ? "" : "(and " + Count.of(others, "other cause") + ")";
        String rest = Stream.of(held, more).filter(text -> !text.isEmpty()).collect(Collectors.joining(" "));
        Tone tone = cause.isFailed() ? Tone.BAD : Tone.STRONG;
        String whole = text(cause, Integer.MAX_VALUE) + (held.isEmpty() ? " " : "; ") + rest;
        return Cells.width(whole) <= width - 2 || rest.isEmpty()
                ? List.of(Line.of("  ").and(tone, rest.isEmpty() ? text(cause, width - 2) : whole))
                : List.of(
                        Line.of("  ").and(tone, text(cause, width - 2)),
                        Line.of(INDENT).and(tone, rest));
    }

    private String text(Cause cause, int room) {
        return switch (cause.of()) {
            case Cause.Of.OfCluster cluster ->
                Cells.beginning(Cells.visible(cluster.trouble().text()), room);
            case Cause.Of.OfObject object -> text(object.judged(), room);
        };
    }

    private String text(Assessment.Judged judged, int room) {
        String said = ": " + Cells.visible(judged.state().text());
        String name = name(judged.object().name());
        int roomOfName = Math.max(Math.min(LEAST_OF_A_NAME, Cells.width(name)), room - Cells.width(said));
        String shown = Cells.end(name, roomOfName);
        return shown + Cells.beginning(said, room - Cells.width(shown));
    }

    private List<Line> groups(int room) {
        List<Group> open =
                view.groups().stream().filter(group -> !group.open().isEmpty()).toList();
        List<Group> ready =
                view.groups().stream().filter(group -> group.open().isEmpty()).toList();
        int objects = open.stream().mapToInt(group -> group.named().size()).sum();
        boolean fits = open.size() + ready.size() + objects <= room;
        List<Line> ends = fits || ready.size() == 1
                ? lines(ready, new int[ready.size()])
                : ready.isEmpty() ? List.of() : List.of(folded(ready, "ready", ""));
        int rest = room - ends.size();
        if (open.size() <= rest) {
            return joined(lines(open, shares(open, rest - open.size())), ends);
        }
        int shown = Math.max(0, rest - 1);
        List<Group> hidden = open.subList(shown, open.size());
        List<Line> lines = lines(open.subList(0, shown), new int[shown]);
        return joined(joined(lines, List.of(folded(hidden, "not ready", "… and "))), ends);
    }

    private static List<Line> joined(List<Line> first, List<Line> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }

    private static Line folded(List<Group> groups, String word, String before) {
        int objects = groups.stream().mapToInt(Group::total).sum();
        String verb = groups.size() == 1 ? " is " : " are ";
        return Line.of("  ")
                .and(
                        Tone.FAINT,
                        before + Count.of(groups.size(), "cluster") + " with " + Count.of(objects, "object") + verb
                                + word);
    }

    /** Gives each group the same number of lines for its objects, if it has that many. */
    private static int[] shares(List<Group> groups, int room) {
        int[] shares = new int[groups.size()];
        int left = room;
        boolean given = true;
        while (left > 0 && given) {
            given = false;
            for (int i = 0; i < shares.length && left > 0; i++) {
                if (shares[i] < groups.get(i).named().size()) {
                    shares[i]++;
                    left--;
                    given = true;
                }
            }
        }
        return shares;
    }

    private List<Line> lines(List<Group> groups, int[] shares) {
        int names = view.groups().stream()
                .mapToInt(group -> Cells.width(title(group)))
                .max()
                .orElse(0);
        int ofObjects = ofObjects(groups, shares);
        List<Line> lines = new ArrayList<>();
        for (int i = 0; i < groups.size(); i++) {
            Group group = groups.get(i);
            lines.add(line(group, Math.min(names, width / 3)));
            List<Assessment.Judged> named = group.named();
            boolean all = shares[i] >= named.size();
            int shown = all || shares[i] < 2 ? shares[i] : shares[i] - 1;
            named.stream().limit(shown).forEach(each -> lines.add(line(each, ofObjects)));
            if (!all && shares[i] > 1) {
                lines.add(Line.of(INDENT).and(Tone.FAINT, "… and " + (named.size() - shown) + " more"));
            }
        }
        return lines;
    }

    /** The width of the column of the objects' names. */
    private int ofObjects(List<Group> groups, int[] shares) {
        int longest = 0;
        for (int i = 0; i < groups.size(); i++) {
            longest = Math.max(
                    longest,
                    groups.get(i).named().stream()
                            .limit(shares[i])
                            .mapToInt(each -> Cells.width(name(each.object().name())))
                            .max()
                            .orElse(0));
        }
        return Math.min(longest, Math.max(LEAST_OF_A_NAME, (width - INDENT.length()) / 2));
    }

    private static String title(Group group) {
        return group.cluster().map(name -> Cells.visible(name.value())).orElse("(no cluster)");
    }

    private Line line(Group group, int names) {
        String name = Cells.padded(Cells.end(title(group), names), names);
        String count = Count.ready(group.ready(), group.total());
        Line line = Line.of("  " + name + "  ")
                .and(Bar.of(
                        group.ready(),
                        group.total(),
                        Math.clamp(width / 6, 8, 30),
                        group.isFailed() ? Tone.BAD : Tone.GOOD))
                .and("  " + count)
                .and(Tone.BAD, group.trouble().map(ReadinessScreen::words).orElse(""));
        for (String strain : group.strains()) {
            Line longer = line.and(Tone.CAREFUL, ", " + strain);
            line = longer.width() <= width ? longer : line;
        }
        return line;
    }

    private static String words(ClusterTrouble trouble) {
        return switch (trouble.kind()) {
            case RECONFIGURED -> ", being reconfigured";
            case NO_REPLICA -> ", no replicas";
            case NOT_UP ->
                switch (trouble.replicas()) {
                    case ANY -> ", no replica is up";
                    case ALL -> ", a replica is not up";
                };
            case CRASHES -> ", crashes";
            case OUT_OF_MEMORY -> ", out of memory";
            case NO_INTROSPECTION -> ", no introspection";
        };
    }

    private Line line(Assessment.Judged judged, int names) {
        String name = Cells.end(name(judged.object().name()), names);
        String estimate = judged.remaining()
                .flatMap(left -> left.after(since))
                .map(left -> ", " + left.text())
                .orElse("");
        int room = width - INDENT.length() - names - 2 - estimate.length();
        return Line.of(INDENT + Cells.padded(name, names) + "  ")
                .and(judged.state().isFailed() ? Tone.BAD : Tone.CAREFUL, reason(judged, room))
                .and(estimate);
    }

    private String reason(Assessment.Judged judged, int room) {
        boolean own = judged.waitsFor().isEmpty()
                || judged.state() instanceof ObjectState.OnCluster
                || judged.state().isFailed();
        if (own) {
            return Cells.beginning(Cells.visible(judged.state().text()), room);
        }
        int more = judged.waitsFor().size() - 1;
        String before = "it waits for ";
        String after = more == 0 ? "" : " and " + Count.of(more, "other object");
        int roomOfName = room - before.length() - after.length();
        return roomOfName < LEAST_OF_AN_INPUT
                ? Cells.beginning("it waits", room)
                : before + Cells.end(name(judged.waitsFor().getFirst()), roomOfName) + after;
    }

    private String name(ObjectName name) {
        return Cells.visible(view.name(name));
    }
}
