package dev.verdigris.core.diff;

import dev.verdigris.core.text.Kebab;

/** What a change of the contract means for readers, the worst first. */
public enum Effect {
    /** A reader can fail, or can read something else than before. */
    BREAKING,
    /** Every reader gets the same answer, and some get it later. */
    SLOWER,
    /** No reader notices it unless it asks for what is new. */
    COMPATIBLE;

    /** The effect in one word, as text and JSON show it. */
    public String word() {
        return Kebab.of(this);
    }
}
