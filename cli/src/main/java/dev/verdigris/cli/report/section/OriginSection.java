package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Fact;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.core.text.DurationText;

/** Who has run what, when, and from which commit. */
final class OriginSection {

    private OriginSection() {}

    static Block of(RunStory story, Limits limits) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Command", Phrase.code(story.verb())));
        code(facts, "Environment", Optional.of(story.environment()).filter(name -> !name.isEmpty()), limits);
        code(facts, "Deployment", story.deployment(), limits);
        code(facts, "Role", story.origin().role(), limits);
        code(facts, "Commit", story.origin().commit(), limits);
        code(facts, "Tag", story.origin().tag(), limits);
        story.origin().run().ifPresent(address -> facts.add(new Fact("CI run", limits.link(address))));
        facts.add(new Fact("Begun", Phrase.time(story.begun())));
        facts.add(new Fact(
                story.ended() ? "Ended" : "Last sign of life",
                Phrase.time(story.asOf()).and(", after " + DurationText.of(story.took()))));
        story.report().ifPresent(report -> of(facts, report, limits));
        return new Block.Section("Who, what, when", List.of(new Block.Facts(facts)));
    }

    private static void of(List<Fact> facts, ReportView report, Limits limits) {
        facts.add(new Fact("State", Phrase.of(report.state())));
        code(facts, "Models", report.models(), limits);
        facts.add(new Fact("Exit code", Phrase.of(Integer.toString(report.exitCode()))));
        report.deployment()
                .ifPresent(record -> facts.add(new Fact(
                        "Deployment begun",
                        Phrase.time(record.createdAt())
                                .and(record.role()
                                        .map(role -> Phrase.of(" by role ").and(Phrase.code(limits.text(role))))
                                        .orElse(Phrase.EMPTY)))));
    }

    private static void code(List<Fact> facts, String name, Optional<String> value, Limits limits) {
        value.ifPresent(text -> facts.add(new Fact(name, Phrase.code(limits.text(text)))));
    }
}
