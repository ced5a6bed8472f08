package dev.verdigris.core.deployment;

/** The phase of a deployment. The first word of its state view's name says it. */
public enum Phase {
    /** The suffixed side is the new version. Nothing of it is live. */
    STAGED("staged"),
    /** As {@link #STAGED}, after a rollback: the live side is the one from before the promotion. */
    ROLLED_BACK("rolled_back"),
    /** The swap is done. The suffixed side is the previous version. */
    PROMOTED("promoted"),
    /** The suffixed side is being dropped. It can never be swapped again. */
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

    /** The suffixed side in this phase, in one word. */
    public String side() {
        return switch (this) {
            case STAGED, ROLLED_BACK -> "staged";
            case PROMOTED, DROPPING -> "previous";
        };
    }
}
