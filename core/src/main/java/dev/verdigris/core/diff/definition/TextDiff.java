package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** The differences of two texts, line by line. */
final class TextDiff {

    /** So many equal lines are shown around a difference. */
    private static final int CONTEXT = 3;

    /** From so many pairs of lines on, the rest is replaced as a whole, so that time and memory stay bounded. */
    private static final int MOST_PAIRS = 4_000_000;

    /**
     * A line with the sign that it has in a difference.
     *
     * @param sign a blank, a minus or a plus
     */
    private record Marked(char sign, String text) {

        @Override
        public String toString() {
            return text.isEmpty() ? String.valueOf(sign).strip() : sign + text;
        }
    }

    private TextDiff() {}

    /** The lines of a unified diff, without the names of files; none if the texts are the same. */
    static List<String> of(List<Line> before, List<Line> after) {
        if (keys(before).equals(keys(after))) {
            return List.of();
        }
        List<Marked> all = marked(before, after);
        List<String> unified = new ArrayList<>();
        int at = 0;
        while (at < all.size()) {
            int first = next(all, at);
            if (first == all.size()) {
                return unified;
            }
            int start = Math.max(at, first - CONTEXT);
            int end = end(all, first);
            unified.add(header(all, start, end));
            all.subList(start, end).forEach(line -> unified.add(line.toString()));
            at = end;
        }
        return unified;
    }

    /**
     * The keys of all words. They say whether the texts are the same: the lines do not, because a column with the name
     * of a keyword can begin a line without its quotes.
     */
    private static String keys(List<Line> lines) {
        return lines.stream().map(Line::key).collect(Collectors.joining());
    }

    private static int next(List<Marked> all, int from) {
        int at = from;
        while (at < all.size() && all.get(at).sign() == ' ') {
            at++;
        }
        return at;
    }

    /** The end of the part that begins with a difference: further ones close to it belong to it. */
    private static int end(List<Marked> all, int first) {
        int last = first;
        int at = first;
        while (at < all.size() && at - last <= 2 * CONTEXT + 1) {
            if (all.get(at).sign() != ' ') {
                last = at;
            }
            at++;
        }
        return Math.min(all.size(), last + 1 + CONTEXT);
    }

    private static String header(List<Marked> all, int start, int end) {
        return "@@ -" + range(all, start, end, '+') + " +" + range(all, start, end, '-') + " @@";
    }

    private static String range(List<Marked> all, int start, int end, char without) {
        long before = all.subList(0, start).stream()
                .filter(line -> line.sign() != without)
                .count();
        long count = all.subList(start, end).stream()
                .filter(line -> line.sign() != without)
                .count();
        return (count == 0 ? before : before + 1) + "," + count;
    }

    private static List<Marked> marked(List<Line> before, List<Line> after) {
        int head = 0;
        while (head < Math.min(before.size(), after.size()) && isSame(before.get(head), after.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < Math.min(before.size(), after.size()) - head
                && isSame(before.get(before.size() - 1 - tail), after.get(after.size() - 1 - tail))) {
            tail++;
        }
        List<Marked> all = new ArrayList<>();
        after.subList(0, head).forEach(line -> all.add(new Marked(' ', line.text())));
        middle(before.subList(head, before.size() - tail), after.subList(head, after.size() - tail), all);
        after.subList(after.size() - tail, after.size()).forEach(line -> all.add(new Marked(' ', line.text())));
        return all;
    }

    /** By the longest common subsequence. */
    private static void middle(List<Line> before, List<Line> after, List<Marked> all) {
        boolean large = (long) before.size() * after.size() > MOST_PAIRS;
        int[][] common = large ? new int[0][0] : common(before, after);
        int old = 0;
        int now = 0;
        while (old < before.size() || now < after.size()) {
            boolean both = old < before.size() && now < after.size();
            if (both && !large && isSame(before.get(old), after.get(now))) {
                all.add(new Marked(' ', after.get(now).text()));
                old++;
                now++;
            } else if (old < before.size()
                    && (now == after.size() || large || common[old + 1][now] >= common[old][now + 1])) {
                all.add(new Marked('-', before.get(old).text()));
                old++;
            } else {
                all.add(new Marked('+', after.get(now).text()));
                now++;
            }
        }
    }

    private static int[][] common(List<Line> before, List<Line> after) {
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int old = before.size() - 1; old >= 0; old--) {
            for (int now = after.size() - 1; now >= 0; now--) {
                common[old][now] = isSame(before.get(old), after.get(now))
                        ? common[old + 1][now + 1] + 1
                        : Math.max(common[old + 1][now], common[old][now + 1]);
            }
        }
        return common;
    }

    private static boolean isSame(Line one, Line other) {
        return one.key().equals(other.key());
    }
}
