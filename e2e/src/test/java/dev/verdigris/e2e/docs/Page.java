package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A page of the documents with SQL blocks, each followed by the block of what psql prints. */
final class Page {

    private static final Path DOCS = Path.of("..", "docs");
    private static final Pattern EXAMPLE = Pattern.compile("```sql\\n(.*?)```\\n```text\\n(.*?)```", Pattern.DOTALL);
    private static final Pattern SECTION = Pattern.compile("^### (.+)$", Pattern.MULTILINE);
    private static final Pattern SHOWN_BY = Pattern.compile("`(\\w+Test)\\.(\\w+)`");

    private final Path file;
    private final String text;

    private Page(Path file, String text) {
        this.file = file;
        this.text = text;
    }

    static Page read(String name) throws IOException {
        Path file = DOCS.resolve(name);
        return new Page(file, Files.readString(file));
    }

    /**
     * One SQL block with its answer.
     *
     * @param sql what goes to psql
     * @param output what must come back
     */
    record Example(String sql, String output) {}

    List<Example> examples() {
        return EXAMPLE.matcher(text)
                .results()
                .map(match -> new Example(match.group(1), match.group(2)))
                .toList();
    }

    /** How many blocks of SQL there are, with an answer or without. */
    long sqlBlocks() {
        return text.lines().filter(line -> line.equals("```sql")).count();
    }

    /**
     * A section below a heading of the third level, which states one fact about the product.
     *
     * @param sentence what it says
     * @param body what stands below it, up to the next heading
     */
    record Section(String sentence, String body) {

        boolean hasExample() {
            return EXAMPLE.matcher(body).find();
        }

        /** The tests that it names, as class and method. */
        List<List<String>> tests() {
            return SHOWN_BY.matcher(body)
                    .results()
                    .map(match -> List.of(match.group(1), match.group(2)))
                    .toList();
        }
    }

    List<Section> sections() {
        List<Section> sections = new ArrayList<>();
        Matcher matcher = SECTION.matcher(text);
        while (matcher.find()) {
            int end = text.indexOf("\n##", matcher.end());
            sections.add(new Section(matcher.group(1), text.substring(matcher.end(), end < 0 ? text.length() : end)));
        }
        return sections;
    }

    /** What stands between a heading of the second level and its first section. */
    List<String> prose() {
        return Pattern.compile("^## .+\\n(.*?)(?=^### |^## |\\z)", Pattern.MULTILINE | Pattern.DOTALL)
                .matcher(text)
                .results()
                .map(match -> match.group(1).strip())
                .toList();
    }

    /** Writes the page anew with other answers, in order. */
    void approve(List<String> outputs) throws IOException {
        StringBuilder renewed = new StringBuilder();
        Matcher matcher = EXAMPLE.matcher(text);
        int example = 0;
        while (matcher.find()) {
            String block = "```sql\n" + matcher.group(1) + "```\n```text\n" + outputs.get(example++) + "```";
            matcher.appendReplacement(renewed, Matcher.quoteReplacement(block));
        }
        Files.writeString(file, matcher.appendTail(renewed).toString());
    }
}
