package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;
import dev.verdigris.core.model.syntax.StringToken;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * Reads the words of a statement: of a model file, or as the server stores it. The server writes a name as {@code [u12
 * AS "database"."schema"."object"]} and a cluster as {@code [u3]}.
 */
final class WordReader {

    /** The schemas that every search path contains. The server writes them before types and functions. */
    private static final List<String> IMPLIED = List.of("pg_catalog", "mz_catalog");

    private static final Pattern PLAIN_STRING = Pattern.compile("[^\\n\\r\\t]*");

    /** The beginning of a text up to its first escape by the number of a character. It stays as it is written. */
    private static final Pattern HAS_NUMBERED_ESCAPE = Pattern.compile("[eE]'(?:[^\\\\]|\\\\[^0-7xuU])*+\\\\[0-7xuU]");

    private static final Pattern INSIDE = Pattern.compile("\\\\[^\\n\\r\\t]|\\\\?([\\n\\r\\t])");

    private static final int FULL_NAME = 3;

    /** The words before a relation of a query, and the signs that may be before one. */
    private static final List<String> BEFORE_RELATION = List.of("from", "join", "table");

    private static final List<String> SIGNS_BEFORE_RELATION = List.of(",", "(");

    private final List<Token> tokens;
    private final WrittenNames names;
    private final Set<String> queryNames;
    private final boolean completesSystem;
    private final List<Word> words = new ArrayList<>();
    private int at;

    /**
     * Prepares.
     *
     * @param tokens the significant tokens of one statement
     * @param names how names are written
     * @param completesSystem whether each relation of the system keeps its schema, as a file needs it. Otherwise it
     *     keeps the schema only where a query of the statement has the same name
     */
    WordReader(List<Token> tokens, WrittenNames names, boolean completesSystem) {
        this.tokens = tokens;
        this.names = names;
        this.queryNames = QueryNames.of(tokens);
        this.completesSystem = completesSystem;
    }

    List<Word> words() {
        while (at < tokens.size()) {
            word();
        }
        return words;
    }

    private void word() {
        Token token = tokens.get(at);
        if (isResolved(at)) {
            resolved();
            return;
        }
        switch (token.kind()) {
            case WORD, QUOTED_IDENTIFIER -> path();
            case STRING -> add(Word.value(string(token)));
            case NUMBER, PARAMETER -> add(Word.value(token.value()));
            case OPERATOR -> add(Word.sign(token.isOperator("!=") ? "<>" : token.value()));
            case PUNCTUATION, UNREADABLE, WHITESPACE, COMMENT -> sign(token);
        }
    }

    private void add(Word word) {
        words.add(word);
        at++;
    }

    /** A bracket with an id is a cluster; any other sign is itself. */
    private void sign(Token token) {
        Optional<Identifier> name =
                isBracketed(at) ? names.clusterOfId(tokens.get(at + 1).value()) : Optional.empty();
        if (name.isPresent()) {
            words.add(Word.name(name.get().value()));
            at += 3;
        } else {
            add(Word.sign(token.value()));
        }
    }

    private boolean isBracketed(int index) {
        return index + 2 < tokens.size()
                && tokens.get(index).isPunctuation("[")
                && tokens.get(index + 1).kind() == TokenKind.WORD
                && tokens.get(index + 2).isPunctuation("]")
                && followsCluster();
    }

    /** Whether the word before is that of {@code IN CLUSTER}. */
    private boolean followsCluster() {
        int size = words.size();
        return size >= 2
                && words.get(size - 1).is("cluster")
                && words.get(size - 2).is("in");
    }

    private boolean isResolved(int index) {
        return index + 3 < tokens.size()
                && tokens.get(index).isPunctuation("[")
                && tokens.get(index + 1).kind() == TokenKind.WORD
                && tokens.get(index + 2).isWord("as")
                && tokens.get(index + 3).isIdentifier();
    }

    /** A resolved name, with the version of a table after it. */
    private void resolved() {
        at += 3;
        name(parts());
        while (at < tokens.size() && !tokens.get(at).isPunctuation("]")) {
            at++;
        }
        at++;
    }

    private void path() {
        Token first = tokens.get(at);
        List<String> parts = parts();
        if (parts.size() == 1 && followsCluster()) {
            words.add(Word.name(names.cluster(Identifier.of(parts.getFirst())).value()));
        } else if (parts.size() == 1) {
            words.add(first.kind() == TokenKind.WORD ? Word.plain(first.value()) : Word.name(first.value()));
        } else {
            name(parts);
        }
    }

    private List<String> parts() {
        List<String> parts = new ArrayList<>();
        parts.add(tokens.get(at).value());
        at++;
        while (at + 1 < tokens.size()
                && tokens.get(at).isPunctuation(".")
                && tokens.get(at + 1).isIdentifier()) {
            parts.add(tokens.get(at + 1).value());
            at += 2;
        }
        return parts;
    }

    /** A name with the live schema, without the database of the environment and without an implied schema. */
    private void name(List<String> written) {
        List<String> parts = new ArrayList<>(written);
        if (parts.size() == FULL_NAME) {
            names.otherSchema(parts.get(0), parts.get(1)).ifPresent(schema -> parts.set(0, schema.value()));
        }
        if (parts.size() >= FULL_NAME) {
            ObjectName name = names.live(new ObjectName(
                    new SchemaName(Identifier.of(parts.get(0)), Identifier.of(parts.get(1))),
                    Identifier.of(parts.get(2))));
            parts.set(1, name.schema().schema().value());
            if (parts.get(0).equals(names.database())) {
                parts.removeFirst();
            }
        }
        if (parts.size() == 2 && IMPLIED.contains(parts.getFirst()) && !keepsSchema(parts.getLast())) {
            parts.removeFirst();
        }
        words.add(parts.size() == 1 ? Word.name(parts.getFirst()) : Word.path(parts));
    }

    /** Whether a name of the system would mean another relation without its schema. Functions and types never do. */
    private boolean keepsSchema(String name) {
        boolean call = at < tokens.size() && tokens.get(at).isPunctuation("(");
        return !call && followsRelationWord() && (completesSystem || queryNames.contains(name));
    }

    private boolean followsRelationWord() {
        return !words.isEmpty()
                && (BEFORE_RELATION.stream().anyMatch(words.getLast()::is)
                        || SIGNS_BEFORE_RELATION.stream().anyMatch(words.getLast()::isSign));
    }

    private static String onOneLine(MatchResult part) {
        String escape = part.group(1) == null
                ? part.group()
                : switch (part.group(1)) {
                    case "\n" -> "\\n";
                    case "\r" -> "\\r";
                    default -> "\\t";
                };
        return Matcher.quoteReplacement(escape);
    }

    /** A text in plain quotes, or with escapes if it would need several lines. */
    private static String string(Token token) {
        if (token.value().startsWith("x") || token.value().startsWith("X")) {
            return token.value();
        }
        if (HAS_NUMBERED_ESCAPE.matcher(token.value()).lookingAt()) {
            return 'E' + INSIDE.matcher(token.value().substring(1)).replaceAll(WordReader::onOneLine);
        }
        String text = StringToken.text(token).replace("'", "''");
        return PLAIN_STRING.matcher(text).matches()
                ? '\'' + text + '\''
                : "E'"
                        + text.replace("\\", "\\\\")
                                .replace("\n", "\\n")
                                .replace("\r", "\\r")
                                .replace("\t", "\\t") + '\'';
    }
}
