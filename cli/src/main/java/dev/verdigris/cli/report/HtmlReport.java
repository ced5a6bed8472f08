package dev.verdigris.cli.report;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.cli.report.KeptRuns.Part;
import dev.verdigris.cli.report.html.Attribute;
import dev.verdigris.cli.report.html.HtmlBlocks;
import dev.verdigris.cli.report.html.HtmlPhrase;
import dev.verdigris.cli.report.html.Node;
import dev.verdigris.cli.report.html.StyleSheet;
import dev.verdigris.cli.report.html.Tag;
import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.cli.report.story.WrittenRun;

/**
 * The report of a release as one page of HTML. It needs no network and no script, and its policy forbids both. It has
 * less than {@link #LIMIT} bytes.
 */
final class HtmlReport {

    static final int LIMIT = 300_000;

    private static final String POLICY = "default-src 'none'; style-src 'unsafe-inline'";

    private HtmlReport() {}

    /** The whole report: this run, and the runs before it. */
    static String of(RunStory now, List<WrittenRun> earlier) {
        return new Release(
                        blocks -> html(HtmlBlocks.of(blocks)),
                        HtmlReport::page,
                        page -> page.getBytes(StandardCharsets.UTF_8).length,
                        LIMIT)
                .of(now, earlier);
    }

    /** What a report contains; empty if the text is no report of Verdigris. */
    static Optional<EarlierRuns> read(String text) {
        return KeptRuns.read(text);
    }

    private static String html(List<Node> nodes) {
        return nodes.stream().map(Node::html).collect(Collectors.joining());
    }

    private static String page(EarlierRuns report) {
        KeptRuns kept = KeptRuns.of(report);
        WrittenRun last = report.runs().getLast();
        Node body = Node.of(
                Tag.BODY,
                header(report, last, kept),
                main(report, last, kept),
                Node.of(
                        Tag.FOOTER,
                        Node.of(
                                Tag.P,
                                "Written by Verdigris. All times are UTC. This page loads nothing and runs no script.")));
        return "<!DOCTYPE html>\n" + kept.head(report)
                + Node.of(Tag.HTML, head(report, last), body)
                        .with(Attribute.LANG, "en")
                        .html()
                + kept.foot();
    }

    private static Node head(EarlierRuns report, WrittenRun last) {
        return Node.of(
                Tag.HEAD,
                Node.of(Tag.META).with(Attribute.CHARSET, "utf-8"),
                Node.of(Tag.META)
                        .with(Attribute.HTTP_EQUIV, "Content-Security-Policy")
                        .with(Attribute.CONTENT, POLICY),
                Node.of(Tag.META)
                        .with(Attribute.NAME, "viewport")
                        .with(Attribute.CONTENT, "width=device-width, initial-scale=1"),
                Node.of(Tag.META).with(Attribute.NAME, "color-scheme").with(Attribute.CONTENT, "light dark"),
                Node.of(
                        Tag.TITLE,
                        last.summary().verb() + " of " + report.environment() + ": "
                                + last.summary().outcome()),
                Node.of(Tag.STYLE, StyleSheet.node()));
    }

    private static Node header(EarlierRuns report, WrittenRun last, KeptRuns kept) {
        List<Node> about = new ArrayList<>(List.of(new Node.Text("Release report")));
        if (!report.environment().isEmpty()) {
            about.addAll(List.of(new Node.Text(" · environment "), Node.of(Tag.CODE, report.environment())));
        }
        report.deployment()
                .ifPresent(id -> about.addAll(List.of(new Node.Text(" · deployment "), Node.of(Tag.CODE, id))));
        return Node.of(
                        Tag.HEADER,
                        Node.of(Tag.P, about).with(Attribute.CLASS, "about"),
                        Node.of(Tag.H1, last.summary().sentence()),
                        new Node.Finished(kept.part(last, Part.ANSWERS)))
                .with(Attribute.CLASS, HtmlBlocks.word(last.summary().tone()));
    }

    private static Node main(EarlierRuns report, WrittenRun last, KeptRuns kept) {
        List<Node> parts = new ArrayList<>();
        parts.add(Node.of(Tag.H2, "Runs"));
        Release.left(report.runs()).ifPresent(words -> parts.add(Node.of(Tag.P, HtmlPhrase.of(words))));
        parts.addAll(HtmlBlocks.of(List.of(Release.table(report.runs()))));
        parts.add(Node.of(
                        Tag.SECTION,
                        Node.of(
                                Tag.H2,
                                "Run " + last.id() + ": " + last.summary().verb()),
                        new Node.Finished(kept.part(last, Part.SECTION)))
                .with(Attribute.CLASS, "run")
                .with(Attribute.ID, Release.place(last)));
        List<WrittenRun> earlier =
                report.runs().subList(0, report.runs().size() - 1).reversed();
        if (!earlier.isEmpty()) {
            parts.add(Node.of(Tag.H2, "Earlier runs"));
            earlier.forEach(run -> parts.add(earlier(run, kept)));
        }
        return Node.of(Tag.MAIN, parts);
    }

    private static Node earlier(WrittenRun run, KeptRuns kept) {
        Node contents = Node.of(
                        Tag.DIV,
                        new Node.Finished(kept.part(run, Part.ANSWERS)),
                        new Node.Finished(kept.part(run, Part.SECTION)))
                .with(Attribute.CLASS, "inside");
        return Node.of(Tag.DETAILS, Node.of(Tag.SUMMARY, HtmlPhrase.of(Release.title(run))), contents)
                .with(Attribute.CLASS, "run")
                .with(Attribute.ID, Release.place(run));
    }
}
