package dev.verdigris.cli.config;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class DidYouMeanTest {

    private static final List<String> KNOWN = List.of("schemas", "clusters", "connection", "default_environment");

    @ParameterizedTest
    @CsvSource({
        "schema, schemas",
        "cluster, clusters",
        "conection, connection",
        "default-environment, default_environment"
    })
    void findsTheWordThatWasMeant(String written, String meant) {
        assertThat(DidYouMean.fix(written, KNOWN)).isEqualTo("Did you mean " + meant + "?");
    }

    @Test
    void listsAllWhenNoneIsNear() {
        assertThat(DidYouMean.fix("bananas", KNOWN))
                .isEqualTo("Known are: schemas, clusters, connection, default_environment");
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, abc, 0", "flaw, lawn, 2", "hots, host, 1"})
    void countsEdits(String from, String to, int edits) {
        assertThat(DidYouMean.distance(from, to)).isEqualTo(edits);
    }
}
