package dev.verdigris.cli.project.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.cli.output.FixView;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.output.ProblemView;
import dev.verdigris.cli.result.PlacedProblem;
import dev.verdigris.cli.screen.Cells;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.Kebab;

/**
 * The result of {@code validate}.
 *
 * @param version the version of the form
 * @param verb the command
 * @param outcome the outcome in kebab case
 * @param exitCode the exit code
 * @param headline the summary in one line
 * @param environments the environments that were looked at
 * @param problems the problems, by file and line; those without a file are first
 * @param warnings what is unusual and stops nothing
 * @param notes further facts
 */
record ValidationView(
        int version,
        String verb,
        String outcome,
        int exitCode,
        String headline,
        List<Findings.Looked> environments,
        List<Shown> problems,
        List<Shown> warnings,
        List<String> notes)
        implements InspectCommand.View {

    /**
     * One problem.
     *
     * @param code the code
     * @param what the fact
     * @param where the place as the problem names it
     * @param file the file, if it is in one
     * @param line the line, counted from 1
     * @param column the character in the line, counted from 1, if it is known
     * @param environments the environments that have it
     * @param fix the fix
     */
    record Shown(
            String code,
            String what,
            String where,
            Optional<String> file,
            Optional<Integer> line,
            Optional<Integer> column,
            List<String> environments,
            FixView fix) {

        static Shown of(PlacedProblem placed, List<String> environments) {
            ProblemView view = ProblemView.of(List.of(placed.problem())).getFirst();
            return new Shown(
                    view.code(),
                    view.what(),
                    view.where(),
                    placed.place().map(Place.Line::file),
                    placed.place().map(Place.Line::line),
                    placed.column().isPresent() ? Optional.of(placed.column().getAsInt()) : Optional.empty(),
                    environments,
                    view.fix());
        }

        private String text(Style.Tone tone, Style style, int all) {
            StringBuilder text = new StringBuilder();
            file.ifPresent(name -> text.append(Cells.visible(name))
                    .append(line.map(number -> ":" + number).orElse(""))
                    .append(column.map(number -> ":" + number).orElse(""))
                    .append(": "));
            text.append(style.of(tone, code))
                    .append(' ')
                    .append(Cells.visible(what))
                    .append('\n');
            if (file.isEmpty() && !where.isEmpty()) {
                text.append("  at ").append(Cells.visible(where)).append('\n');
            }
            if (environments.size() < all) {
                text.append("  only in ")
                        .append(Cells.visible(String.join(", ", environments)))
                        .append('\n');
            }
            fix.lines()
                    .forEach(each ->
                            text.append("  ").append(Cells.pasteable(each)).append('\n'));
            return text.toString();
        }
    }

    static ValidationView of(String verb, Findings findings, Optional<Problem> unwritten) {
        List<Problem> all = Stream.concat(
                        findings.problems().stream().map(found -> found.placed().problem()), unwritten.stream())
                .toList();
        Outcome outcome = Problem.outcomeOf(all);
        List<Shown> problems = new ArrayList<>(shown(findings.problems()));
        unwritten.ifPresent(problem -> problems.add(Shown.of(
                PlacedProblem.of(problem),
                findings.environments().stream().map(Findings.Looked::name).toList())));
        return new ValidationView(
                JsonText.VERSION,
                verb,
                Kebab.of(outcome),
                outcome.exitCode(),
                headline(findings, problems.size()),
                findings.environments(),
                problems,
                shown(findings.warnings()),
                findings.notes());
    }

    private static List<Shown> shown(List<Findings.Found> found) {
        return found.stream()
                .map(each -> Shown.of(each.placed(), each.environments()))
                .toList();
    }

    /** The environments may share a project, so the largest number of files counts. */
    private static String headline(Findings findings, int problems) {
        List<Findings.Looked> environments = findings.environments();
        int models =
                environments.stream().mapToInt(Findings.Looked::models).max().orElse(0);
        int checks =
                environments.stream().mapToInt(Findings.Looked::checks).max().orElse(0);
        String seen = Stream.of(
                        Count.of(models, "model"),
                        Count.of(checks, "check"),
                        Count.of(environments.size(), "environment"))
                .collect(Collectors.joining(", "));
        String warned = findings.warnings().isEmpty()
                ? ""
                : ", " + Count.of(findings.warnings().size(), "warning");
        int asked = environments.stream()
                .mapToInt(each -> each.asked().orElse(0))
                .max()
                .orElse(0);
        String server = environments.stream().anyMatch(each -> each.asked().isPresent())
                ? "; the server was asked about " + Count.of(asked, "model")
                : "";
        return seen + ": " + (problems == 0 ? "no problem" : Count.of(problems, "problem")) + warned + server;
    }

    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        problems.forEach(each -> text.append(each.text(Style.Tone.BAD, style, environments.size())));
        warnings.forEach(each -> text.append(each.text(Style.Tone.CAREFUL, style, environments.size())));
        notes.forEach(note -> text.append(Cells.visible(note)).append('\n'));
        return text.append(Cells.visible(headline)).append('\n').toString();
    }
}
