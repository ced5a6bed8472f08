package dev.verdigris.core.text;

import java.util.List;
import java.util.function.Function;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

final class SuggestionsTest {

    private static final List<String> KNOWN = List.of("schemas", "clusters", "connection", "default_environment");

    @ParameterizedTest
    @CsvSource({
        "schema, schemas",
        "Cluster, clusters",
        "conection, connection",
        "default-environment, default_environment"
    })
    void theNearestWordIsSuggested(String written, String meant) {
        assertThat(Suggestions.nearest(written, KNOWN)).contains(meant);
        assertThat(Suggestions.clause(written, KNOWN, Function.identity())).isEqualTo(" (did you mean " + meant + "?)");
    }

    @Test
    void distantWordsAreNotSuggested() {
        assertThat(Suggestions.nearest("bananas", KNOWN)).isEmpty();
        assertThat(Suggestions.clause("bananas", KNOWN, Function.identity())).isEmpty();
    }

    @Test
    void aClauseHasAtMostTwoNames() {
        assertThat(Suggestions.clause("orders", List.of("orders3", "orders1", "orders2"), Function.identity()))
                .isEqualTo(" (did you mean orders1 or orders2?)");
    }

    @ParameterizedTest
    @CsvSource({"kitten, sitting, 3", "'', abc, 3", "abc, abc, 0", "flaw, lawn, 2", "hots, host, 1"})
    void theDistanceIsTheNumberOfEdits(String from, String to, int edits) {
        assertThat(Suggestions.distance(from, to)).isEqualTo(edits);
    }
}
