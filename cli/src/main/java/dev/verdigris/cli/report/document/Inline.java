package dev.verdigris.cli.report.document;

import java.time.Instant;

/** A part of a line. Its texts are as the server or the user wrote them; a format makes them harmless. */
public sealed interface Inline {

    /** A part of a sentence. */
    record Words(String text) implements Inline {}

    /** Important words. */
    record Strong(String text) implements Inline {}

    /** Words that add little. */
    record Aside(String text) implements Inline {}

    /** A name, value, option or address, exactly as it is. */
    record Code(String text) implements Inline {}

    /** A result in one or two words. */
    record Status(Tone tone, String word) implements Inline {}

    /** A value that was replaced by another one. */
    record Replaced(String before, String after) implements Inline {}

    /** A time, to the second. */
    record Time(Instant at) implements Inline {}

    /** An address of the web. A format shows any other address as code. */
    record Link(String address) implements Inline {}

    /**
     * Words that lead to another place of the document.
     *
     * @param words the words
     * @param place the id of the place
     */
    record Jump(String words, String place) implements Inline {}

    /** The end of a line within a cell. */
    record Break() implements Inline {}
}
