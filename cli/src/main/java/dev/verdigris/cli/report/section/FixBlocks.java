package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.output.FixView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.core.problem.Fix;

/** The way to end a problem, or the next command. What can be pasted is code; the rest is words. */
final class FixBlocks {

    private static final String COMMENT = "-- ";

    private FixBlocks() {}

    static List<Block> of(FixView fix, Limits limits) {
        if (fix.lines().isEmpty()) {
            return List.of();
        }
        return switch (fix.fix()) {
            case Fix.Choice choice -> ways(choice, fix.parts(), limits);
            case Fix.Steps steps ->
                fix.parts().stream().flatMap(step -> of(step, limits).stream()).toList();
            case Fix.Command command -> command(fix.lines(), limits);
            case Fix.Consent consent ->
                code("sh", fix.lines().stream().map(FixBlocks::uncommented).toList(), limits);
            case Fix.Sql sql -> code("sql", fix.lines(), limits);
            case Fix.Edit edit -> words(fix.lines(), limits);
            case Fix.Advice advice -> words(fix.lines(), limits);
        };
    }

    /** Lines to run, as a whole. */
    static List<Block> code(String language, List<String> lines, Limits limits) {
        return List.of(
                limits.hasRoomFor(lines)
                        ? new Block.Code(language, lines)
                        : new Block.Paragraph(
                                Phrase.of("It is too long for this report. The output of the run has it.")));
    }

    /** What an incomplete command needs is said before it, because a shell knows no such comment. */
    private static List<Block> command(List<String> lines, Limits limits) {
        boolean said = lines.size() > 1 && lines.getFirst().startsWith(COMMENT);
        List<Block> blocks = new ArrayList<>();
        if (said) {
            blocks.addAll(words(List.of(uncommented(lines.getFirst())), limits));
        }
        blocks.addAll(code("sh", lines.subList(said ? 1 : 0, lines.size()), limits));
        return blocks;
    }

    private static String uncommented(String line) {
        return line.startsWith(COMMENT) ? line.substring(COMMENT.length()) : line;
    }

    private static List<Block> words(List<String> lines, Limits limits) {
        return lines.stream()
                .<Block>map(line -> new Block.Paragraph(sentence(line, limits)))
                .toList();
    }

    private static Phrase sentence(String words, Limits limits) {
        return Phrase.of(Verdict.sentence(limits.text(words)));
    }

    /** Each way with its own lines. Ways without code are a list. */
    private static List<Block> ways(Fix.Choice choice, List<FixView> parts, Limits limits) {
        List<Optional<Phrase>> plain = new ArrayList<>();
        List<Block> blocks = new ArrayList<>(List.of(new Block.Paragraph(Phrase.of("One of these:"))));
        for (int i = 0; i < parts.size(); i++) {
            Optional<Phrase> words = plain(choice.alternatives().get(i), parts.get(i), limits);
            plain.add(words);
            blocks.add(new Block.Items(
                    List.of(words.orElse(sentence(choice.alternatives().get(i).label(), limits))), 0));
            blocks.addAll(words.isPresent() ? List.of() : of(parts.get(i), limits));
        }
        return plain.stream().allMatch(Optional::isPresent)
                ? List.of(
                        blocks.getFirst(),
                        new Block.Items(plain.stream().flatMap(Optional::stream).toList(), 0))
                : blocks;
    }

    /** A way that is only words. */
    private static Optional<Phrase> plain(Fix.Alternative way, FixView part, Limits limits) {
        boolean isWords = part.fix() instanceof Fix.Advice || part.fix() instanceof Fix.Edit;
        if (way.fix().isEmpty()) {
            return Optional.of(sentence(way.label(), limits));
        }
        return isWords
                ? Optional.of(sentence(way.label() + ": " + String.join("; ", part.lines()), limits))
                : Optional.empty();
    }
}
