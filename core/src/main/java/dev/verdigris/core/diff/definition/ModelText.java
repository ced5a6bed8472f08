package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.syntax.Splitter;

/**
 * The statements of one model in one form: its definition, its indexes, its comments and its grants.
 *
 * @param definition the statement that creates the relation; empty if there is none
 * @param indexes the statements that create indexes
 * @param comments the comments, with one for each target
 * @param grants the grants
 */
record ModelText(
        List<List<Word>> definition, List<List<Word>> indexes, List<List<Word>> comments, List<List<Word>> grants) {

    /** The key of the beginning of a statement. A semicolon is no word of a statement, so no word has it. */
    private static final String BEGIN = ";\0";

    private static final Comparator<List<Word>> ORDER = Comparator.comparing(ModelText::key);

    /** Reads the statements of a text, in any order. */
    static ModelText of(String text, WrittenNames names) {
        List<List<Word>> definition = new ArrayList<>();
        List<List<Word>> indexes = new ArrayList<>();
        Map<String, List<Word>> comments = new LinkedHashMap<>();
        List<List<Word>> grants = new ArrayList<>();
        for (List<Token> tokens : Splitter.split(text).statements()) {
            List<Word> words = NormalForm.of(tokens, names);
            switch (kind(words)) {
                case INDEX -> indexes.add(words);
                case COMMENT -> comments.put(target(words), words);
                case GRANT -> grants.add(withoutTable(words));
                case DEFINITION -> definition.add(words);
            }
        }
        return new ModelText(definition, indexes, sorted(comments.values()), sorted(grants));
    }

    /** All relations are granted as tables, and the word TABLE may be left out. */
    private static List<Word> withoutTable(List<Word> words) {
        List<Word> grant = new ArrayList<>(words);
        if (grant.size() > 3 && grant.get(3).is("table")) {
            grant.remove(3);
        }
        return List.copyOf(grant);
    }

    private enum Kind {
        DEFINITION,
        INDEX,
        COMMENT,
        GRANT
    }

    private static Kind kind(List<Word> words) {
        return switch (words.getFirst().key()) {
            case "comment" -> Kind.COMMENT;
            case "grant" -> Kind.GRANT;
            default -> Blanks.isIndex(words) ? Kind.INDEX : Kind.DEFINITION;
        };
    }

    private static List<List<Word>> sorted(Collection<List<Word>> statements) {
        return statements.stream().sorted(ORDER).toList();
    }

    private static String key(List<Word> words) {
        return Layout.of(words).stream().map(Line::key).reduce("", String::concat);
    }

    /** The object of a comment: the words before its text. */
    private static String target(List<Word> words) {
        return key(words.stream().takeWhile(word -> !word.is("is")).toList());
    }

    /** The text of a live model, with only those comments and grants that a file has, and names of indexes as in it. */
    ModelText asIn(ModelText file) {
        List<String> targets = file.comments.stream().map(ModelText::target).toList();
        return new ModelText(
                definition,
                indexes.stream()
                        .map(index -> IndexNames.asIn(index, file.indexes))
                        .toList(),
                only(comments, comment -> targets.contains(target(comment))),
                only(
                        grants,
                        grant -> file.grants.stream()
                                .anyMatch(other -> key(other).equals(key(grant)))));
    }

    private static List<List<Word>> only(List<List<Word>> statements, Predicate<List<Word>> passes) {
        return statements.stream().filter(passes).toList();
    }

    /** The lines of all statements. Each ends with a semicolon. */
    List<Line> lines() {
        return Stream.of(definition, sorted(indexes), comments, grants)
                .flatMap(List::stream)
                .flatMap(words -> ended(Layout.of(words)))
                .toList();
    }

    private static Stream<Line> ended(List<Line> lines) {
        List<Line> ended = new ArrayList<>(lines);
        ended.set(0, new Line(BEGIN + lines.getFirst().key(), lines.getFirst().text()));
        Line last = ended.removeLast();
        ended.add(new Line(last.key(), last.text() + ';'));
        return ended.stream();
    }
}
