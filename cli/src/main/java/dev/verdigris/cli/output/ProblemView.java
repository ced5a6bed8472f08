package dev.verdigris.cli.output;

import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.dbt.DbtView;
import dev.verdigris.cli.screen.Cells;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.problem.Change;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Subject;

/**
 * A problem in the form in which it is shown. Text and JSON are written from it.
 *
 * @param code the stable code, such as {@code VG-LOCKED}
 * @param what the fact, in one sentence
 * @param where the object or file concerned; empty if there is none
 * @param fix the fix
 * @param change the change that it is about, if it is about one; only JSON shows it, because the sentence says it too
 * @param dbt what dbt says about the object concerned, if it knows it
 */
public record ProblemView(
        String code, String what, String where, FixView fix, Optional<Change> change, Optional<DbtView> dbt) {

    /** The indentation of a problem, and the separator between its code and its sentence. */
    enum Layout {
        /** At the margin, if nothing but problems is shown. */
        ALONE("", " ", "  "),
        /** In a section of a report. */
        IN_SECTION("  ", "  ", "      ");

        private final String margin;
        private final String gap;
        private final String indent;

        Layout(String margin, String gap, String indent) {
            this.margin = margin;
            this.gap = gap;
            this.indent = indent;
        }
    }

    /** The view of {@code problem}; {@code text} writes its fix. */
    private static ProblemView of(Problem problem, FixText text, DbtFacts dbt) {
        return new ProblemView(
                problem.code().code(),
                problem.what(),
                problem.where(),
                FixView.of(problem.fix(), text),
                problem.change(),
                DbtView.at(dbt, problem.where()));
    }

    /** The views of problems that arise before a server is chosen, in the same order. */
    public static List<ProblemView> of(List<Problem> problems) {
        return of(problems, FixText.PLAIN, DbtFacts.NONE);
    }

    /** The views of problems whose fixes {@code text} writes, in the same order. */
    public static List<ProblemView> of(List<Problem> problems, FixText text) {
        return of(problems, text, DbtFacts.NONE);
    }

    /** The views of {@code problems}, in the same order. */
    static List<ProblemView> of(List<Problem> problems, FixText text, DbtFacts dbt) {
        return problems.stream().map(problem -> of(problem, text, dbt)).toList();
    }

    /**
     * The same problem as a warning. The user has accepted it or still may, so a fix that asks for consent is left out.
     */
    public ProblemView accepted() {
        return fix.fix().consents().findAny().isPresent() ? withoutFix() : this;
    }

    /** The same problem as a fact that nobody has to act on. */
    public ProblemView withoutFix() {
        return new ProblemView(code, what, where, fix.withoutLines(), change, dbt);
    }

    /** The same without its sentence, which may contain a length of time. Code, place and fix distinguish problems. */
    ProblemView timeless() {
        return new ProblemView(code, "", where, fix, change, dbt);
    }

    /** Whether a consent is about exactly this problem. */
    boolean isAbout(ConsentView consent) {
        return fix.fix()
                .consents()
                .anyMatch(asked -> asked.code().code().equals(consent.code())
                        && asked.subject().map(Subject::toString).equals(consent.name()));
    }

    /**
     * The problem as lines of text: a sentence, a place, what dbt says, and the lines of the fix. In a section, the place is left out if
     * the sentence names it.
     */
    String text(Layout layout, Style style) {
        StringBuilder text = new StringBuilder(layout.margin)
                .append(style.of(Style.Tone.BAD, code))
                .append(layout.gap)
                .append(Cells.visible(what))
                .append('\n');
        boolean named = layout == Layout.IN_SECTION && what.contains(where);
        if (!where.isEmpty() && !named) {
            text.append(layout.indent)
                    .append("at ")
                    .append(Cells.visible(where))
                    .append('\n');
        }
        dbt.stream()
                .flatMap(known -> known.lines().stream())
                .forEach(line ->
                        text.append(layout.indent).append(Cells.visible(line)).append('\n'));
        fix.lines()
                .forEach(line ->
                        text.append(layout.indent).append(Cells.pasteable(line)).append('\n'));
        return text.toString();
    }
}
