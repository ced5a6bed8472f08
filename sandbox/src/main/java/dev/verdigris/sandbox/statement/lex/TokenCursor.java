package dev.verdigris.sandbox.statement.lex;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.function.Supplier;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import org.jspecify.annotations.Nullable;

/** Reads a script's tokens one by one and remembers which of them are keywords, for printing them back. */
public final class TokenCursor {

    private static final int MAX_DEPTH = 128;

    public final String script;
    public final List<Token> tokens;
    public final BitSet keywords = new BitSet();

    /** Texts that replace a run of tokens in print, by the index of the first token. */
    public final TreeMap<Integer, Substitute> substitutes = new TreeMap<>();

    /** Tokens before which an equals sign is printed although it was not typed. */
    public final BitSet equalsBefore = new BitSet();

    private int index;
    private int stop = Integer.MAX_VALUE;

    /** Reads a script from its first token; a script that nests too deeply is refused. */
    public TokenCursor(String script) {
        this.script = script;
        this.tokens = Lexer.tokens(script);
        requireShallow();
    }

    /** The parsers are recursive for every parenthesis, as Materialize's is. */
    private void requireShallow() {
        int depth = 0;
        for (Token token : tokens) {
            if (token.is(Token.Kind.LEFT_PARENTHESIS) || token.is(Token.Kind.LEFT_BRACKET)) {
                depth++;
            } else if (token.is(Token.Kind.RIGHT_PARENTHESIS) || token.is(Token.Kind.RIGHT_BRACKET)) {
                depth--;
            }
            if (depth > MAX_DEPTH) {
                throw Lexer.syntaxError(script, 0, "statement exceeds nested expression limit of " + MAX_DEPTH);
            }
        }
    }

    /**
     * A run of tokens printed as something else.
     *
     * @param end one past the last token
     * @param text what is printed
     */
    public record Substitute(int end, String text) {}

    /** The index of the next token. */
    public int index() {
        return index;
    }

    /** Goes to a token by its index. */
    public void moveTo(int newIndex) {
        index = newIndex;
    }

    /** The next token, without reading it. */
    public Token peek() {
        return tokens.get(index);
    }

    /** A later token; the last one, END, if there are not that many. */
    public Token peek(int ahead) {
        return tokens.get(Math.min(index + ahead, tokens.size() - 1));
    }

    /** Reads the next token. END is never passed. */
    public Token advance() {
        Token token = peek();
        if (!token.is(Token.Kind.END)) {
            index++;
        }
        return token;
    }

    /** Reads from a token to the one before {@code end}, where the statement ends meanwhile. The cursor stays. */
    public <T> T between(int from, int end, Supplier<T> reading) {
        int before = index;
        int outer = stop;
        index = from;
        stop = end;
        try {
            return reading.get();
        } finally {
            index = before;
            stop = outer;
        }
    }

    /** Whether the statement has ended. */
    public boolean atEnd() {
        return index >= stop || peek().is(Token.Kind.END) || peek().is(Token.Kind.SEMICOLON);
    }

    /** Whether the next words are these, given in capitals and separated by blanks. */
    public boolean looksAt(String words) {
        String[] parts = words.split(" ");
        for (int i = 0; i < parts.length; i++) {
            if (!peek(i).isWord(parts[i])) {
                return false;
            }
        }
        return true;
    }

    /** Whether the next token is of the kind. */
    public boolean looksAt(Token.Kind kind) {
        return peek().is(kind);
    }

    /** Reads the words if they are next. */
    public boolean accept(String words) {
        if (!looksAt(words)) {
            return false;
        }
        int count = words.split(" ").length;
        keywords.set(index, index + count);
        index += count;
        return true;
    }

    /** Reads the next token if it is of the kind. */
    public boolean accept(Token.Kind kind) {
        if (!looksAt(kind)) {
            return false;
        }
        index++;
        return true;
    }

    /** Reads the first of the alternatives that is next; null if none is. */
    @Nullable
    public String acceptOneOf(String... alternatives) {
        return Arrays.stream(alternatives).filter(this::accept).findFirst().orElse(null);
    }

    /** Reads the words; a syntax error if others are next. */
    public void expect(String words) {
        for (String word : words.split(" ")) {
            if (!accept(word)) {
                throw expected(word);
            }
        }
    }

    /** Reads the first of the alternatives that is next. The error names the expected words. */
    public String expectOneOf(String... alternatives) {
        String found = acceptOneOf(alternatives);
        if (found != null) {
            return found;
        }
        throw expectedOneOf(alternatives);
    }

