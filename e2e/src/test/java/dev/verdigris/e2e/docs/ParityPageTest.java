package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The tables of parity.md name every column of the catalog that their subject has. */
final class ParityPageTest {

    private static final Path ROOT = Path.of("..");

    private static final Path COLUMNS = ROOT.resolve("sandbox/src/test/resources/dev/verdigris/sandbox/catalog")
            .normalize();

    private static final String ALL = "*";

    /** The relations of what can have an owner, grants or comments; clusters have a section of their own. */
    private static final Set<String> OF_OBJECTS = Set.of(
            "mz_databases",
            "mz_schemas",
            "mz_objects",
            "mz_relations",
            "mz_views",
            "mz_materialized_views",
            "mz_tables",
            "mz_sources",
            "mz_sinks",
            "mz_indexes",
            "mz_types",
            "mz_secrets",
            "mz_connections",
            "mz_functions",
            "mz_comments");

    /** A column of a relation, or all of them. */
    private record Column(String relation, String name) {

        Column all() {
            return new Column(relation, ALL);
        }
    }

    @Test
    void everyColumnAboutClustersIsInTheTable() throws IOException {
        isComplete("Clusters", relation -> relation.contains("cluster"));
    }

    @Test
    void everyColumnAboutAccessIsInTheTable() throws IOException {
        isComplete(
                "Access",
                relation -> OF_OBJECTS.contains(relation)
                        || (relation.contains("privileges") || relation.contains("role"))
                                && !relation.contains("cluster"));
    }

    private static void isComplete(String section, Predicate<String> subject) throws IOException {
        Set<Column> known = known(subject);
        Set<Column> told = told(section);
        assertThat(known).hasSizeGreaterThan(20);
        assertThat(known.stream().filter(column -> !told.contains(column) && !told.contains(column.all())))
                .as("columns of the catalog that are missing")
                .isEmpty();
        Set<Column> possible =
                Stream.concat(known.stream(), known.stream().map(Column::all)).collect(Collectors.toSet());
        assertThat(told.stream().filter(column -> !possible.contains(column)))
                .as("rows about columns that the catalog does not have")
                .isEmpty();
    }

    private static Set<Column> known(Predicate<String> subject) throws IOException {
        List<String> lines = new ArrayList<>(Files.readAllLines(COLUMNS.resolve("columns.tsv")));
        lines.addAll(Files.readAllLines(COLUMNS.resolve("columns-undocumented.tsv")));
        return lines.stream()
                .map(line -> line.split("\t"))
                .filter(fields -> fields.length > 3 && subject.test(fields[1]))
                .map(fields -> new Column(fields[1], fields[3]))
                .collect(Collectors.toSet());
    }

    /** The rows of a section whose answer is one of the three words. Those of later servers have a version first. */
    private static Set<Column> told(String section) throws IOException {
        String page = Files.readString(ROOT.resolve("docs/parity.md"));
        String text = page.substring(page.indexOf("\n## " + section + "\n") + 1);
        int next = text.indexOf("\n## ");
        return (next < 0 ? text : text.substring(0, next))
                .lines()
                .filter(line -> line.startsWith("| `"))
                .map(line -> Arrays.stream(line.split("\\|")).map(String::strip).toList())
                .filter(cells -> List.of("carried", "derived", "left").contains(cells.get(3)))
                .map(cells -> new Column(plain(cells.get(1)), plain(cells.get(2))))
                .collect(Collectors.toSet());
    }

    private static String plain(String cell) {
        return cell.replace("`", "");
    }
}
