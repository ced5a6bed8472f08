package dev.verdigris.core.deployment.record;

import java.util.Locale;

/** The parts of a deployment's record that verbs write after its beginning. */
public enum RecordEntry {
    /** {@link AtWork}. */
    WORK,
    /** {@link Built}. */
    BUILD,
    /** {@link Checked}. */
    CHECKS,
    /** {@link RolledBack}. */
    ROLLBACK,
    /** {@link Promoted}. */
    PROMOTION;

    /** The entry in one lower-case word. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
