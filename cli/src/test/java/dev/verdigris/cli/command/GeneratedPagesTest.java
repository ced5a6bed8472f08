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
import dev.verdigris.cli.output.PlanSchema;
import dev.verdigris.core.guard.Guardrail;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.readiness.ReadinessRule;
import dev.verdigris.core.text.Kebab;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The pages that are made of the code. They are rewritten with {@code -Dapprove=true}. */
final class GeneratedPagesTest {

    private static final Path DOCS = Path.of(System.getProperty("project.root")).resolve("docs");

    @Test
    void thePageOfProblemsIsUpToDate() {
        StringBuilder page = new StringBuilder("""
                # Problem codes

                Generated from `ProblemCode`; `verdigris explain CODE` says the same. A code never changes its meaning.
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
        Golden.assertSame(schemas.resolve("report.schema.json"), JsonText.document(JsonSchemas.report()) + "\n");
        Golden.assertSame(schemas.resolve("events.schema.json"), JsonText.document(JsonSchemas.event()) + "\n");
        Golden.assertSame(schemas.resolve("plan.schema.json"), JsonText.document(PlanSchema.document()) + "\n");
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

    @Test
    void thePageOfReadinessIsUpToDate() {
        StringBuilder page = new StringBuilder("""
                # Readiness

                Generated from `ReadinessRule`. `await`, `deploy` and `promote --wait` wait until the staged side is ready.
                `promote` reads it once more right before the swap, `status` shows what holds it up, and `rollback` judges
                the previous side in the same way. The list of the objects comes from the catalog, and not from the reports
                about them: all objects of the staged schemas, and all that run on staged clusters. So an object without a
                report is still waited for.

                One reading judges all objects at one timestamp. For each of them, the first rule below that holds decides. An
                ellipsis in a text stands for a name, a figure or a message, or for nothing.

                - **ready**: It may go live. The side is ready when all objects have been ready for the whole hold time. Of the
                  time between two readings, at most `await.longest_gap` counts as observed.
                - **waits**: It may recover without a person. So it is waited for until the time limit; then the exit code is 4
                  (`VG-NOT-READY`).
                - **failed**: It cannot recover without a person. So the wait ends at once with exit code 3
                  (`VG-NEVER-READY`), and the problem shows what helps.

                A side without objects is not waited for (`VG-STAGED-EMPTY`). A wait also ends if its first reading gets no answer
                (`VG-NO-ANSWER`), or fails because the server lacks a relation or a function (`VG-SERVER-REFUSED`). After the
                first reading, a server that restarts, has no free connection or refuses for another reason is asked again until
                the time limit. If it cannot be reached even then, the exit code is 9 (`VG-UNREACHABLE`).

                An object works if it runs, is hydrated or is refreshed. It is hydrated if one replica that is up says so. With
                `await.replicas: all`, each replica of its cluster must be up and say so. Then trouble of one replica is trouble
                of the cluster, and the texts say "a replica".

                The limits and the exemptions are [settings](configuration.md#readiness).
                """);
        for (ReadinessRule.Part part : ReadinessRule.Part.values()) {
            page.append("\n## ")
                    .append(part.title())
                    .append("\n\n| rule | if | state | then | text |\n|---|---|---|---|---|\n");
            Arrays.stream(ReadinessRule.values())
                    .filter(rule -> rule.part() == part)
                    .forEach(rule -> page.append("| `")
                            .append(Kebab.of(rule))
                            .append("` | ")
                            .append(rule.condition())
                            .append(" | ")
                            .append(Kebab.of(rule.state()))
                            .append(" | ")
                            .append(Kebab.of(rule.then()))
                            .append(" | ")
                            .append(rule.said())
                            .append(" |\n"));
        }
        Golden.assertSame(DOCS.resolve("readiness.md"), page.toString());
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
