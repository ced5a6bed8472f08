package dev.verdigris.cli.report.section;

import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.ConsentView;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Column;
import dev.verdigris.cli.report.document.Phrase;

/** The consents that the verbs of the deployment have used. */
final class ConsentSection {

    private ConsentSection() {}

    static Optional<Block> of(ReportView report, Limits limits) {
        return report.deployment()
                .map(ReportView.Deployment::consents)
                .filter(consents -> !consents.isEmpty())
                .map(consents -> new Block.Section(
                        "Consents",
                        List.of(new Block.Table(
                                "Problems that somebody has accepted",
                                List.of(
                                        Column.of("Problem"),
                                        Column.of("Reason"),
                                        Column.of("Who"),
                                        Column.ofShort("When")),
                                limits.items(consents).stream()
                                        .map(consent -> row(consent, limits))
                                        .toList(),
                                limits.more(consents)))));
    }

    private static List<Phrase> row(ConsentView consent, Limits limits) {
        return List.of(
                Phrase.code(consent.code())
                        .and(consent.name()
                                .map(name -> Phrase.of(" of ").and(Phrase.code(limits.text(name))))
                                .orElse(Phrase.EMPTY)),
                Phrase.of(limits.text(consent.reason())),
                Phrase.code(limits.text(consent.role())),
                Phrase.time(consent.at()));
    }
}
