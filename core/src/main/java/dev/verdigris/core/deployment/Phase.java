package dev.verdigris.core.deployment;

/** Where a marked deployment stands, as the first word of its state view's name tells. */
public enum Phase {
    /** The suffixed side is the new version; nothing of it is live. */
    STAGED("staged"),
    /** As staged, after a promotion that was taken back: the live side is what it was before. */
    ROLLED_BACK("rolled_back"),
    /** The swap is done; the suffixed side is the previous version. */
    PROMOTED("promoted"),
    /** The suffixed side is being dropped; it can never be swapped again. */
    DROPPING("dropping");

    private final String word;

    Phase(String word) {
        this.word = word;
    }

    /** The first word of the state view's name. */
    public String word() {
        return word;
    }

    /** Whether the suffixed side is the new version and may be promoted. */
    public boolean isStaged() {
        return this == STAGED || this == ROLLED_BACK;
    }

    /** What the suffixed side is in this phase, in one word. */
    public String side() {
        return switch (this) {
            case STAGED, ROLLED_BACK -> "staged";
            case PROMOTED, DROPPING -> "previous";
        };
    }
}
