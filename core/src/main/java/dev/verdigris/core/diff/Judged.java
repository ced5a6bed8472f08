package dev.verdigris.core.diff;

/**
 * A change with its meaning for readers.
 *
 * @param change the change
 * @param effect its effect
 * @param reason why it has this effect, in one clause
 */
public record Judged(ContractChange change, Effect effect, String reason) {

    /** The change as a clause. */
    public String text() {
        return ChangeText.of(change);
    }

    /** Whether a reader can break. */
    public boolean isBreaking() {
        return effect == Effect.BREAKING;
    }
}
