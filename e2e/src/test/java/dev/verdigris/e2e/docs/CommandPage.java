package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A page of the documents with transcripts of commands. A block after a line that is only the name of a file is that file;
 * a block of the kind {@code console} has commands, each with what it prints.
 */
final class CommandPage {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern PART = Pattern.compile(
            "^`([^`\\n]+)`:\\n\\n```\\w+\\n(.*?)```|^```console\\n(.*?)```", Pattern.MULTILINE | Pattern.DOTALL);

    private final Path file;
    private final String text;

    private CommandPage(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static CommandPage read(String name) throws IOException {
        Path file = DOCS.resolve(name);
        return new CommandPage(file, Files.readString(file));
    }

    /** A part of the page in its order. */
    sealed interface Part {}

    /** A file that the reader writes. */
    record Written(String path, String content) implements Part {}

    /** Commands and what they print. */
    record Transcript(List<String> commands, String shown) implements Part {}

    List<Part> parts() {
        List<Part> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(text);
        while (matcher.find()) {
            parts.add(
                    matcher.group(1) == null
                            ? new Transcript(commands(matcher.group(3)), matcher.group(3))
                            : new Written(matcher.group(1), matcher.group(2)));
        }
        return parts;
    }

    private static List<String> commands(String block) {
        return block.lines()
                .filter(line -> line.startsWith("$ "))
                .map(line -> line.substring(2))
                .toList();
    }

    /** Writes the page anew with other transcripts, in order. */
    void approve(List<String> transcripts) throws IOException {
        StringBuilder renewed = new StringBuilder();
        Matcher matcher = PART.matcher(text);
        int next = 0;
        while (matcher.find()) {
            String whole =
                    matcher.group(1) == null ? "```console\n" + transcripts.get(next++) + "```" : matcher.group();
            matcher.appendReplacement(renewed, Matcher.quoteReplacement(whole));
        }
        Files.writeString(file, matcher.appendTail(renewed).toString());
    }
}
