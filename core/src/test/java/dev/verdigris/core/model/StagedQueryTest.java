package dev.verdigris.core.model;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StagedQueryTest {

    private static final SchemaName CORE = SchemaName.of("materialize", "core");
    private static final TargetNames TARGETS = new TargetNames(
            Identifier.of("materialize"), new TreeMap<>(Map.of(CORE, CORE.withSuffix("_s"))), new TreeMap<>());

    @Test
    void theNamesOfACheckAreRewrittenToTheStagedSide() {
        StagedQuery query = query("-- none\nSELECT core.a.x FROM core.a JOIN raw.t USING (id), mz_tables;\n");
        assertThat(query).isInstanceOf(StagedQuery.Ready.class);
        StagedQuery.Ready ready = (StagedQuery.Ready) query;
        assertThat(ready.sql())
                .isEqualTo("SELECT \"materialize\".\"core_s\".\"a\".x FROM \"materialize\".\"core_s\".\"a\""
                        + " JOIN raw.t USING (id), mz_tables");
        assertThat(ready.inputs())
                .containsExactly(ObjectName.of("materialize", "core_s", "a"), ObjectName.of("materialize", "raw", "t"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT * FROM a                   | c.sql:1:15: a is named without its schema
            SELECT * FROM core_s.a            | c.sql:1:15: materialize.core_s.a is written with its staged name
            SELECT 1; SELECT 2                | c.sql:1:1: the file contains 2 statements instead of one query
            -- nothing                        | c.sql:1:1: the file contains 0 statements instead of one query
            DELETE FROM core.a                | c.sql:1:1: a query is expected here, but the text is "DELETE"
            SELECT core.b.x FROM core.a       | c.sql:1:8: a column reference names core.b, which is not exactly one relation of its FROM clause
            SELECT (1                         | c.sql:1:8: the bracket that opens here is never closed
            """)
    void aCheckThatCannotRunIsReported(String text, String problem) {
        StagedQuery query = query(text);
        assertThat(query).isInstanceOf(StagedQuery.Broken.class);
        List<ModelProblem> problems = ((StagedQuery.Broken) query).problems();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0)).asString().startsWith(problem + "; ");
    }

    private static StagedQuery query(String text) {
        return StagedQuery.of(ModelFile.of("c.sql", text), TARGETS);
    }
}
