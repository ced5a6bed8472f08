package dev.verdigris.engine.internal.catalog;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.verdigris.engine.fixture.Question;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Holds catalog queries to the form that a server answers from an index; see ADR 16. */
class PlainQueriesTest {

    private static final String NO_INDEX = "no index";
    private static final String UNION = "union";

    /** The query of each file among the resources, by the file's name without its ending. */
    private static Map<String, Question> all() {
        Map<String, Question> all = new TreeMap<>();
        for (CatalogQuery query : CatalogQuery.values()) {
            all.put(query.name().toLowerCase(Locale.ROOT), question(query.sql()));
        }
        all.put("temporary_views", question(CatalogQuery.temporaryViews()));
        all.put("recent_changes", question(CatalogQuery.recentChanges()));
        all.put("history", question(CatalogQuery.history(List.of("shop"))));
        all.put("watch", question(CatalogReader.watchQuery()));
        return all;
    }

    private static Question question(String sql) {
        return Question.of(sql).orElseThrow();
    }

    /** The queries that are listed as exceptions of a kind. Each has a reason. */
    private static List<String> exceptions(String kind) {
        return Question.table("exceptions.tsv").stream()
                .filter(row -> row.get(1).equals(kind))
                .peek(row -> assertThat(row.get(2)).isNotBlank())
                .map(List::getFirst)
                .toList();
    }

    private static List<String> named(Predicate<Question> kind) {
        return all().entrySet().stream()
                .filter(entry -> kind.test(entry.getValue()))
                .map(Map.Entry::getKey)
                .toList();
    }

    @Test
    void everyQueryFileIsLookedAt() throws IOException, URISyntaxException {
        Path files = Path.of(Objects.requireNonNull(CatalogQuery.class.getResource("watch.sql"))
                        .toURI())
                .getParent();
        try (Stream<Path> found = Files.list(files)) {
            assertThat(found.map(file -> file.getFileName().toString())
                            .filter(name -> name.endsWith(".sql"))
                            .map(name -> name.substring(0, name.length() - 4)))
                    .containsExactlyInAnyOrderElementsOf(all().keySet());
        }
    }

    @Test
    void everyExceptionIsOfAKnownKind() {
        assertThat(Question.table("exceptions.tsv"))
                .allSatisfy(row -> assertThat(row.get(1)).isIn(NO_INDEX, UNION));
    }

    @Test
    void everyQueryReadsOneRelationPlainlyOrIsAnException() {
        assertThat(named(question ->
                        question.relations().size() != 1 || !question.extras().isEmpty()))
                .containsExactlyInAnyOrderElementsOf(exceptions(UNION));
    }

    @Test
    void everyRelationHasAnIndexOrIsAnException() {
        assertThat(named(question -> !question.isIndexed())).containsExactlyInAnyOrderElementsOf(exceptions(NO_INDEX));
    }

    @Test
    void whatHasNoIndexIsNotInEveryReading() {
        assertThat(CatalogQuery.of(CatalogScope.BASE))
                .allSatisfy(query -> assertThat(question(query.sql()).isIndexed())
                        .as(query.fileName())
                        .isTrue());
    }

    /** It comes before each further attempt at a swap. */
    @Test
    void theReadingBeforeAnotherAttemptIsSmall() {
        assertThat(PairRows.QUERIES)
                .allSatisfy(
                        query -> assertThat(question(query.sql()).isIndexed()).isTrue());
        assertThat(PairRows.QUERIES.stream()
                        .mapToDouble(query -> question(query.sql()).units())
                        .sum())
                .isLessThanOrEqualTo(6);
    }

    /** It is asked in addition to a whole reading, between the plan and the swap. */
    @Test
    void theLookBeforeASwapIsOnePlainReadOfAnIndexedRelation() {
        Question look = question(CatalogQuery.temporaryViews());
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
        assertThat(units(CatalogScope.STATUS)).isLessThanOrEqualTo(21);
    }

    /** A second reading because of them would cost three times as much. */
    @Test
    void theStrategiesOfClustersCostNoMoreThanFiveUnits() {
        assertThat(units(CatalogScope.PROMOTE, "v26.34.0 (test)") - units(CatalogScope.PROMOTE))
                .isBetween(1.0, 5.0);
    }

    private static double units(CatalogScope scope) {
        return units(scope, "v26.24.0 (test)");
    }

    private static double units(CatalogScope scope, String serverVersion) {
        return CatalogQuery.of(scope).stream()
                .filter(query -> query.isKnownTo(serverVersion))
                .mapToDouble(query -> question(query.sql()).units())
                .sum();
    }
}
