package dev.verdigris.engine.internal.catalog;

import java.time.Duration;
import java.time.Instant;

import dev.verdigris.core.catalog.access.Acl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class ServerTextsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{}|0||",
                "{a}|1|a|a",
                "{a,b}|2|a|b",
                "{\"a,b\",c}|2|a,b|c",
                "{\"a\\\"b\",\"c\\\\d\"}|2|a\"b|c\\d",
                "{NULL,x}|1|x|x",
                "{\"NULL\"}|1|NULL|NULL",
            })
    void listsAndArraysAreRead(String text, int size, String first, String last) {
        var elements = ServerTexts.elements(text);
        assertThat(elements).hasSize(size);
        if (size > 0) {
            assertThat(elements).startsWith(first).endsWith(last);
        }
    }

    @Test
    void anAbsentListIsEmpty() {
        assertThat(ServerTexts.elements(null)).isEmpty();
        assertThat(ServerTexts.acl(null)).isEqualTo(Acl.NONE);
    }

    @Test
    void accessItemsMayNamePublic() {
        assertThat(ServerTexts.acl("{u1=UC/u1,=U/u1}")).isEqualTo(Acl.of("u1=UC/u1", "=U/u1"));
    }

    @Test
    void secondsMayHaveFractions() {
        assertThat(ServerTexts.seconds("1.25")).isEqualTo(Duration.ofMillis(1_250));
        assertThat(ServerTexts.seconds("0")).isEqualTo(Duration.ZERO);
        assertThat(ServerTexts.instant("1700000000.000001")).isEqualTo(Instant.ofEpochSecond(1_700_000_000L, 1_000));
    }
}
