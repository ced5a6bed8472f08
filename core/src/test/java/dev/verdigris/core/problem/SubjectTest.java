package dev.verdigris.core.problem;

import java.util.List;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class SubjectTest {

    @Test
    void partsAreQuotedOnlyIfTheyMustBe() {
        assertThat(Subject.of(ObjectName.of("materialize", "public", "orders_1")))
                .hasToString("materialize.public.orders_1");
        assertThat(Subject.of(ObjectName.of("materialize", "a.b", "It's \"1\"=x:y 😀")))
                .hasToString("materialize.\"a.b\".\"It's \"\"1\"\"=x:y 😀\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v", "a.b", "V", "\"", "\"\"", ".", "=", "a\nb", "😀", "select", " ", "a b", "1"})
    void everyNameIsReadAsItIsPrinted(String hostile) {
        Subject subject = Subject.of(ObjectName.of(hostile, "public", hostile));
        assertThat(Subject.parse(subject.toString())).contains(subject);
    }

    @Test
    void aPartWithoutQuotesIsTakenAsItIs() {
        assertThat(Subject.parse("Materialize.public.Orders"))
                .contains(new Subject(
                        List.of(Identifier.of("Materialize"), Identifier.of("public"), Identifier.of("Orders"))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "a.", ".a", "a..b", "\"a", "a\"b\"", "\"\"", "a=b", "a b", "\"a\"b", "\0"})
    void otherTextsAreNoNames(String text) {
        assertThat(Subject.parse(text)).isEmpty();
    }
}
