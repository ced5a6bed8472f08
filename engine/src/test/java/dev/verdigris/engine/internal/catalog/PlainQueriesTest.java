package dev.verdigris.engine.internal.catalog;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

import dev.verdigris.engine.fixture.Question;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds catalog queries to the form that a server answers from an index; see ADR 16. */
class PlainQueriesTest {

    private static final Set<String> EXCEPTIONS =
            Question.table("unindexed.tsv").stream().map(row -> row.get(0)).collect(Collectors.toSet());

    @ParameterizedTest
    @EnumSource(CatalogQuery.class)
    void everyQueryReadsOneRelationWithFilterAndProjectionOnly(CatalogQuery query) {
        Question question = Question.of(query.sql()).orElseThrow();
        assertThat(question.relations()).hasSize(1);
        assertThat(question.extras()).isEmpty();
    }

    @Test
    void everyRelationHasAnIndexOrAReasonWhyItIsRead() {
        List<String> unindexed = Arrays.stream(CatalogQuery.values())
                .filter(query -> !Question.of(query.sql()).orElseThrow().isIndexed())
                .map(query -> query.name().toLowerCase(Locale.ROOT))
                .toList();
        assertThat(unindexed).containsExactlyInAnyOrderElementsOf(EXCEPTIONS);
    }

    @Test
    void whatHasNoIndexIsNotInEveryReading() {
        assertThat(CatalogQuery.of(CatalogScope.BASE))
                .allSatisfy(query -> assertThat(
                                Question.of(query.sql()).orElseThrow().isIndexed())
                        .as(query.fileName())
                        .isTrue());
    }

    /** It is one dataflow that is kept while a verb waits, and it need not be answered at once. */
    @Test
    void theChangeSignalReadsIndexedRelationsOnly() {
        assertThat(Question.of(CatalogReader.watchQuery()).orElseThrow().isIndexed())
                .isTrue();
    }

    /** It is asked in addition to a whole reading, between the plan and the swap. */
    @Test
    void theLookBeforeASwapIsOnePlainReadOfAnIndexedRelation() {
        Question look = Question.of(CatalogQuery.temporaryViews()).orElseThrow();
        assertThat(look.relations()).hasSize(1);
        assertThat(look.extras()).isEmpty();
        assertThat(look.isIndexed()).isTrue();
        assertThat(look.units()).isEqualTo(1);
    }

    @Test
    void oneReadingCostsNoMoreThanFifteenUnits() {
        assertThat(units(CatalogScope.BASE)).isLessThanOrEqualTo(15);
        assertThat(units(CatalogScope.AWAIT)).isLessThanOrEqualTo(25);
        assertThat(units(CatalogScope.PROMOTE)).isLessThanOrEqualTo(25);
        assertThat(units(CatalogScope.ROLLBACK)).isLessThanOrEqualTo(25);
        assertThat(units(CatalogScope.DROP)).isLessThanOrEqualTo(30);
        assertThat(units(CatalogScope.STATUS)).isLessThanOrEqualTo(20);
    }

    private static double units(CatalogScope scope) {
        return CatalogQuery.of(scope).stream()
                .mapToDouble(query -> Question.of(query.sql()).orElseThrow().units())
                .sum();
    }
}
