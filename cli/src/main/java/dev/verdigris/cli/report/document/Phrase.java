package dev.verdigris.cli.report.document;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;

/**
 * A line of text.
 *
 * @param parts its parts, in order
 */
public record Phrase(List<Inline> parts) {

    /** Nothing. */
    public static final Phrase EMPTY = new Phrase(List.of());

    public Phrase {
        parts = List.copyOf(parts);
    }

    /** Words. */
    public static Phrase of(String words) {
        return words.isEmpty() ? EMPTY : of(new Inline.Words(words));
    }

    /** Several parts. */
    public static Phrase of(Inline... parts) {
        return new Phrase(Arrays.asList(parts));
    }

    /** A name or value. */
    public static Phrase code(String text) {
        return of(new Inline.Code(text));
    }

    /** Important words. */
    public static Phrase strong(String text) {
        return of(new Inline.Strong(text));
    }

    /** Words that add little. */
    public static Phrase aside(String text) {
        return of(new Inline.Aside(text));
    }

    /** A result. */
    public static Phrase status(Tone tone, String word) {
        return of(new Inline.Status(tone, word));
    }

    /** A time. */
    public static Phrase time(Instant at) {
        return of(new Inline.Time(at));
    }

    /** The parts of this phrase, then those of the other one. */
    public Phrase and(Phrase other) {
        List<Inline> all = new ArrayList<>(parts);
        all.addAll(other.parts);
        return new Phrase(all);
    }

    /** This phrase, then words. */
    public Phrase and(String words) {
        return and(of(words));
    }

    /** The phrases, each on a line of its own within a cell. */
    public static Phrase lines(Collection<Phrase> phrases) {
        Phrase all = EMPTY;
        for (Phrase each : phrases) {
            all = all.isEmpty() ? each : all.and(of(new Inline.Break())).and(each);
        }
        return all;
    }

    /** Whether it contains nothing. */
    public boolean isEmpty() {
        return parts.isEmpty();
    }
}
