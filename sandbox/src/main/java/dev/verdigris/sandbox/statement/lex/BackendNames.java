package dev.verdigris.sandbox.statement.lex;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.sandbox.statement.name.Quoting;

/**
 * Hides PostgreSQL's limit of 63 bytes for a name, because Materialize allows 255. In every statement for PostgreSQL, a
 * longer name becomes an abbreviation, and in every answer the abbreviation becomes the name again. An abbreviation is
 * {@code mz_long/} and a hash of the name, so the same name always has the same one. The prefix of a schema of another
 * database stays in front of it.
 *
 * <p>The names are remembered for the life of the process. The catalog keeps those of its objects in
 * {@code mz_store.long_name}.
 */
public final class BackendNames {

    private static final int MAX_BYTES = 63;
    private static final int HASH_BITS = 128;
    private static final int BASE = 36;
    private static final Pattern ABBREVIATION = Pattern.compile("mz_long/[0-9a-z]{1,25}");
    private static final String MARK = "mz_long/";
    private static final Pattern DATABASE = Pattern.compile("^mz_(?:u[0-9]+|none)/");

    /** The names by their abbreviations. The same for all sandboxes of the process, because the hash determines it. */
    private static final Map<String, String> NAMES = new ConcurrentHashMap<>();

    private BackendNames() {}

    /** The name by which PostgreSQL knows {@code name}: the same, or an abbreviation. */
    public static String of(String name) {
        if (bytes(name) <= MAX_BYTES) {
            return name;
        }
        Matcher database = DATABASE.matcher(name);
        String prefix = database.find() ? database.group() : "";
        return prefix + abbreviation(name.substring(prefix.length()));
    }

    /** The abbreviation of a name, which is known from now on. */
    public static String abbreviation(String name) {
        String hash = hash(name);
        NAMES.put(MARK + hash, name);
        return MARK + hash;
    }

    /** The names of a statement that PostgreSQL knows by abbreviations, without repetition. */
    public static List<String> longNames(String sql) {
        return mayHold(sql)
                ? Lexer.tokens(sql).stream()
                        .filter(BackendNames::isLong)
                        .map(Token::value)
                        .distinct()
                        .toList()
                : List.of();
    }

    /** The statement with abbreviations in place of names that are too long. */
    public static String inSql(String sql) {
        if (!mayHold(sql)) {
            return sql;
        }
        StringBuilder out = new StringBuilder();
        int copiedTo = 0;
        for (Token token : Lexer.tokensOfAnyLength(sql)) {
            if (isLong(token)) {
                out.append(sql, copiedTo, token.start()).append(Quoting.identifier(of(token.value())));
                copiedTo = token.end();
            }
        }
        return out.append(sql, copiedTo, sql.length()).toString();
    }

    /** A text of PostgreSQL's with the names in place of their abbreviations. */
    public static String shown(String text) {
        return text.contains(MARK)
                ? ABBREVIATION
                        .matcher(text)
                        .replaceAll(found -> Matcher.quoteReplacement(NAMES.getOrDefault(found.group(), found.group())))
                : text;
    }

    private static boolean isLong(Token token) {
        return (token.is(Token.Kind.WORD) || token.is(Token.Kind.QUOTED)) && bytes(token.value()) > MAX_BYTES;
    }

    private static int bytes(String name) {
        return name.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Whether the text can have a name that is too long: more than 63 bytes of letters in a row, or between two double
     * quotes. Nearly all statements have none, and are not split into words for this.
     */
    private static boolean mayHold(String sql) {
        int word = 0;
        int sinceQuote = 0;
        boolean quoted = false;
        for (int i = 0; i < sql.length(); i++) {
            char c = sql.charAt(i);
            int size = c < 0x80 ? 1 : 3;
            word = Character.isLetterOrDigit(c) || c == '_' || c == '$' || c >= 0x80 ? word + size : 0;
            if (word > MAX_BYTES || (c == '"' && quoted && sinceQuote > MAX_BYTES)) {
                return true;
            }
            quoted |= c == '"';
            sinceQuote = c == '"' ? 0 : sinceQuote + size;
        }
        return false;
    }

    private static String hash(String name) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(name.getBytes(StandardCharsets.UTF_8));
            return new BigInteger(1, digest)
                    .shiftRight(digest.length * Byte.SIZE - HASH_BITS)
                    .toString(BASE);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
