package dev.verdigris.cli.report.markdown;

import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column.Kind;
import dev.verdigris.cli.report.document.Cut;
import dev.verdigris.cli.report.document.Phrase;

/** A document as Markdown. An empty line follows each block. */
public final class MarkdownBlocks {

    private MarkdownBlocks() {}

    /** The blocks as text, in order. */
    public static String of(List<? extends Block> blocks) {
        return blocks.stream().map(MarkdownBlocks::of).collect(Collectors.joining());
    }

    private static String of(Block block) {
        return switch (block) {
            case Block.Section section -> "### " + MarkdownText.words(section.title()) + "\n\n" + of(section.blocks());
            case Block.Paragraph paragraph -> MarkdownPhrase.of(paragraph.text()) + "\n\n";
            case Block.Callout callout ->
                MarkdownPhrase.mark(callout.tone()) + " " + MarkdownPhrase.of(callout.title()) + "\n\n"
                        + of(callout.blocks());
            case Block.Answers answers ->
                answers.answers().stream().map(MarkdownBlocks::answer).collect(Collectors.joining());
            case Block.Facts facts ->
                list(facts.facts().stream()
                        .map(fact -> Phrase.strong(fact.name() + ": ").and(fact.value()))
                        .toList());
            case Block.Items items -> list(items.items()) + more(items.more());
            case Block.Table table -> table(table) + more(table.more());
            case Block.Code code -> MarkdownText.fenced(code.language(), code.lines()) + "\n";
            case Block.Details details -> details(details.title(), of(details.blocks()));
            case Block.Chart chart -> MarkdownCurve.of(chart.curve());
        };
    }

    private static String answer(Block.Answer answer) {
        return "**" + MarkdownText.words(answer.question()) + "**\n\n" + of(answer.blocks());
    }

    /** Contents that the reader can open. */
    public static String details(Phrase title, String contents) {
        return "<details>\n<summary>" + MarkdownPhrase.inElement(title) + "</summary>\n\n" + contents
                + "</details>\n\n";
    }

    private static String list(List<Phrase> items) {
        return items.stream().map(item -> "- " + MarkdownPhrase.of(item) + "\n").collect(Collectors.joining()) + "\n";
    }

    private static String table(Block.Table table) {
        List<String> titles = table.columns().stream()
                .map(column -> MarkdownText.words(column.title()))
                .toList();
        List<String> rule = table.columns().stream()
                .map(column -> column.kind() == Kind.NUMBERS ? "--:" : "---")
                .toList();
        String rows = table.rows().stream()
                .map(row -> row(row.stream().map(MarkdownPhrase::of).toList()))
                .collect(Collectors.joining());
        return row(titles) + row(rule) + rows + "\n";
    }

    private static String row(List<String> cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }

    private static String more(int number) {
        return number == 0 ? "" : of(Collections.singletonList(new Block.Paragraph(Cut.more(number))));
    }
}
