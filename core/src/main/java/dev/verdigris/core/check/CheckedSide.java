package dev.verdigris.core.check;

/** The side that a check is about. */
public enum CheckedSide {
    /** The staged side, before a promotion. */
    STAGED("staged", "live"),
    /** The live side. */
    LIVE("live", "previous");

    private final String word;
    private final String other;

    CheckedSide(String word, String other) {
        this.word = word;
        this.other = other;
    }

    /** Its word in the glossary. */
    public String word() {
        return word;
    }

    /** The word of the side with which a check compares it. */
    public String other() {
        return other;
    }
}
