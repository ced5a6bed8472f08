package dev.verdigris.core.lexer;

import java.util.List;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

class LexerTest {

    static List<Arguments> texts() {
        return List.of(
                Arguments.of("Orders", "WORD orders"),
                Arguments.of("SELEÇÃO_1$", "WORD seleção_1$"),
                Arguments.of("a\u00a0b", "WORD a\u00a0b"),
                Arguments.of("\"Or\"\"ders\"", "QUOTED_IDENTIFIER Or\"ders"),
                Arguments.of("\"a.b $ 🜁\"", "QUOTED_IDENTIFIER a.b $ 🜁"),
                Arguments.of("'it''s; -- no'", "STRING 'it''s; -- no'"),
                Arguments.of("'back\\'", "STRING 'back\\'"),
                Arguments.of("E'it\\'s'", "STRING E'it\\'s'"),
                Arguments.of("e'two''quotes'", "STRING e'two''quotes'"),
                Arguments.of("X'ab'", "STRING X'ab'"),
                Arguments.of("'a''b '  \n\t'c' d", "STRING 'a''b c'|WORD d"),
                Arguments.of("E'a\\'' \r'b\\n'", "STRING E'a\\'b\\n'"),
                Arguments.of("'a' 'b'", "STRING 'a'|STRING 'b'"),
                Arguments.of("'a'\n-- no\n'b'", "STRING 'a'|COMMENT -- no|STRING 'b'"),
                Arguments.of("$$ ; ' $$", "STRING $$ ; ' $$"),
                Arguments.of("$a$ $$ $b$ $a$", "STRING $a$ $$ $b$ $a$"),
                Arguments.of("$é$x$é$", "STRING $é$x$é$"),
                Arguments.of("$12", "PARAMETER $12"),
                Arguments.of("a$1", "WORD a$1"),
                Arguments.of("1 .5 5. 1.5e-7 2E3", "NUMBER 1|NUMBER .5|NUMBER 5.|NUMBER 1.5e-7|NUMBER 2E3"),
                Arguments.of("12abc", "NUMBER 12|WORD abc"),
                Arguments.of("1e", "NUMBER 1|WORD e"),
                Arguments.of(
                        "a::int[1:2]",
                        "WORD a|PUNCTUATION ::|WORD int|PUNCTUATION [|NUMBER 1|PUNCTUATION :|NUMBER 2|PUNCTUATION ]"),
                Arguments.of("a@>b", "WORD a|OPERATOR @>|WORD b"),
                Arguments.of("a.*", "WORD a|PUNCTUATION .|OPERATOR *"),
                Arguments.of("a<--b", "WORD a|OPERATOR <|COMMENT --b"),
                Arguments.of("*/* x */", "OPERATOR *|COMMENT /* x */"),
                Arguments.of("/* a /* b */ c */d", "COMMENT /* a /* b */ c */|WORD d"),
                Arguments.of("-- to the line feed\r'\nx", "COMMENT -- to the line feed\r'|WORD x"),
                Arguments.of("\uFEFFselect", "WORD select"),
                Arguments.of("n'x'", "WORD n|STRING 'x'"),
                Arguments.of("(,;)", "PUNCTUATION (|PUNCTUATION ,|PUNCTUATION ;|PUNCTUATION )"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void theLexerCutsTextsIntoTokens(String text, String expected) {
        assertThat(described(text)).isEqualTo(expected);
    }

    static List<Arguments> unreadable() {
        return List.of(
                Arguments.of("a 'open", 2, "a string begins here and has no end"),
                Arguments.of("E'open\\'", 0, "a string begins here and has no end"),
                Arguments.of("x 'a'\n'open", 2, "a string begins here and has no end"),
                Arguments.of("x\"open", 1, "a quoted identifier begins here and has no end"),
                Arguments.of("/* /* */", 0, "a comment begins here and has no end"),
                Arguments.of("$a$ open $b$", 0, "a dollar-quoted string begins here and has no end"),
                Arguments.of("1 $open", 2, "a dollar-quoted string begins here and has no end"),
                Arguments.of("\"\"", 0, "a quoted identifier is empty"),
                Arguments.of("\"a\0b\"", 0, "a quoted identifier contains a NUL character"),
                Arguments.of("\\set x", 0, "a model cannot contain a backslash command of psql"),
                Arguments.of("a \u000b", 2, "the character U+000B is not allowed here"));
    }

    @ParameterizedTest
    @MethodSource("unreadable")
    void theLexerReportsUnreadablePlaces(String text, int offset, String why) {
        List<Token> bad = Lexer.lex(text).stream()
                .filter(token -> token.kind() == TokenKind.UNREADABLE)
                .toList();
        assertThat(bad).hasSize(1);
        assertThat(bad.get(0).start()).isEqualTo(offset);
        assertThat(bad.get(0).value()).isEqualTo(why);
    }

    @Test
    void linesAndColumnsAreThoseOfAnEditor() {
        Lines lines = Lines.of("a🜁b\n\nc");
        assertThat(lines.at(0)).isEqualTo(new Lines.Position(1, 1));
        assertThat(lines.at(3)).isEqualTo(new Lines.Position(1, 3));
        assertThat(lines.at(5)).isEqualTo(new Lines.Position(2, 1));
        assertThat(lines.at(7)).isEqualTo(new Lines.Position(3, 2));
    }

    private static String described(String text) {
        return Lexer.lex(text).stream()
                .filter(token -> token.kind() != TokenKind.WHITESPACE)
                .map(token -> token.kind() + " " + token.value())
                .collect(Collectors.joining("|"));
    }
}
