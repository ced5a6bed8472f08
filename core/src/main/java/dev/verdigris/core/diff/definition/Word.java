package dev.verdigris.core.diff.definition;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A word of a statement.
 *
 * @param key what it means; two words with the same key are the same. Empty if it may be left out, such as the AS of an
 *     alias
 * @param text how it is written
 * @param kind what it is
 */
record Word(String key, String text, Kind kind) {

    /** The kinds of words. */
    enum Kind {
        /** A keyword of SQL, or an unquoted name. */
        PLAIN,
        /** A quoted name, or a name of several parts. */
        NAME,
        /** A text, a number or a parameter. */
        VALUE,
        /** An operator, a bracket or another sign. */
        SIGN
    }

    static Word plain(String word) {
        return new Word(Keywords.key(word), Keywords.written(word), Kind.PLAIN);
    }

    /** A name of one part. */
    static Word name(String name) {
        return new Word(Keywords.nameKey(name), Keywords.quoted(name), Kind.NAME);
    }

    /** A name of several parts. */
    static Word path(List<String> parts) {
        String text = parts.stream().map(Keywords::quoted).collect(Collectors.joining("."));
        return new Word(text, text, Kind.NAME);
    }

    static Word value(String text) {
        return new Word(text, text, Kind.VALUE);
    }

    static Word sign(String sign) {
        return new Word(sign, sign, Kind.SIGN);
    }

    /** The same word when it may be left out. */
    Word optional() {
        return new Word("", text, kind);
    }

    /** The same word with another meaning. */
    Word meaning(String other) {
        return new Word(other, text, kind);
    }

    /** The same word in quotes, where it would be read as another word without them. */
    Word inQuotes() {
        return text.startsWith("\"") ? this : new Word(key, '"' + text + '"', kind);
    }

    boolean is(String word) {
        return kind == Kind.PLAIN && key.equals(word);
    }

    boolean isSign(String sign) {
        return kind == Kind.SIGN && key.equals(sign);
    }

    boolean isName() {
        return kind == Kind.NAME || kind == Kind.PLAIN && !Keywords.isKeyword(key);
    }

    boolean isKeyword() {
        return kind == Kind.PLAIN && Keywords.isKeyword(key);
    }
}
