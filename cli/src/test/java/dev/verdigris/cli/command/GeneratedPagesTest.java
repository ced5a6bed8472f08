package dev.verdigris.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.cli.Golden;
import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.output.JsonSchemas;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages that are made of the code. They are rewritten with {@code -Dapprove=true}. */
final class GeneratedPagesTest {

    private static final Path DOCS = Path.of(System.getProperty("project.root")).resolve("docs");

    @Test
    void thePageOfProblemsIsUpToDate() {
        StringBuilder page = new StringBuilder("""
                # Problem codes

                Generated from `ProblemCode`; `verdigris explain CODE` tells the same. A code never changes its meaning.
                Codes that `--accept CODE` can turn into warnings are marked with *acceptable*.
                """);
        Map<Outcome, List<ProblemCode>> families = new LinkedHashMap<>();
        for (ProblemCode code : ProblemCode.values()) {
            families.computeIfAbsent(code.outcome(), any -> new ArrayList<>()).add(code);
        }
        families.forEach((family, codes) -> {
            page.append("\n## Exit ")
                    .append(family.exitCode())
                    .append(": ")
                    .append(family.meaning())
                    .append('\n');
            codes.forEach(code -> page.append("\n### ")
                    .append(code.code())
                    .append(code.acceptable() ? " (*acceptable*)\n\n" : "\n\n")
                    .append(code.meaning())
                    .append("\n\n- Cause: ")
                    .append(code.cause())
                    .append("\n- Fix: ")
                    .append(code.fix())
                    .append('\n'));
        });
        Golden.assertSame(DOCS.resolve("problems.md"), page.toString());
    }

    @Test
    void theSchemasOfJsonAreUpToDate() {
        Path schemas = DOCS.resolve("schema");
        Golden.assertSame(
                schemas.resolve("report.schema.json"), JsonText.document(JsonSchemas.report()) + "\n");
        Golden.assertSame(
                schemas.resolve("events.schema.json"), JsonText.document(JsonSchemas.event()) + "\n");
    }

    @Test
    void thePageOfGuardrailsIsUpToDate() {
        StringBuilder page = new StringBuilder("""
                # Guardrails

                Generated from `Guardrail`. A verb asks these questions before it acts. Each one is *passed*, *refused*,
                *warned* (it found a problem that does not stop the verb, because the user accepts it or because it is
                only a warning), *not reached* (another guardrail had stopped the verb) or *not applicable*. `plan VERB`
                and `--verbose` list all of them, and so does JSON, under `guardrails`. An id never changes its meaning.
                [problems.md](problems.md) explains the codes.
                """);
        for (Guardrail guardrail : Guardrail.values()) {
            page.append("\n## ")
                    .append(guardrail.id())
                    .append("\n\n**")
                    .append(guardrail.title())
                    .append(".** ")
                    .append(guardrail.question())
                    .append("\n\n- Codes: ")
                    .append(guardrail.codes().stream()
                            .map(code -> "[" + code.code() + "](problems.md#" + anchor(code) + ")")
                            .collect(Collectors.joining(", ")))
                    .append("\n- Verbs: ")
                    .append(Arrays.stream(Verb.values())
                            .filter(guardrail::isAskedBy)
                            .map(verb -> "`" + verb + "`")
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        Golden.assertSame(DOCS.resolve("guardrails.md"), page.toString());
    }

    /** How hosts make an anchor of the heading of a code. */
    private static String anchor(ProblemCode code) {
        return code.code().toLowerCase(Locale.ROOT) + (code.acceptable() ? "-acceptable" : "");
    }

    @Test
    void theTableOfSettingsIsUpToDate() {
        StringBuilder table = new StringBuilder("| `verdigris.yml` | variable | option |\n|---|---|---|\n");
        Arrays.stream(Key.values())
                .forEach(key -> table.append("| `")
                        .append(key.path())
                        .append("` | `")
                        .append(key.variable())
                        .append("` | ")
                        .append(key.option().map(option -> "`" + option + "`").orElse("none"))
                        .append(" |\n"));
        Golden.assertContains(DOCS.resolve("configuration.md"), "settings", table.toString());
    }

    @Test
    void noTwoSettingsShareAName() {
        assertThat(Arrays.stream(Key.values()).map(Key::variable)).doesNotHaveDuplicates();
        assertThat(Arrays.stream(Key.values()).map(Key::path)).doesNotHaveDuplicates();
    }
}
