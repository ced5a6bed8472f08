package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import dev.verdigris.core.lexer.Token;

/**
 * One form for all texts of the same statement. The server parses a statement and prints it again: it drops comments,
 * puts names into quotes, gives types one name, and adds what was left out. So the words of a file and those of the
 * server are brought into one form. What is only written in another way has the same key then.
 */
final class NormalForm {

    private static final Set<String> UNITS = Set.of(
            "year", "month", "day", "hour", "minute", "second", "years", "months", "days", "hours", "minutes",
            "seconds");

    private static final Set<String> OPTIONS = Set.of("with", "options");

    private final List<Word> words;

    private NormalForm(List<Word> words) {
        this.words = new ArrayList<>(words);
    }

    /** The words of one statement in this form. */
    static List<Word> of(List<Token> tokens, WrittenNames names) {
        NormalForm form = new NormalForm(Casts.plain(new WordReader(tokens, names, false).words()));
        form.extracts();
        form.storedParts();
        form.joins();
        form.units();
        form.optionalWords();
        return List.copyOf(form.words);
    }

    /** The words as they are stored, without what the server has added. */
    static List<Word> written(List<Token> tokens, WrittenNames names) {
        NormalForm form = new NormalForm(new WordReader(tokens, names, true).words());
        form.storedParts();
        return List.copyOf(form.words);
    }

    /** The server stores {@code extract(year FROM x)} as a call. */
    private void extracts() {
        for (int at = 0; at + 3 < words.size(); at++) {
            if (words.get(at).key().equals("extract")
                    && words.get(at + 1).isSign("(")
                    && words.get(at + 3).is("from")) {
                words.set(at + 2, Word.value('\'' + words.get(at + 2).key() + '\''));
                words.set(at + 3, Word.sign(","));
            }
        }
    }

    /** What the server adds to a materialized view: the default refresh, and the time of its creation. */
    private void storedParts() {
        boolean materialized =
                words.size() > 2 && words.get(0).is("create") && words.get(1).is("materialized");
        if (!materialized) {
            return;
        }
        int size = words.size();
        if (words.get(size - 3).is("as")
                && words.get(size - 2).is("of")
                && words.get(size - 1).kind() == Word.Kind.VALUE) {
            words.subList(size - 3, size).clear();
        }
        assertions();
        for (int at = 0; at < words.size() && !isQuery(at); at++) {
            if (words.get(at).is("with")
                    && at + 1 < words.size()
                    && words.get(at + 1).isSign("(")) {
                onCommit(at);
                return;
            }
        }
    }

    /** ASSERT is a keyword before NOT NULL only. Elsewhere, it may be a name. */
    private void assertions() {
        for (int at = 0; at + 1 < words.size() && !isQuery(at); at++) {
            if (words.get(at).is("assert") && words.get(at + 1).is("not")) {
                words.set(at, new Word("assert", "ASSERT", Word.Kind.PLAIN));
            }
        }
    }

    /** Whether the query begins at an AS. */
    private boolean isQuery(int at) {
        return words.get(at).is("as");
    }

    /** Removes the refresh on commit from the options, and options without any other. */
    private void onCommit(int with) {
        int close = Brackets.closing(words, with + 1);
        for (int at = with + 2; at < close; at++) {
            int end = endOfRefresh(at, close);
            if (end > 0) {
                boolean first = at == with + 2;
                boolean only = first && end == close;
                int from = only ? with : first ? at : at - 1;
                int to = only ? close + 1 : first ? end + 1 : end;
                words.subList(from, to).clear();
                return;
            }
        }
    }

    /** The place after {@code REFRESH = ON COMMIT} at a place; none if something else is there. */
    private int endOfRefresh(int at, int close) {
        int value = words.get(at + 1).isSign("=") ? at + 2 : at + 1;
        boolean found = words.get(at).key().equals("refresh")
                && value + 2 <= close
                && words.get(value).is("on")
                && words.get(value + 1).key().equals("commit");
        return found ? value + 2 : -1;
    }

    /** INNER and OUTER say nothing before JOIN, so they are left out. */
    private void joins() {
        for (int at = words.size() - 2; at >= 0; at--) {
            Word word = words.get(at);
            if ((word.is("inner") || word.is("outer")) && words.get(at + 1).is("join")) {
                words.remove(at);
            }
        }
    }

    /** The unit of an interval is no alias, and an alias after an interval is no unit. */
    private void units() {
        for (int at = 2; at < words.size(); at++) {
            Word word = words.get(at);
            boolean first = words.get(at - 1).kind() == Word.Kind.VALUE
                    && words.get(at - 2).is("interval");
            boolean second = words.get(at - 1).is("to") && isUnit(words.get(at - 2));
            if (word.kind() == Word.Kind.NAME && first) {
                words.set(at, word.inQuotes());
            } else if (word.kind() == Word.Kind.PLAIN && (first || second) && UNITS.contains(word.key())) {
                words.set(at, word.meaning(word.key().toUpperCase(Locale.ROOT)));
            }
        }
    }

    private static boolean isUnit(Word word) {
        return word.kind() == Word.Kind.PLAIN && UNITS.contains(word.key().toLowerCase(Locale.ROOT));
    }

    private void optionalWords() {
        int query = 0;
        while (query < words.size() && !isQuery(query)) {
            query++;
        }
        for (int at = 0; at + 1 < words.size(); at++) {
            Word word = words.get(at);
            Word next = words.get(at + 1);
            if (word.is("as") && isAlias(next, at == query)) {
                words.set(at, word.optional());
                words.set(at + 1, next.kind() == Word.Kind.NAME ? next : Word.name(next.key()));
            } else if (OPTIONS.contains(word.key()) && word.kind() == Word.Kind.PLAIN && next.isSign("(")) {
                options(at + 1);
            }
        }
    }

    /** Whether a word after an AS is an alias. The first AS is the one before the query. */
    private static boolean isAlias(Word next, boolean first) {
        return !first && (next.kind() == Word.Kind.NAME || next.kind() == Word.Kind.PLAIN && !next.is("of"));
    }

    /** The sign between an option and its value may be left out. */
    private void options(int open) {
        int close = Brackets.closing(words, open);
        for (int at = open + 1; at < close; at++) {
            if (words.get(at).isSign("=")) {
                words.set(at, words.get(at).optional());
            }
        }
    }
}
