package dev.verdigris.engine.internal.catalog;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogQueryTest {

    private static final Path RESOURCES =
            Path.of("src/main/resources/dev/verdigris/engine/internal/catalog").toAbsolutePath();

    @Test
    void everyQueryHasOneFile() throws IOException {
        try (Stream<Path> files = Files.list(RESOURCES)) {
            List<String> names =
                    files.map(file -> file.getFileName().toString()).sorted().toList();
            assertThat(names)
                    .isNotEmpty()
                    .containsExactlyElementsOf(Stream.concat(
                                    Stream.of("watch.sql", "recent_changes.sql", "history.sql", "temporary_views.sql"),
                                    Arrays.stream(CatalogQuery.values()).map(CatalogQuery::fileName))
                            .sorted()
                            .toList());
        }
    }

    @Test
    void everyFileHasAHeaderAndOneStatement() {
        for (CatalogQuery query : CatalogQuery.values()) {
            assertThat(CatalogQuery.resource(query.fileName()))
                    .as(query.fileName())
                    .startsWith("-- ");
            assertThat(query.sql())
                    .as(query.fileName())
                    .startsWith("SELECT")
                    .doesNotContain(";")
                    .doesNotContain("--");
        }
    }

    @Test
    void theHeaderNamesEveryTypedColumn() {
        for (CatalogQuery query : CatalogQuery.values()) {
            String header = CatalogQuery.resource(query.fileName())
                    .lines()
                    .takeWhile(line -> line.startsWith("--"))
                    .reduce("", (before, line) -> before + line);
            for (String unit : List.of("_seconds", "_millis")) {
                query.sql()
                        .lines()
                        .filter(line -> line.contains(unit) && line.contains(" AS "))
                        .map(line -> line.replaceAll(".* AS (\\w+" + unit + ").*", "$1"))
                        .filter(column -> column.endsWith(unit))
                        .forEach(column ->
                                assertThat(header).as(query.fileName()).contains(column));
            }
        }
    }
}
