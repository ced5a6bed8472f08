package dev.verdigris.cli.report.document;

/** Says that something was left out. */
public final class Cut {

    private Cut() {}

    /** That a list has more items. */
    public static Phrase more(int number) {
        return Phrase.of("… and " + number + " more.");
    }
}
