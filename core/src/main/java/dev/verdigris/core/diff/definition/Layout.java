package dev.verdigris.core.diff.definition;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;

/**
 * Lays the words of a statement out in lines: one for each clause, each join, each condition and each column of a
 * SELECT. It is only for reading: whether two statements are the same, the keys of their words say.
 */
final class Layout {

    private static final String INDENT = "    ";

    /** The separator of keys, which no word contains. */
    private static final char BETWEEN_KEYS = '\0';

    private static final Set<String> QUERY = Set.of("select", "with", "values");

    private static final Set<String> CLAUSES = Set.of(
            "select",
            "values",
            "from",
            "where",
            "group",
            "having",
            "qualify",
            "order",
            "limit",
            "offset",
            "union",
            "except",
            "intersect",
            "options");

    /** The clauses with a line for each member of a list. */
    private static final Set<String> LISTS = Set.of("with", "values");

    private static final Set<String> JOIN_KINDS = Set.of("left", "right", "full", "cross", "natural");

    /** Brackets, or the statement itself. */
    private static final class Level {
        private final boolean query;
        private final int depth;
        private String clause = "with";
        private boolean head;
        private boolean between;
        private int cases;

        private Level(boolean query, int depth) {
            this.query = query;
            this.depth = depth;
        }
    }

    private final List<Word> words;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<Level> levels = new ArrayDeque<>();
    private final StringBuilder key = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private int at;

    private Layout(List<Word> words) {
        this.words = words;
    }

    /** The lines of a statement. */
    static List<Line> of(List<Word> words) {
        Layout layout = new Layout(words);
        boolean relation = words.getFirst().is("create") && !Blanks.isIndex(words);
        layout.levels.push(new Level(relation, 0));
        for (; layout.at < words.size(); layout.at++) {
            layout.word(words.get(layout.at));
        }
        layout.end(0);
        return List.copyOf(layout.lines);
    }

    private void word(Word word) {
        if ((word.isSign(")") || word.isSign("]")) && levels.size() > 1) {
            Level closed = levels.pop();
            if (closed.query) {
                end(closed.depth - 1);
            }
            write(word);
            return;
        }
        Level level = levels.element();
        if (level.query) {
            before(word, level);
        }
        write(word);
        if (word.isSign("(") || word.isSign("[")) {
            boolean query = QUERY.contains(keyAt(at + 1));
            int depth = query ? indentation() + 1 : level.depth;
            levels.push(new Level(query, depth));
            if (query) {
                end(depth);
            }
        } else if (level.query) {
            after(word, level);
        }
    }

    /** Begins a line before a clause, a join, a condition, and the first column of a SELECT. */
    private void before(Word word, Level level) {
        if (level.head && !isHead(word)) {
            level.head = false;
            end(level.depth + 1);
        }
        if (word.kind() != Word.Kind.PLAIN) {
            return;
        }
        if (isClause(word)) {
            end(level.depth);
            level.clause = word.key();
            level.head = word.is("select");
        } else if (isJoin(word)) {
            end(level.depth);
            level.clause = "join";
        } else {
            condition(word, level);
        }
    }

    /** Begins a line before each further condition, but not within CASE. The AND of a BETWEEN is none. */
    private void condition(Word word, Level level) {
        switch (word.key()) {
            case "between" -> level.between = true;
            case "case" -> level.cases++;
            case "end" -> level.cases--;
            case "and", "or" -> {
                boolean begins = level.cases == 0 && !(level.between && word.is("and"));
                level.between = level.between && !word.is("and");
                if (begins) {
                    end(level.depth + 1);
                }
            }
            default -> {}
        }
    }

    /** Whether a word still belongs to the beginning of a SELECT. */
    private boolean isHead(Word word) {
        return word.is("distinct")
                || word.is("all")
                || word.is("on")
                || word.isSign("(") && keyAt(at - 1).equals("on");
    }

    private boolean isClause(Word word) {
        return switch (word.key()) {
            case "order", "group" -> keyAt(at + 1).equals("by");
            case "from" -> !keyAt(at - 1).equals("distinct");
            default -> CLAUSES.contains(word.key());
        };
    }

    private boolean isJoin(Word word) {
        boolean begins = word.is("join")
                || JOIN_KINDS.contains(word.key()) && !keyAt(at + 1).equals("(");
        return begins && !JOIN_KINDS.contains(keyAt(at - 1));
    }

    private void after(Word word, Level level) {
        if (word.isSign(",") && level.clause.equals("select")) {
            end(level.depth + 1);
        } else if (word.isSign(",") && LISTS.contains(level.clause) || word.is("as") && QUERY.contains(keyAt(at + 1))) {
            end(level.depth);
        }
    }

    private String keyAt(int index) {
        return index >= 0 && index < words.size() ? words.get(index).key() : "";
    }

    private void write(Word word) {
        if (!text.toString().isBlank() && Blanks.isBetween(words, at)) {
            text.append(' ');
        }
        text.append(word.text());
        if (!word.key().isEmpty()) {
            key.append(word.key()).append(BETWEEN_KEYS);
        }
    }

    /** The depth of the line that is written. */
    private int indentation() {
        return (text.length() - text.toString().stripLeading().length()) / INDENT.length();
    }

    private void end(int depth) {
        if (!text.toString().isBlank()) {
            lines.add(new Line(key.toString(), text.toString()));
            key.setLength(0);
        }
        text.setLength(0);
        text.append(INDENT.repeat(depth));
    }
}
