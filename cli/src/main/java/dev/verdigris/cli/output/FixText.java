package dev.verdigris.cli.output;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;

/**
 * Writes fixes as lines of text. If a fix contains a statement or a command, its instructions are SQL comments, so
 * that the whole fix can be pasted. What only a person can decide is a comment too: of a choice, every alternative but
 * the first, and the statements that would undo another one.
 */
public final class FixText {

    private static final String COMMENT = "-- ";

    /** A version with such a problem is not a release. */
    private static final Set<ProblemCode> DOUBTFUL = EnumSet.of(ProblemCode.BUILD_UNFINISHED, ProblemCode.UNKNOWN_SIDE);

    /** The text of fixes for problems that arise before a server is chosen. */
    static final FixText PLAIN = new FixText(CommandText.PLAIN, "verdigris");

    private final CommandText commands;
    private final String consenting;

    /**
     * Creates a writer.
     *
     * @param commands the options that its commands repeat
     * @param consenting the command line to which the user adds a consent
     */
    public FixText(CommandText commands, String consenting) {
        this.commands = commands;
        this.consenting = consenting;
    }

    /** The use of a line. */
    private enum Use {
        /** It is a text for the reader. */
        READ,
        /** It runs if the fix is pasted. */
        RUN,
        /** It could be run, and is a comment until somebody decides so. */
        OFFER
    }

    /** One line, or one statement of several lines. */
    private record Line(Use use, String text) {

        static Line toRun(String text) {
            return new Line(Use.RUN, text);
        }

        /**
         * A text stays on its line even if a name in it contains line breaks, so that a shell never runs a part of it.
         */
        static Line toRead(String text) {
            return new Line(Use.READ, text.replaceAll("\\R+", " "));
        }

        /** The same line, which does not run before somebody has decided so. */
        Line offered() {
            return new Line(use == Use.RUN ? Use.OFFER : use, text);
        }

        boolean isText() {
            return use == Use.READ;
        }
    }

    /** The fix with the commands that the builder of the project needs. */
    Fix meant(Fix fix) {
        return fix.with(commands::meant);
    }

    /** The fix, line by line. */
    List<String> lines(Fix fix) {
        List<Line> lines = of(fix).toList();
        String mark = lines.stream().allMatch(Line::isText) ? "" : COMMENT;
        return lines.stream()
                .flatMap(line -> switch (line.use()) {
                    case READ -> Stream.of(mark + line.text());
                    case RUN -> line.text().lines();
                    case OFFER -> line.text().lines().map(COMMENT::concat);
                })
                .toList();
    }

    /** The command that accepts all problems of a report at once; empty if they should be read one by one. */
    Optional<String> acceptingAll(Report report) {
        List<Problem> problems = report.problems();
        List<Fix.Consent> consents = problems.stream()
                .flatMap(problem -> problem.fix().consents().limit(1))
                .toList();
        // What a statement or a command fixes is not accepted in passing, nor is half a version or an old one.
        boolean each = consents.size() == problems.size()
                && problems.stream().noneMatch(problem -> problem.fix().isExecutable())
                && report.warnings().stream().map(Problem::code).noneMatch(DOUBTFUL::contains);
        List<Fix.Consent> distinct = consents.stream().distinct().toList();
        return each && distinct.size() > 1 ? Optional.of(accepting(distinct)) : Optional.empty();
    }

    /** The command that accepts several problems at once. */
    private String accepting(List<Fix.Consent> consents) {
        return consents.stream().map(CommandText::accept).collect(Collectors.joining(" ", consenting + " ", ""));
    }

    private Stream<Line> of(Fix fix) {
        return switch (fix) {
            case Fix.Sql sql -> statements(sql.statements());
            case Fix.Command command -> command(command);
            case Fix.Edit edit -> Stream.of(Line.toRead(edit.change() + at(edit.place())));
            case Fix.Choice choice -> choice(choice.alternatives());
            case Fix.Consent consent ->
                Stream.of(Line.toRun(consenting + " " + CommandText.accept(consent))
                        .offered());
            case Fix.Advice advice -> Stream.of(Line.toRead(advice.text()));
            case Fix.Steps several -> several.steps().stream().flatMap(this::of);
        };
    }

    private Stream<Line> command(Fix.Command command) {
        Line line = Line.toRun(commands.line(command));
        return Stream.concat(commands.incomplete(command).map(Line::toRead).stream(), Stream.of(line));
    }

    /** The statements, then what makes again what they remove, so that nobody takes it for a part of the way. */
    private static Stream<Line> statements(List<Fix.Statement> statements) {
        List<String> undo = statements.stream()
                .flatMap(statement -> statement.undo().stream())
                .toList();
        Stream<Line> again = undo.isEmpty()
                ? Stream.empty()
                : Stream.concat(
                        Stream.of(Line.toRead(
                                statements.size() == 1
                                        ? "to make it again:"
                                        : "not a part of this way, only to undo it:")),
                        undo.stream().map(sql -> Line.toRun(sql + ";").offered()));
        return Stream.concat(
                statements.stream()
                        .flatMap(statement -> Stream.concat(
                                statement.remark().stream().map(Line::toRead),
                                Stream.of(Line.toRun(statement.sql() + ";")))),
                again);
    }

    private Stream<Line> choice(List<Fix.Alternative> alternatives) {
        Fix.Alternative first = alternatives.getFirst();
        return Stream.concat(
                alternative("", first),
                alternatives.stream()
                        .skip(1)
                        .flatMap(each -> alternative("or ", each))
                        .map(Line::offered));
    }

    private Stream<Line> alternative(String or, Fix.Alternative alternative) {
        List<Line> how = alternative.fix().stream().flatMap(this::of).toList();
        String label = or + alternative.label();
        return how.size() == 1 && how.getFirst().isText()
                ? Stream.of(Line.toRead(label + ": " + how.getFirst().text()))
                : Stream.concat(Stream.of(Line.toRead(label)), how.stream());
    }

    /** The place of an edit. The line of a file is left out, because the problem itself names it. */
    private static String at(Place place) {
        return switch (place) {
            case Place.Line line -> "";
            case Place.Configuration configuration ->
                configuration.settings().stream()
                        .map(FixText::key)
                        .collect(Collectors.joining(" or ", " (", " in verdigris.yml)"));
            case Place.Limit limit -> " (" + option(limit) + ")";
        };
    }

    private static String option(Place.Limit limit) {
        return switch (limit) {
            case STATEMENT -> "--statement-timeout, or connection.statement_timeout in verdigris.yml";
            case CHECK -> "--check-timeout";
            case SINK -> "--sink-timeout";
            case VERB -> "--timeout";
        };
    }

    private static String key(Place.Setting setting) {
        return switch (setting) {
            case ENVIRONMENT -> "environments";
            case SCHEMAS, CLUSTERS, SUFFIX, SINKS -> setting.name().toLowerCase(Locale.ROOT);
        };
    }
}
