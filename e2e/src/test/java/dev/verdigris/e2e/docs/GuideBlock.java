package dev.verdigris.e2e.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** A block of a page that a reader types or writes into a file, with what must come of it. */
sealed interface GuideBlock {

    /** The number of the line where the block begins. */
    int line();

    /**
     * Commands without their output. Each must succeed.
     *
     * @param line where it begins
     * @param commands the commands, in order
     */
    record Commands(int line, List<String> commands) implements GuideBlock {}

    /**
     * Commands, each after the prompt {@code $} and followed by what it prints.
     *
     * @param line where it begins
     * @param shown its text
     * @param steps the commands with their output, in order
     */
    record Console(int line, String shown, List<Step> steps) implements GuideBlock {}

    /**
     * One command of a console.
     *
     * @param command the command
     * @param output what it prints; a line {@code …} is any number of lines
     */
    record Step(String command, List<String> output) {}

    /**
     * SQL for psql. It must succeed if no output is shown.
     *
     * @param line where it begins
     * @param sql the statements
     */
    record Sql(int line, String sql) implements GuideBlock {}

    /**
     * A file of the reader's project. The paragraph before it is only its path and a colon.
     *
     * @param line where it begins
     * @param path the path
     * @param content the content
     */
    record Content(int line, String path, String content) implements GuideBlock {}

    /**
     * A block of another kind, which is only read.
     *
     * @param line where it begins
     * @param language its language
     */
    record Shown(int line, String language) implements GuideBlock {}

    /** All fenced blocks of a page, in order. */
    static List<GuideBlock> of(String page) {
        Pattern fence = Pattern.compile(
                "(?:(?<=\n\n)^`([^`\\n]+)`:\\n\\n)?^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
        return fence.matcher(page)
                .results()
                .map(found -> of(found, lineOf(page, found.start(2))))
                .toList();
    }

    private static GuideBlock of(MatchResult found, int line) {
        String text = found.group(3);
        if (found.group(1) != null) {
            return new Content(line, found.group(1), text);
        }
        return switch (found.group(2)) {
            case "sh" -> new Commands(line, text.lines().toList());
            case "console" -> new Console(line, text, steps(text));
            case "sql" -> new Sql(line, text);
            default -> new Shown(line, found.group(2));
        };
    }

    private static List<Step> steps(String text) {
        List<Step> steps = new ArrayList<>();
        for (String line : text.lines().toList()) {
            if (line.startsWith("$ ")) {
                steps.add(new Step(line.substring(2), new ArrayList<>()));
            } else {
                steps.getLast().output().add(line);
            }
        }
        return steps;
    }

    private static int lineOf(String page, int offset) {
        return Math.toIntExact(page.substring(0, offset).lines().count());
    }
}
