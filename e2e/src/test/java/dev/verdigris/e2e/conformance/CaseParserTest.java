package dev.verdigris.e2e.conformance;

import java.util.List;

import dev.verdigris.e2e.conformance.ConformanceCase.Protocol;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The parser refuses a case that could pass with any answer of the server. */
final class CaseParserTest {

    @Test
    void aCaseWithAllPartsIsRead() {
        ConformanceCase one = CaseParser.parse("some", """
                # what this file is about

                === A title
                # protocol simple
                # only sandbox: the real server has no such thing
                # off enable_something
                # alone: it counts all objects
                # lenient: the parser reads it
                # complaint: answered: = SELECT 1
                # anything else is a comment

                > SELECT 1 AS one,
                    2 AS two
                : one int4, two int4
                unordered
                | 1 | 2
                = SELECT 1
                % I
                [b@joe]& SELECT 3
                [b] join
                |*
                = SELECT 1
                """.lines().toList()).getFirst();
        assertThat(one.title()).isEqualTo("A title");
        assertThat(one.protocols()).containsExactly(Protocol.SIMPLE);
        assertThat(one.only()).contains("sandbox: the real server has no such thing");
        assertThat(one.off()).contains("enable_something");
        assertThat(one.alone()).contains("it counts all objects");
        assertThat(one.lenient()).contains("the parser reads it");
        assertThat(one.complaint()).contains("answered: = SELECT 1");
        assertThat(one.exchanges()).hasSize(3);
        assertThat(one.exchanges().getFirst().sql()).isEqualTo("SELECT 1 AS one,\n  2 AS two");
        assertThat(one.exchanges().getFirst().unordered()).isTrue();
        assertThat(one.exchanges().get(1).background()).isTrue();
        assertThat(one.exchanges().get(1).user()).contains("joe");
        assertThat(one.exchanges().get(2).joins()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "'=== A case'; asks nothing",
                "'=== A case^> SELECT 1'; without a command tag or an error",
                "'=== A case^> SELECT 1^| 1'; without a command tag or an error",
                "'=== A case^> SELECT 1^% I'; without a command tag or an error",
                "'=== A case^> SELECT 1^? NOTICE x'; without a command tag or an error",
                "'=== A case^[b] join'; without a command tag or an error",
                "'=== A case^[b]& SELECT 1^= SELECT 1'; is answered at its join",
                "'=== A case^> SELECT 1^SELECT 1'; not an expectation",
                "'=== A case^> SELECT 1^$ 1^= SELECT 1'; not an expectation",
                "'=== A case^> SELECT 1^|1^= SELECT 1'; not an expectation",
                "'=== A case^> SELECT 1^= SELECT 1^% Q'; not an expectation",
                "'=== A case^> SELECT 1^!hnit x^= SELECT 1'; not an expectation",
                "'=== A case^> SELECT 1^! ~.*~'; everything meets",
                "'=== A case^> SELECT 1^| ~.*~^= SELECT 1'; everything meets",
                "'=== A case^> SELECT 1^= ~.+~'; everything meets",
                "'=== A case^> SELECT 1^! XX000 ~.*~'; everything meets",
                "'=== A case^> SELECT 1^! 42601 ~.+~'; everything meets",
                "'=== A case^> SELECT 1^! ~.*~ syntax error'; everything meets",
                "'=== A case^> SELECT 1^! XX000 ~.*v.*~'; an internal error meets",
                "'=== A case^> SELECT 1^! ~XX000|0A000~ ~(.*)~'; an internal error meets",
                "'=== A case^> SELECT 1^! ~[0-9A-Z]{5}~ ~.*${p}.*~'; an internal error meets",
                "'=== A case^> SELECT 1^! XX000 ~internal error.*~'; an internal error meets",
                "'=== A case^> SELECT 1^! FATAL XX000 ~.*~'; an internal error meets",
                "'=== A case^> SELECT 1^! XX000 ~[~'; cannot be read",
                "'=== A case^> SELECT 1^| ~1^= SELECT 1'; two tildes",
                "'=== A case^> SELECT 1^unordered^= SELECT 1'; unordered rows or notices without any",
                "'=== A case^# only sandbox^> SELECT 1^= SELECT 1'; the reason",
                "'=== A case^# only sandbox:^> SELECT 1^= SELECT 1'; the reason",
                "'=== A case^# only postgres: because^> SELECT 1^= SELECT 1'; the reason",
                "'=== A case^# only: sandbox^> SELECT 1^= SELECT 1'; not a header",
                "'=== A case^# protocol both^> SELECT 1^= SELECT 1'; unknown protocol",
                "'=== A case^# complaint^> SELECT 1^= SELECT 1'; not a header",
                "'=== A case^# lenient^> SELECT 1^= SELECT 1'; not a header",
                "'=== A case^# alone^> SELECT 1^= SELECT 1'; not a header",
                "'=== A case^SELECT 1^= SELECT 1'; expected '> statement'",
                "'=== '; a unique title",
                "'=== A case^> SELECT 1^= SELECT 1^=== A case^> SELECT 1^= SELECT 1'; a unique title",
                "'> SELECT 1^= SELECT 1'; a file begins with",
            })
    void aBadCaseIsRefused(String text, String why) {
        List<String> lines = List.of(text.split("\\^"));
        assertThatThrownBy(() -> CaseParser.parse("some", lines))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("some:")
                .hasMessageContaining(why);
    }
}
