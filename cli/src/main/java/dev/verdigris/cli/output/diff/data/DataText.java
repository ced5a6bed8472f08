package dev.verdigris.cli.output.diff.data;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.Kebab;

/** The comparison of rows as text: what differs with its samples, then in one line all that is the same. */
public final class DataText {

    private static final int WORD = 14;
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

    private DataText() {}

    /** The lines of a result, without line breaks. */
    public static List<String> lines(DataView data) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(data.relations().isEmpty() ? "Rows (not compared yet)" : "Rows");
        data.cost().forEach(sentence -> lines.add("  " + sentence));
        data.relations().stream()
                .filter(relation -> relation.verdict() != DataView.Verdict.SAME)
                .forEach(relation -> relation(relation, lines));
        List<DataView.Relation> same = data.relations().stream()
                .filter(relation -> relation.verdict() == DataView.Verdict.SAME)
                .toList();
        if (!same.isEmpty()) {
            lines.add("");
            lines.add(Count.of(same.size(), "relation") + (same.size() == 1 ? " has" : " have")
                    + " the same rows on both sides: "
                    + same.stream().map(DataText::named).collect(Collectors.joining(", ")) + ".");
            same.forEach(relation ->
                    relation.remarks().forEach(remark -> lines.add("    " + relation.name() + ": " + remark)));
        }
        return lines;
    }

    private static String named(DataView.Relation relation) {
        return relation.name()
                + relation.counts().map(counts -> " (" + rows(counts) + ")").orElse("");
    }

    private static String rows(DataView.Counts counts) {
        return counts.sample()
                .map(share -> counts.liveCompared() + " of " + Count.of(counts.live(), "row"))
                .orElseGet(() -> Count.of(counts.live(), "row"));
    }

    private static void relation(DataView.Relation relation, List<String> lines) {
        lines.add("");
        lines.add("  " + padded(Kebab.of(relation.verdict()).replace('-', ' ')) + relation.name());
        relation.reason().ifPresent(reason -> lines.add("    " + reason));
        relation.counts().ifPresent(counts -> counts(relation, counts, lines));
        relation.remarks().forEach(remark -> lines.add("    " + remark));
        relation.columns().stream()
                .flatMap(column -> column(column).stream())
                .forEach(line -> lines.add("    " + padded("column") + line));
        relation.samples()
                .forEach(sample -> lines.add("    " + padded(sample.kind().words()) + sample(sample)));
    }

    private static void counts(DataView.Relation relation, DataView.Counts counts, List<String> lines) {
        String by = relation.key().isEmpty() ? "whole rows" : "by key " + String.join(", ", relation.key());
        lines.add("    " + padded("rows") + counts.live() + " live, " + counts.staged() + " staged; compared " + by
                + counts.sample()
                        .map(share -> ", a sample of " + percent(share) + ": " + counts.liveCompared() + " live, "
                                + counts.stagedCompared() + " staged")
                        .orElse(""));
        lines.add("    " + padded("") + both(relation, counts) + counts.onlyLive() + " only live, "
                + counts.onlyStaged() + " only staged");
        counts.shares()
                .map(shares -> Stream.of(
                                shares.changed()
                                        .filter(unused -> !relation.key().isEmpty())
                                        .map(part -> estimate(part) + " changed"),
                                shares.onlyLive().map(part -> estimate(part) + " only live"),
                                shares.onlyStaged().map(part -> estimate(part) + " only staged"))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(", ")))
                .filter(shares -> !shares.isEmpty())
                .ifPresent(shares -> lines.add("    " + padded("of all rows") + shares + " (with 95 % confidence)"));
    }

    /** What both sides have. */
    private static String both(DataView.Relation relation, DataView.Counts counts) {
        if (counts.equal().isEmpty()) {
            return counts.matched() + " keys on both sides, ";
        }
        return counts.equal().get() + " equal, "
                + (relation.key().isEmpty() ? "" : counts.changed().orElse(0L) + " changed, ");
    }

    private static String estimate(DataView.Part part) {
        return percent(part.low().orElse(part.share())) + " to "
                + percent(part.high().orElse(part.share()));
    }

    /** What differs in a column; empty if nothing does. */
    public static Optional<String> column(DataView.Column column) {
        return column.counts().flatMap(counts -> {
            List<String> parts = new ArrayList<>();
            counts.equal()
                    .filter(equal -> equal.part() < equal.whole())
                    .ifPresent(equal -> parts.add("equal in " + equal.part() + " of " + equal.whole() + " keys ("
                            + percent(equal.share()) + ")"));
            if (counts.liveNulls() != counts.stagedNulls()) {
                parts.add("NULL in " + counts.liveNulls() + " live, " + counts.stagedNulls() + " staged");
            }
            if (!counts.liveDistinct().equals(counts.stagedDistinct())) {
                parts.add(counts.liveDistinct().orElse(0L) + " distinct values live, "
                        + counts.stagedDistinct().orElse(0L) + " staged");
            }
            return parts.isEmpty() ? Optional.empty() : Optional.of(column.name() + ": " + String.join("; ", parts));
        });
    }

    private static String sample(DataView.Example sample) {
        String values = sample.values().stream()
                .map(cell -> cell.column() + " = " + value(cell.value(), cell.cut())
                        + (cell.changed() ? " → " + value(cell.staged(), cell.stagedCut()) : ""))
                .collect(Collectors.joining(", "));
        return values + (sample.times() == 1 ? "" : " (" + sample.times() + " times)");
    }

    private static String value(Optional<String> value, boolean cut) {
        return value.orElse("NULL") + (cut ? "…" : "");
    }

    /** Three digits, but never 100 % or 0 % for what is only near. */
    public static String percent(BigDecimal share) {
        RoundingMode towards = share.compareTo(new BigDecimal("0.5")) > 0 ? RoundingMode.DOWN : RoundingMode.UP;
        BigDecimal rounded = share.multiply(HUNDRED).round(new MathContext(3, towards));
        return (rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString()) + " %";
    }

    private static String padded(String word) {
        return word + " ".repeat(Math.max(1, WORD - word.length()));
    }
}
