package dev.verdigris.core.diff.data;

import java.util.Optional;

import dev.verdigris.core.name.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class ComparedColumnTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"integer", "text", "jsonb", "numeric", "numeric[]", "real", "uuid", "uint8", "mz_timestamp"})
    void aTypeThatTheServerCanCompareIsNotCast(String type) {
        assertThat(column(type, type).cast()).isEmpty();
        assertThat(column(type, type).remark()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"list", "map", "record", "interval", "interval[]", "double precision[]", "a type of a user"})
    void anotherTypeIsComparedAsText(String type) {
        assertThat(column(type, type).cast()).contains("text");
        assertThat(column(type, type).remark()).contains("Column a \"b of type " + type + " is compared as text.");
    }

    @ParameterizedTest
    @CsvSource({
        "smallint, bigint, bigint",
        "bigint, integer, bigint",
        "integer, numeric, numeric",
        "uint4, integer, numeric",
        "real, integer, double precision",
        "real, double precision, double precision",
        "date, timestamp without time zone, timestamp without time zone",
        "timestamp with time zone, timestamp without time zone, timestamp with time zone",
        "text, character varying, text",
        "integer, text, text",
        "jsonb, text, text",
        "boolean, integer, text",
        "integer[], text[], text"
    })
    void twoTypesAreCastToTheWiderOne(String live, String staged, String cast) {
        assertThat(column(live, staged).cast()).contains(cast);
        assertThat(column(staged, live).cast()).contains(cast);
        assertThat(column(live, staged).value()).contains("\"a \"\"b\"::" + cast);
    }

    @Test
    void zeroOfAFloatHasNoSign() {
        assertThat(column("real", "real").value()).isEqualTo("(\"a \"\"b\" + 0::real)");
        assertThat(column("real", "integer").value())
                .isEqualTo("(\"a \"\"b\"::double precision + 0::double precision)");
    }

    @Test
    void equalValuesOfOtherTextsHaveNoHash() {
        assertThat(column("jsonb", "jsonb").oneText()).isEmpty();
        assertThat(column("numeric[]", "numeric[]").oneText()).isEmpty();
        assertThat(column("numeric", "integer").oneText())
                .contains("(\"a \"\"b\"::numeric::double precision + 0)::text");
        assertThat(column("list", "list").oneText()).isEqualTo(Optional.of("\"a \"\"b\"::text::text"));
    }

    private static ComparedColumn column(String live, String staged) {
        return ComparedColumn.of(Identifier.of("a \"b"), live, staged);
    }
}
