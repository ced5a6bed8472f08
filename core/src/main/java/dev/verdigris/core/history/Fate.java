package dev.verdigris.core.history;

import dev.verdigris.core.text.Kebab;

/** What became of a deployment. */
public enum Fate {
    /** It is staged. */
    STAGED("staged"),
    /** Its version is live, and the previous side still exists. */
    PROMOTED("promoted"),
    /** Its version is live because another tool has swapped the pairs, and the previous side still exists. */
    PROMOTED_BY_ANOTHER_TOOL("promoted by another tool"),
    /** Its version was live and is not any more. */
    ROLLED_BACK("rolled back"),
    /** The suffixed side is being dropped. */
    DROPPING("being dropped"),
    /** Its version went live, and the previous side was dropped. */
    CLEANED_UP("cleaned up"),
    /** The staged side was dropped without having been live. */
    ABORTED("aborted"),
    /** Its state view was dropped by a statement that is none of a verb's. */
    STATE_VIEW_DROPPED("state view dropped by hand"),
    /** Neither the audit log nor a history entry shows its end. */
    UNKNOWN("unknown");

    private final String text;

    Fate(String text) {
        this.text = text;
    }

    /** It in a few words. */
    public String text() {
        return text;
    }

    /** It as one word of JSON, in kebab case. */
    public String word() {
        return Kebab.of(this);
    }
}
