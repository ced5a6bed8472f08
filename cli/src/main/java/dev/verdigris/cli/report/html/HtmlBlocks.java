package dev.verdigris.cli.report.html;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Answer;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Cut;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;

/** A document as HTML. */
public final class HtmlBlocks {

    private HtmlBlocks() {}

    /** The blocks as elements, in order. */
    public static List<Node> of(List<? extends Block> blocks) {
        return blocks.stream().flatMap(block -> of(block).stream()).toList();
    }

    private static List<Node> of(Block block) {
        return switch (block) {
            case Block.Section section -> List.of(section(section));
            case Block.Paragraph paragraph -> List.of(Node.of(Tag.P, HtmlPhrase.of(paragraph.text())));
            case Block.Callout callout -> List.of(callout(callout));
            case Block.Answers answers -> List.of(answers(answers));
            case Block.Facts facts -> List.of(facts(facts));
            case Block.Items items -> items(items);
            case Block.Table table -> table(table);
            case Block.Code code -> List.of(Node.of(Tag.PRE, Node.of(Tag.CODE, String.join("\n", code.lines()))));
            case Block.Details details -> List.of(details(details));
            case Block.Chart chart -> List.of(ChartHtml.of(chart.curve()));
        };
    }

    private static Node section(Block.Section section) {
        List<Node> children = new ArrayList<>(List.of(Node.of(Tag.H3, section.title())));
        children.addAll(of(section.blocks()));
        return Node.of(Tag.SECTION, children).with(Attribute.CLASS, "part");
    }

    private static Node callout(Block.Callout callout) {
        List<Node> children = new ArrayList<>(
                List.of(Node.of(Tag.P, HtmlPhrase.of(callout.title())).with(Attribute.CLASS, "title")));
        children.addAll(of(callout.blocks()));
        return Node.of(Tag.DIV, children).with(Attribute.CLASS, "callout " + word(callout.tone()));
    }

    private static Node answers(Block.Answers answers) {
        return Node.of(
                        Tag.DIV,
                        answers.answers().stream().map(HtmlBlocks::answer).toList())
                .with(Attribute.CLASS, "answers");
    }

    private static Node answer(Answer answer) {
        List<Node> children =
                new ArrayList<>(List.of(Node.of(Tag.P, answer.question()).with(Attribute.CLASS, "question")));
        children.addAll(of(answer.blocks()));
        return Node.of(Tag.DIV, children).with(Attribute.CLASS, "answer " + word(answer.tone()));
    }

    private static Node facts(Block.Facts facts) {
        return Node.of(
                Tag.DL,
                facts.facts().stream()
                        .map(fact -> Node.of(
                                Tag.DIV, Node.of(Tag.DT, fact.name()), Node.of(Tag.DD, HtmlPhrase.of(fact.value()))))
                        .toList());
    }

    private static List<Node> items(Block.Items items) {
        Node list = Node.of(
                Tag.UL,
                items.items().stream()
                        .map(item -> Node.of(Tag.LI, HtmlPhrase.of(item)))
                        .toList());
        return items.more() == 0 ? List.of(list) : List.of(list, more(items.more()));
    }

    /** On a narrow screen each row becomes a block, so each cell has the title of its column and all have roles. */
    private static List<Node> table(Block.Table table) {
        Node caption = Node.of(Tag.CAPTION, table.caption()).with(Attribute.CLASS, "unseen");
        Node head = Node.of(
                        Tag.THEAD,
                        Node.of(
                                        Tag.TR,
                                        table.columns().stream()
                                                .map(HtmlBlocks::heading)
                                                .toList())
                                .with(Attribute.ROLE, "row"))
                .with(Attribute.ROLE, "rowgroup");
        Node body = Node.of(
                        Tag.TBODY,
                        table.rows().stream()
                                .map(row -> row(table.columns(), row))
                                .toList())
                .with(Attribute.ROLE, "rowgroup");
        Node whole = Node.of(Tag.TABLE, caption, head, body).with(Attribute.ROLE, "table");
        return table.more() == 0 ? List.of(whole) : List.of(whole, more(table.more()));
    }

    private static Node heading(Column column) {
        return kind(Node.of(Tag.TH, column.title()), column)
                .with(Attribute.SCOPE, "col")
                .with(Attribute.ROLE, "columnheader");
    }

    private static Node row(List<Column> columns, List<Phrase> cells) {
        List<Node> row = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            row.add(kind(Node.of(Tag.TD, Node.of(Tag.SPAN, HtmlPhrase.of(cells.get(i)))), columns.get(i))
                    .with(Attribute.DATA_LABEL, columns.get(i).title())
                    .with(Attribute.ROLE, "cell"));
        }
        return Node.of(Tag.TR, row).with(Attribute.ROLE, "row");
    }

    private static Node.Element kind(Node.Element cell, Column column) {
        return switch (column.kind()) {
            case WORDS -> cell;
            case NAMES, SHORT, NUMBERS ->
                cell.with(Attribute.CLASS, column.kind().name().toLowerCase(Locale.ROOT));
        };
    }

    private static Node details(Block.Details details) {
        List<Node> children = new ArrayList<>(List.of(Node.of(Tag.SUMMARY, HtmlPhrase.of(details.title()))));
        children.add(Node.of(Tag.DIV, of(details.blocks())).with(Attribute.CLASS, "inside"));
        return Node.of(Tag.DETAILS, children);
    }

    private static Node more(int number) {
        return Node.of(Tag.P, HtmlPhrase.of(Cut.more(number))).with(Attribute.CLASS, "more");
    }

    /** The class of a tone. */
    public static String word(Tone tone) {
        return tone.name().toLowerCase(Locale.ROOT);
    }
}
