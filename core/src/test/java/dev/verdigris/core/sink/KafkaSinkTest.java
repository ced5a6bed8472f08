package dev.verdigris.core.sink;

import java.util.List;
import java.util.Map;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.sql.Ddl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** What a new sink takes from the definition of another one, and what a deployment keeps of the choice. */
class KafkaSinkTest {

    private static final String HEAD =
            "CREATE SINK \"d\".\"s\".\"topic (\" IN CLUSTER [u3] FROM [u1 AS \"d\".\"p\".\"with\"]"
                    + " INTO KAFKA CONNECTION [u5 AS \"d\".\"s\".\"k] (TOPIC\"] ";

    private static final String TAIL =
            "KEY (\"a,)\", b) NOT ENFORCED HEADERS \"with\" KEY FORMAT TEXT VALUE FORMAT AVRO"
                    + " USING CONFLUENT SCHEMA REGISTRY CONNECTION [u6 AS \"d\".\"s\".\"csr\"] ";

    @Test
    void everythingButPlaceTopicAndCommentsIsTakenOver() {
        KafkaSink sink = KafkaSink.of(HEAD
                        + "(COMPRESSION TYPE = 'lz4', TOPIC = 'it''s (a, b)', PARTITION BY = f(a, \")\")::uint8,"
                        + " TOPIC CONFIG = MAP['x' => 'y, z']) " + TAIL
                        + "(DOC ON TYPE [u1 AS \"d\".\"p\".\"with\"] = 'a, (b', VALUE DOC ON COLUMN [u1 AS"
                        + " \"d\".\"p\".\"with\"].\"b\" = 'c', AVRO VALUE FULLNAME = 'n') ENVELOPE UPSERT WITH (SNAPSHOT ="
                        + " false, PARTITION STRATEGY = 'v1', VERSION = 3)")
                .orElseThrow();
        assertThat(sink.topic()).isEqualTo("it's (a, b)");
        assertThat(Ddl.createSink(
                        ObjectName.of("d", "s", "t.2"),
                        Identifier.of("c"),
                        ObjectName.of("d", "p", "with"),
                        sink,
                        new Topic("t.2")))
                .isEqualTo(
                        "CREATE SINK \"d\".\"s\".\"t.2\" IN CLUSTER \"c\" FROM \"d\".\"p\".\"with\" INTO KAFKA CONNECTION"
                                + " \"d\".\"s\".\"k] (TOPIC\" (TOPIC = 't.2', COMPRESSION TYPE = 'lz4', PARTITION BY = f(a,"
                                + " \")\")::uint8, TOPIC CONFIG = MAP['x' => 'y, z']) KEY (\"a,)\", b) NOT ENFORCED HEADERS"
                                + " \"with\" KEY FORMAT TEXT VALUE FORMAT AVRO USING CONFLUENT SCHEMA REGISTRY CONNECTION"
                                + " \"d\".\"s\".\"csr\" (AVRO VALUE FULLNAME = 'n') ENVELOPE UPSERT WITH (PARTITION STRATEGY ="
                                + " 'v1', SNAPSHOT = true)");
    }

    @Test
    void aListOfNothingButCommentsDisappears() {
        KafkaSink sink = KafkaSink.of(HEAD + "(TOPIC = 't') " + TAIL
                        + "(KEY DOC ON TYPE [u1 AS \"d\".\"p\".\"with\"] = 'x') ENVELOPE UPSERT")
                .orElseThrow();
        assertThat(sink.output()).endsWith("CONNECTION \"d\".\"s\".\"csr\" ENVELOPE UPSERT");
        assertThat(sink.with()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "CREATE SINK s FROM r INTO ICEBERG CATALOG CONNECTION c (TABLE = 't') MODE UPSERT",
                "CREATE SINK s FROM r INTO KAFKA CONNECTION c FORMAT JSON ENVELOPE UPSERT",
                "CREATE SINK s FROM r INTO KAFKA CONNECTION c (TOPIC CONFIG = 'x') FORMAT JSON ENVELOPE UPSERT",
                "CREATE SINK s FROM r INTO KAFKA CONNECTION c (TOPIC = 'a', TOPIC = 'b') FORMAT JSON ENVELOPE UPSERT",
                "CREATE SINK s FROM r INTO KAFKA CONNECTION c (TOPIC = 'a') FORMAT JSON ENVELOPE UPSERT WITH (X) MORE",
                "CREATE SINK s FROM r INTO KAFKA CONNECTION c (TOPIC = 'a' FORMAT JSON ENVELOPE UPSERT",
                "CREATE SINK s FROM r INTO KAFKA CONNECTION c (TOPIC = 'a) FORMAT JSON ENVELOPE UPSERT"
            })
    void whatIsNotKnownToTheLastWordIsNotRead(String definition) {
        assertThat(KafkaSink.of(definition)).isEmpty();
    }

    @Test
    void keptWaysAreReadAsTheyWereWritten() {
        ObjectName hostile = ObjectName.of("d\"b", "sch'ema", "{\"name\": [\\]} \uD83D\uDE80");
        ObjectName plain = ObjectName.of("d", "s", "select");
        SinkWays ways =
                SinkWays.of(Map.of(hostile, new SinkWay.Republish(new Topic("a.b-c_D")), plain, new SinkWay.Repoint()));
        String query = SinkWaysCodec.query(ways);
        String text = query.substring("SELECT '".length(), query.length() - "' AS sinks".length())
                .replace("''", "'");
        SinkWays read = SinkWaysCodec.decode(text);
        assertThat(read.chosen()).isEqualTo(ways.chosen());
        assertThat(read.made()).containsExactly(ObjectName.of("d\"b", "sch'ema", "a.b-c_D"));
        assertThat(List.of(SinkWaysCodec.decode("x"), SinkWaysCodec.decode("{}"), SinkWaysCodec.decode("[{}]")))
                .containsOnly(SinkWays.NONE);
    }
}
