package dev.verdigris.core.check;

/** The sides on which a check runs. */
public enum When {
    /** Before the promotion, on the staged side. */
    STAGED,
    /** After the promotion, on the live side. */
    LIVE,
    /** On the staged side before the promotion, and on the live side after it. */
    BOTH;

    /** Whether a check runs on this side. */
    public boolean includes(CheckedSide side) {
        return switch (this) {
            case STAGED -> side == CheckedSide.STAGED;
            case LIVE -> side == CheckedSide.LIVE;
            case BOTH -> true;
        };
    }
}
