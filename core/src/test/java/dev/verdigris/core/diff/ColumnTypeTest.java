package dev.verdigris.core.diff;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The text of types, and which are wider. */
class ColumnTypeTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    integer                     | -1      | integer
                    numeric                     | -1      | numeric
                    numeric                     | 2555910 | numeric(39,2)
                    numeric[]                   | 2555910 | numeric(39,2)[]
                    character varying           | 14      | character varying(10)
                    character                   | 5       | character(1)
                    timestamp without time zone | 3       | timestamp(3) without time zone
                    time                        | 0       | time(0)
                    interval                    | 7       | interval with modifier 7
                    """)
    void theTextHasTheModifier(String name, int modifier, String text) {
        assertThat(new ColumnType(name, modifier).text()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    smallint                 | -1      | bigint                   | -1      | true
                    bigint                   | -1      | integer                  | -1      | false
                    real                     | -1      | double precision         | -1      | false
                    integer                  | -1      | numeric                  | -1      | false
                    character varying        | 14      | text                     | -1      | true
                    text                     | -1      | character varying        | -1      | false
                    character varying        | 14      | character varying        | 15      | true
                    character varying        | 14      | character varying        | 13      | false
                    character varying        | -1      | character varying        | 13      | false
                    character varying        | 14      | character varying        | -1      | true
                    character                | 5       | character                | 6       | false
                    numeric                  | 2555910 | numeric                  | -1      | true
                    numeric                  | -1      | numeric                  | 2555910 | false
                    numeric                  | 2555910 | numeric                  | 2555911 | true
                    numeric                  | 2555911 | numeric                  | 2555910 | false
                    timestamp with time zone | 3       | timestamp with time zone | -1      | true
                    timestamp with time zone | 6       | timestamp with time zone | 3       | false
                    integer[]                | -1      | bigint[]                 | -1      | true
                    integer[]                | -1      | bigint                   | -1      | false
                    date                     | -1      | timestamp with time zone | -1      | false
                    jsonb                    | -1      | text                     | -1      | false
                    """)
    void aWiderTypeHoldsEveryValue(String from, int modifier, String to, int other, boolean wider) {
        assertThat(new ColumnType(from, modifier).widensTo(new ColumnType(to, other)))
                .isEqualTo(wider);
    }
}
