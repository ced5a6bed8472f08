package dev.verdigris.cli.output;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;

/**
 * Writes fixes as lines of text. If a fix contains a statement or a command, its instructions are SQL comments, so
 * that the whole fix can be pasted.
 */
public final class FixText {

    /** The text of fixes for problems that arise before a server is chosen. */
    static final FixText PLAIN = new FixText(CommandText.PLAIN);

    private final CommandText commands;

    /** Creates a writer whose commands repeat the options of {@code commands}. */
    public FixText(CommandText commands) {
        this.commands = commands;
    }

    /**
     * One line, or one statement of several lines.
     *
     * @param runs whether it can be run; otherwise it is a text for the reader
     */
    private record Line(boolean runs, String text) {

        static Line toRun(String text) {
            return new Line(true, text);
        }

        /**
         * A text stays on its line even if a name in it contains line breaks, so that a shell never runs a part of it.
         */
        static Line toRead(String text) {
            return new Line(false, text.replaceAll("\\R+", " "));
        }
    }

    /** The fix, line by line. */
    List<String> lines(Fix fix) {
        List<Line> lines = of(fix).toList();
        String mark = lines.stream().anyMatch(Line::runs) ? "-- " : "";
        return lines.stream()
                .flatMap(line -> line.runs() ? line.text().lines() : Stream.of(mark + line.text()))
                .toList();
    }

    private Stream<Line> of(Fix fix) {
        return switch (fix) {
            case Fix.Sql sql -> sql.statements().stream().flatMap(FixText::of);
            case Fix.Command command -> command(command);
            case Fix.Edit edit -> Stream.of(Line.toRead(edit.change() + at(edit.place())));
            case Fix.Choice choice -> choice(choice.alternatives());
            case Fix.Consent consent -> Stream.of(Line.toRead("run again with " + CommandText.accept(consent)));
            case Fix.Advice advice -> Stream.of(Line.toRead(advice.text()));
            case Fix.Steps several -> several.steps().stream().flatMap(this::of);
        };
    }

    private Stream<Line> command(Fix.Command command) {
        Line line = Line.toRun(commands.line(command));
        return commands.isIncomplete(command)
                ? Stream.of(Line.toRead("DIR is the directory that contains models/"), line)
                : Stream.of(line);
    }

    private static Stream<Line> of(Fix.Statement statement) {
        return Stream.concat(
                statement.remark().stream().map(Line::toRead), Stream.of(Line.toRun(statement.sql() + ";")));
    }

    private Stream<Line> choice(List<Fix.Alternative> alternatives) {
        Fix.Alternative first = alternatives.getFirst();
        return Stream.concat(
                alternative("", first), alternatives.stream().skip(1).flatMap(each -> alternative("or ", each)));
    }

    private Stream<Line> alternative(String or, Fix.Alternative alternative) {
        List<Line> how = alternative.fix().stream().flatMap(this::of).toList();
        String label = or + alternative.label();
        return how.size() == 1 && !how.getFirst().runs()
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
        };
    }

    private static String key(Place.Setting setting) {
        return switch (setting) {
            case ENVIRONMENT -> "environments";
            case SCHEMAS, CLUSTERS, SUFFIX -> setting.name().toLowerCase(Locale.ROOT);
        };
    }
}
