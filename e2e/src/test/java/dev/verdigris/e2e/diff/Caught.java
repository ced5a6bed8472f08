package dev.verdigris.e2e.diff;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.diff.DiffResult;
import dev.verdigris.core.diff.ObjectDiff;
import dev.verdigris.core.diff.data.DataDiff;
import dev.verdigris.core.report.Report;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What shows that a version is bad.
 *
 * @param contracts the objects whose contract changes, the worst first
 * @param rows the relations whose rows differ
 * @param notCompared the relations whose rows could not be compared
 * @param templates the templates of the checks that do not pass, each once
 */
record Caught(List<ObjectDiff> contracts, List<String> rows, List<String> notCompared, List<String> templates) {

    private static final Set<CheckOutcome> BAD = Set.of(CheckOutcome.FAILED, CheckOutcome.WARNED);
    private static final Pattern TEMPLATE = Pattern.compile("^-- check: (\\w+)$", Pattern.MULTILINE);
    private static final String NOTHING = "–";

    /** What a comparison with rows, and a run of the checks have found. */
    static Caught by(Report diff, Report check, Path checks) {
        DiffResult found = diff.diff().orElseThrow();
        List<DataDiff> relations = found.data().orElseThrow().relations();
        return new Caught(
                found.contract().changed(),
                relations.stream()
                        .filter(each -> each instanceof DataDiff.Compared compared
                                && !compared.rows().isSame())
                        .map(Caught::name)
                        .toList(),
                relations.stream()
                        .filter(DataDiff.NotCompared.class::isInstance)
                        .map(Caught::name)
                        .toList(),
                results(check)
                        .filter(result -> BAD.contains(result.outcome()))
                        .map(result -> template(checks.resolve(result.name())))
                        .distinct()
                        .sorted()
                        .toList());
    }

    /**
     * The results of the checks. Each check must have an answer, and one that does not pass must have found rows:
     * a check that cannot be run shows no defect.
     */
    private static Stream<CheckResult> results(Report check) {
        List<CheckResult> results =
                check.steps().stream().flatMap(step -> step.check().stream()).toList();
        assertThat(results).extracting(CheckResult::outcome).doesNotContain(CheckOutcome.UNANSWERED);
        assertThat(results)
                .filteredOn(result -> BAD.contains(result.outcome()))
                .allSatisfy(
                        result -> assertThat(result.rows()).as(result.name()).isPositive());
        return results.stream();
    }

    private static String name(DataDiff found) {
        return found.comparison().live().toString();
    }

    private static String template(Path file) {
        try {
            Matcher header = TEMPLATE.matcher(Files.readString(file));
            if (!header.find()) {
                throw new AssertionError(file + " uses no template");
            }
            return header.group(1);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    boolean byContract() {
        return !contracts.isEmpty();
    }

    boolean byRows() {
        return !rows.isEmpty();
    }

    boolean byChecks() {
        return !templates.isEmpty();
    }

    boolean isCaught() {
        return byContract() || byRows() || byChecks();
    }

    /** Whether it stops a pipeline that runs the checks and {@code diff --fail-on breaking}. */
    boolean stopsPipeline() {
        return byChecks() || contracts.stream().anyMatch(ObjectDiff::isBreaking);
    }

    /** Whether exactly one of the three catches it. */
    boolean byOneOnly() {
        return (byContract() ? 1 : 0) + (byRows() ? 1 : 0) + (byChecks() ? 1 : 0) == 1;
    }

    /** A row of the page. */
    String row(BadVersion version) {
        String effect = contracts.stream()
                .map(object -> object.changes().isEmpty()
                        ? object.verdict().name()
                        : object.changes().get(0).effect().name())
                .map(name -> name.toLowerCase(java.util.Locale.ROOT))
                .findFirst()
                .orElse(NOTHING);
        String relations = rows.isEmpty() ? NOTHING : rows.size() + (rows.size() == 1 ? " relation" : " relations");
        String not = notCompared.isEmpty() ? "" : ", " + notCompared.size() + " not compared";
        String checks = templates.stream().map(each -> "`" + each + "`").collect(Collectors.joining(", "));
        return "| " + version.id() + " | " + version.what() + " | " + effect + " | " + relations + not + " | "
                + (checks.isEmpty() ? NOTHING : checks) + " |";
    }
}
