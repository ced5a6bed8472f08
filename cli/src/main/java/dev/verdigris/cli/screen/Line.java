package dev.verdigris.cli.screen;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.cli.screen.Style.Tone;

/**
 * One line of text for a terminal or a log, without colors. Nothing in it can move the cursor: what comes from a server
 * may hold any character.
 *
 * @param spans the parts, each in one color
 */
public record Line(List<Span> spans) {

    /** A line without text. */
    public static final Line EMPTY = new Line(List.of());

    /**
     * A part of a line.
     *
     * @param tone its color; empty for the usual one
     * @param text its text
     */
    public record Span(Optional<Tone> tone, String text) {

        public Span {
            text = Cells.visible(text);
        }
    }

    public Line {
        spans = List.copyOf(spans);
    }

    /** A line of text in the usual color. */
    public static Line of(String text) {
        return EMPTY.and(text);
    }

    /** The line with more text. */
    public Line and(String text) {
        return with(new Span(Optional.empty(), text));
    }

    /** The line with more text in a color. */
    public Line and(Tone tone, String text) {
        return with(new Span(Optional.of(tone), text));
    }

    private Line with(Span span) {
        if (span.text().isEmpty()) {
            return this;
        }
        List<Span> all = new ArrayList<>(spans);
        all.add(span);
        return new Line(all);
    }

    /** The line with another one after it. */
    public Line and(Line other) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(other.spans);
        return new Line(all);
    }

    /** The number of cells. */
    int width() {
        return spans.stream().mapToInt(span -> Cells.width(span.text())).sum();
    }

    /** The line, cut at its end if it does not fit. */
    Line fitting(int width) {
        if (width() <= width) {
            return this;
        }
        Line fitting = EMPTY;
        int room = width - 1;
        for (Span span : spans) {
            if (Cells.width(span.text()) > room) {
                return fitting.with(new Span(span.tone(), Cells.beginning(span.text(), room) + (room < 1 ? "…" : "")));
            }
            fitting = fitting.with(span);
            room -= Cells.width(span.text());
        }
        return fitting;
    }

    /** A text as lines that fit. */
    static List<Line> wrapped(String text, int width) {
        return Cells.pieces(Cells.visible(text), width).stream().map(Line::of).toList();
    }

    /** The text as it is written. */
    public String written(Style style) {
        return spans.stream()
                .map(span ->
                        span.tone().map(tone -> style.of(tone, span.text())).orElse(span.text()))
                .collect(Collectors.joining());
    }
}
