package dev.verdigris.core.text;

/** Numbers of things in messages. */
public final class Count {

    private Count() {}

    /** {@code 1 schema}, {@code 2 schemas}: for a {@code thing} whose plural ends in s. */
    public static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }

    /** {@code 3 of 5 ready}. */
    public static String ready(long ready, int all) {
        return ready + " of " + all + " ready";
    }
}
