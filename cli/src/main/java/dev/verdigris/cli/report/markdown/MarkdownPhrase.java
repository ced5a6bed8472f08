package dev.verdigris.cli.report.markdown;

import java.util.stream.Collectors;

import dev.verdigris.cli.report.document.Inline;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.cli.report.document.WebAddress;
import dev.verdigris.cli.report.html.HtmlPhrase;
import dev.verdigris.cli.report.html.Node;
import dev.verdigris.core.text.TimeText;

/** A line of text as Markdown. It is always one line, so it fits into a table. */
public final class MarkdownPhrase {

    private MarkdownPhrase() {}

    /** The line. */
    public static String of(Phrase phrase) {
        return phrase.parts().stream().map(MarkdownPhrase::of).collect(Collectors.joining());
    }

    /** The line within an element, where GitHub reads no Markdown. */
    static String inElement(Phrase phrase) {
        Phrase harmless = new Phrase(
                phrase.parts().stream().map(MarkdownPhrase::withoutMentions).toList());
        return HtmlPhrase.of(harmless).stream().map(Node::html).collect(Collectors.joining());
    }

    private static Inline withoutMentions(Inline part) {
        return switch (part) {
            case Inline.Words words -> new Inline.Words(MarkdownText.withoutMentions(words.text()));
            case Inline.Strong strong -> new Inline.Strong(MarkdownText.withoutMentions(strong.text()));
            case Inline.Aside aside -> new Inline.Aside(MarkdownText.withoutMentions(aside.text()));
            case Inline.Status status -> new Inline.Status(status.tone(), MarkdownText.withoutMentions(status.word()));
            case Inline.Jump jump -> new Inline.Jump(MarkdownText.withoutMentions(jump.words()), jump.place());
            // GitHub looks for no mention in code.
            case Inline.Code code -> code;
            case Inline.Replaced replaced -> replaced;
            case Inline.Time time -> time;
            case Inline.Link link -> link;
            case Inline.Break end -> end;
        };
    }

    private static String of(Inline part) {
        return switch (part) {
            case Inline.Words words -> MarkdownText.words(words.text());
            case Inline.Strong strong -> "<b>" + MarkdownText.words(strong.text()) + "</b>";
            case Inline.Aside aside -> "<sub>" + MarkdownText.words(aside.text()) + "</sub>";
            case Inline.Code code -> MarkdownText.code(code.text());
            case Inline.Status status -> mark(status.tone()) + " " + MarkdownText.words(status.word());
            case Inline.Replaced replaced ->
                MarkdownText.code(replaced.before()) + " → " + MarkdownText.code(replaced.after());
            case Inline.Time time -> TimeText.of(time.at()).replace('T', ' ').replace("Z", " UTC");
            case Inline.Link link -> link(link.address());
            case Inline.Jump jump -> MarkdownText.words(jump.words());
            case Inline.Break end -> "<br>";
        };
    }

    /** A pipe would end the cell of a table. */
    private static String link(String address) {
        return WebAddress.is(address) ? "<" + address + ">" : MarkdownText.code(address);
    }

    /** The mark of a tone. A word always follows. */
    static String mark(Tone tone) {
        return switch (tone) {
            case GOOD -> "✅";
            case WARN -> "⚠️";
            case BAD -> "❌";
            case BUSY -> "⏳";
            case IDLE -> "➖";
        };
    }
}
