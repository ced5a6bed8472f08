package dev.verdigris.core.marker;

/** Where a marked deployment stands, as the last word of its marker schema's name tells. */
public enum Phase {
    /** The suffixed side is the new version; nothing of it is live. */
    STAGED("staged"),
    /** As staged, after a promotion that was taken back: the live side is what it was before. */
    RETURNED("returned"),
    /** The swap is done; the suffixed side is the retired version. */
    PROMOTED("promoted"),
    /** The suffixed side is being dropped; it can never be swapped again. */
    DROPPING("dropping");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /** The last word of the marker's name. */
    public String word() {
        return word;
    }

    /** Whether the suffixed side is the new version and may be promoted. */
    public boolean isStaged() {
        return this == STAGED || this == RETURNED;
    }

    /** The state as reports call it: what was rolled back is staged again. */
    public String state() {
        return isStaged() ? STAGED.word : word;
    }
}
