package dev.verdigris.core.lexer;

import java.util.List;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import static org.assertj.core.api.Assertions.assertThat;

class LexerPropertyTest {

    @Property
    void spansOfAnyTextJoinToTheText(@ForAll String text) {
        assertThat(joined(text)).isEqualTo(text);
    }

    @Property
    void spansOfTextsFullOfQuotesJoinToTheText(@ForAll("quotes") String text) {
        assertThat(joined(text)).isEqualTo(text);
    }

    @Provide
    Arbitrary<String> quotes() {
        return Arbitraries.of(
                        "'", "\"", "$", "$a$", "/*", "*/", "--", "\n", "E", "x", "\\", ";", ".", "1", "e", " ", "🜁")
                .list()
                .ofMaxSize(40)
                .map(parts -> String.join("", parts));
    }

    private static String joined(String text) {
        List<Token> tokens = Lexer.lex(text);
        StringBuilder joined = new StringBuilder();
        int at = 0;
        for (Token token : tokens) {
            assertThat(token.start()).isEqualTo(at);
            joined.append(text, token.start(), token.end());
            at = token.end();
        }
        return joined.toString();
    }
}
