package dev.verdigris.cli.report.html;

import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.cli.report.document.Inline;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.WebAddress;
import dev.verdigris.cli.screen.Cells;
import dev.verdigris.core.text.TimeText;

/** A line of text as HTML. */
public final class HtmlPhrase {

    private HtmlPhrase() {}

    /** The parts of a line. */
    public static List<Node> of(Phrase phrase) {
        return phrase.parts().stream().flatMap(HtmlPhrase::of).toList();
    }

    private static Stream<Node> of(Inline part) {
        return switch (part) {
            case Inline.Words words -> Stream.of(new Node.Text(line(words.text())));
            case Inline.Strong strong -> Stream.of(Node.of(Tag.STRONG, line(strong.text())));
            case Inline.Aside aside -> Stream.of(Node.of(Tag.SMALL, line(aside.text())));
            case Inline.Code code -> Stream.of(code(code.text()));
            case Inline.Status status ->
                Stream.of(Node.of(Tag.SPAN, status.word())
                        .with(Attribute.CLASS, "status " + HtmlBlocks.word(status.tone())));
            case Inline.Replaced replaced ->
                Stream.of(
                        Node.of(Tag.DEL, code(replaced.before())),
                        new Node.Text(" → "),
                        Node.of(Tag.INS, code(replaced.after())));
            case Inline.Time time ->
                Stream.of(Node.of(
                                Tag.TIME,
                                TimeText.of(time.at()).replace('T', ' ').replace("Z", " UTC"))
                        .with(Attribute.DATETIME, TimeText.of(time.at())));
            case Inline.Link link -> Stream.of(link(link.address()));
            case Inline.Jump jump ->
                Stream.of(Node.of(Tag.A, line(jump.words())).with(Attribute.HREF, "#" + jump.place()));
            case Inline.Break end -> Stream.of(Node.of(Tag.BR));
        };
    }

    private static Node link(String address) {
        return WebAddress.is(address)
                ? Node.of(Tag.A, address)
                        .with(Attribute.HREF, address)
                        .with(Attribute.REL, "noopener noreferrer nofollow")
                : code(address);
    }

    private static Node code(String text) {
        return Node.of(Tag.CODE, line(text));
    }

    /** A line break within a text becomes visible, because only code has lines. */
    private static String line(String text) {
        return Cells.visible(text);
    }
}
