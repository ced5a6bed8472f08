package dev.verdigris.cli.project.inspect;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.output.FixText;
import dev.verdigris.cli.output.FixView;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.output.ProblemView;
import dev.verdigris.cli.screen.Cells;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.engine.diagnosis.Finding;
import dev.verdigris.engine.diagnosis.Finding.Level;

/**
 * The result of {@code doctor}.
 *
 * @param version the version of the form
 * @param verb the command
 * @param outcome the outcome in kebab case
 * @param exitCode the exit code
 * @param environment the environment; empty if none could be resolved
 * @param headline the summary in one line
 * @param findings the answers, in the order of the questions
 */
record DoctorView(
        int version,
        String verb,
        String outcome,
        int exitCode,
        Optional<String> environment,
        String headline,
        List<Shown> findings)
        implements InspectCommand.View {

    private static final int LEVEL = 9;
    private static final String GAP = " ".repeat(24);

    /**
     * One answer.
     *
     * @param topic what was asked, in kebab case
     * @param level {@code ok}, {@code warning}, {@code problem} or {@code not-asked}
     * @param what the answer, in one clause
     * @param code the code, if it is a problem or a warning that has one
     * @param where the object concerned, if there is one
     * @param fix the fix, if there is a code
     */
    record Shown(
            String topic,
            String level,
            String what,
            Optional<String> code,
            Optional<String> where,
            Optional<FixView> fix) {

        boolean isAnswer() {
            return !level.equals(Kebab.of(Level.NOT_ASKED));
        }

        static Shown of(Finding finding, Optional<FixText> text) {
            Optional<ProblemView> problem = finding.problem()
                    .map(List::of)
                    .map(found -> text.map(writer -> ProblemView.of(found, writer))
                            .orElseGet(() -> ProblemView.of(found))
                            .getFirst());
            return new Shown(
                    Kebab.of(finding.topic()),
                    Kebab.of(finding.level()),
                    finding.what(),
                    problem.map(ProblemView::code),
                    problem.map(ProblemView::where).filter(place -> !place.isEmpty()),
                    problem.map(ProblemView::fix));
        }
    }

    static DoctorView of(String verb, Optional<String> environment, List<Finding> findings, Optional<FixText> text) {
        List<Problem> problems = findings.stream()
                .filter(finding -> finding.level() == Level.PROBLEM)
                .flatMap(finding -> finding.problem().stream())
                .toList();
        Outcome outcome = Problem.outcomeOf(problems);
        return new DoctorView(
                JsonText.VERSION,
                verb,
                Kebab.of(outcome),
                outcome.exitCode(),
                environment,
                headline(findings),
                findings.stream().map(finding -> Shown.of(finding, text)).toList());
    }

    private static String headline(List<Finding> findings) {
        List<String> parts = new ArrayList<>();
        parts.add(count(findings, Level.OK) + " ok");
        parts.add(Count.of(count(findings, Level.WARNING), "warning"));
        parts.add(Count.of(count(findings, Level.PROBLEM), "problem"));
        long notAsked = count(findings, Level.NOT_ASKED);
        if (notAsked > 0) {
            parts.add(notAsked + " not asked");
        }
        return String.join(", ", parts);
    }

    private static long count(List<Finding> findings, Level level) {
        return findings.stream().filter(finding -> finding.level() == level).count();
    }

    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        findings.stream().filter(Shown::isAnswer).forEach(finding -> write(finding, style, text));
        Map<String, List<String>> rest = new LinkedHashMap<>();
        findings.stream()
                .filter(finding -> !finding.isAnswer())
                .forEach(finding -> rest.computeIfAbsent(finding.what(), why -> new ArrayList<>())
                        .add(finding.topic()));
        rest.forEach((why, topics) -> text.append("Not asked, because ")
                .append(Cells.visible(why))
                .append(": ")
                .append(String.join(", ", topics))
                .append(".\n"));
        return text.append(headline).append('\n').toString();
    }

    private static void write(Shown finding, Style style, StringBuilder text) {
        String head = style.of(tone(finding.level()), padded(finding.level(), LEVEL))
                + padded(finding.topic(), GAP.length() - LEVEL);
        String code = finding.code().map(each -> each + " ").orElse("");
        List<String> lines = (code + finding.what()).lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == 0 ? head : GAP).append(Cells.visible(lines.get(i))).append('\n');
        }
        finding.fix()
                .map(FixView::lines)
                .orElse(List.of())
                .forEach(line -> text.append(GAP).append(Cells.pasteable(line)).append('\n'));
    }

    private static Style.Tone tone(String level) {
        return switch (level) {
            case "ok" -> Style.Tone.GOOD;
            case "warning" -> Style.Tone.CAREFUL;
            case "problem" -> Style.Tone.BAD;
            default -> Style.Tone.FAINT;
        };
    }

    private static String padded(String word, int width) {
        return word + " ".repeat(Math.max(1, width - word.length()));
    }
}