    private SqlError expectedOneOf(String... alternatives) {
        String[] begun = Arrays.stream(alternatives)
                .filter(words -> words.contains(" ") && looksAt(firstWord(words)))
                .map(words -> words.substring(words.indexOf(' ') + 1))
                .toArray(String[]::new);
        if (begun.length > 0) {
            index++;
            return expectedOneOf(begun);
        }
        List<String> words = Arrays.stream(alternatives)
                .map(TokenCursor::firstWord)
                .distinct()
                .toList();
        return expected(words.size() == 1 ? words.get(0) : "one of " + String.join(" or ", words));
    }

    private static String firstWord(String words) {
        int blank = words.indexOf(' ');
        return blank < 0 ? words : words.substring(0, blank);
    }

    /** Reads a token of the kind; a syntax error if another is next. */
    public void expect(Token.Kind kind) {
        if (!accept(kind)) {
            throw expected(new Token(kind, "", 0, 0).describe());
        }
    }

    /** A name of one part. */
    public String identifier() {
        Token token = peek();
        if (token.is(Token.Kind.QUOTED) || token.is(Token.Kind.WORD)) {
            index++;
            return token.value();
        }
        throw expected("identifier");
    }

    /** A name of one or more parts. */
    public ObjectPath path() {
        List<String> parts = new ArrayList<>();
        do {
            parts.add(identifier());
        } while (accept(Token.Kind.DOT));
        return new ObjectPath(parts);
    }

    /** One or more names of any number of parts, separated by commas. */
    public List<ObjectPath> paths() {
        List<ObjectPath> paths = new ArrayList<>();
        do {
            paths.add(path());
        } while (accept(Token.Kind.COMMA));
        return paths;
    }

    /** One or more names of one part, separated by commas. */
    public List<String> identifiers() {
        List<String> names = new ArrayList<>();
        do {
            names.add(identifier());
        } while (accept(Token.Kind.COMMA));
        return names;
    }

    /** Names between parentheses. */
    public List<String> identifiersInParentheses() {
        expect(Token.Kind.LEFT_PARENTHESIS);
        List<String> names = identifiers();
        expect(Token.Kind.RIGHT_PARENTHESIS);
        return names;
    }

    /** A text literal's value. */
    public String string() {
        Token token = peek();
        if (!token.is(Token.Kind.STRING)) {
            throw expected("literal string");
        }
        index++;
        return token.value();
    }

    /** Reads IF EXISTS if it is next. */
    public boolean ifExists() {
        return accept("IF EXISTS");
    }

    /** Reads IF NOT EXISTS if it is next. */
    public boolean ifNotExists() {
        return accept("IF NOT EXISTS");
    }

    /** A syntax error unless the statement has ended. */
    public void expectEnd() {
        if (!atEnd()) {
            throw expected("end of statement");
        }
    }

    /** The index of the token that closes the parenthesis or bracket at {@code open}. */
    public int closing(int open) {
        int depth = 0;
        for (int i = open; ; i++) {
            Token token = tokens.get(i);
            switch (token.kind()) {
                case LEFT_PARENTHESIS, LEFT_BRACKET -> depth++;
                case RIGHT_PARENTHESIS, RIGHT_BRACKET -> {
                    depth--;
                    if (depth == 0) {
                        return i;
                    }
                }
                case END, SEMICOLON ->
                    throw Lexer.syntaxError(
                            script, token.start(), "Expected right parenthesis, found " + token.describe());
                default -> {}
            }
        }
    }

    /** Moves to the statement's end, over balanced parentheses, and returns the index reached. */
    public int skipToEnd() {
        while (!atEnd()) {
            index = looksAt(Token.Kind.LEFT_PARENTHESIS) ? closing(index) + 1 : index + 1;
        }
        return index;
    }

    /** The words from one token to the one before another, as typed. */
    public String source(int from, int to) {
        return from >= to
                ? ""
                : script.substring(tokens.get(from).start(), tokens.get(to - 1).end());
    }

    /** The text of the statement that began at a token and ends before the next one. */
    public StatementText text(int from) {
        return new StatementText(source(from, index), tokens.get(from).start(), Normalizer.print(this, from, index));
    }

    /** The error for an unexpected word. */
    public SqlError expected(String what) {
        return error("Expected " + what + ", found " + peek().describe());
    }

    /** A syntax error at the next token. */
    public SqlError error(String message) {
        return Lexer.syntaxError(script, peek().start(), message);
    }

    /** The error for a statement that Materialize supports and the sandbox does not. */
    public SqlError unsupported(int from) {
        skipToEnd();
        return SqlError.unsupported(source(from, index));
    }

    /** The word in upper case, in no particular language. */
    public static String upper(String word) {
        return word.toUpperCase(Locale.ROOT);
    }
}
