package dev.verdigris.core.diff.data;

/**
 * Numbers of rows. Without a key, a row that a side has twice counts twice. The rows of a side are the equal ones, the
 * changed ones, and those that only this side has.
 *
 * @param live the compared rows of the live side
 * @param staged the compared rows of the staged side
 * @param equal the rows that both sides have; if {@code isWhole} is false, the keys that both sides have
 * @param changed the keys that both sides have, with other values; 0 without a key
 * @param isWhole whether the values of the keys that both sides have were compared; always true without a key
 */
public record RowCounts(long live, long staged, long equal, long changed, boolean isWhole) {

    /** Numbers of rows whose values were compared. */
    public RowCounts(long live, long staged, long equal, long changed) {
        this(live, staged, equal, changed, true);
    }

    /** The rows that only the live side has. */
    public long onlyLive() {
        return live - equal - changed;
    }

    /** The rows that only the staged side has. */
    public long onlyStaged() {
        return staged - equal - changed;
    }

    /** The keys that both sides have. */
    public long matched() {
        return equal + changed;
    }

    /** Whether both sides have the same rows. */
    public boolean isSame() {
        return isWhole && !isDifferent();
    }

    /** Whether the rows of the sides differ. If not all was compared, it can be neither this nor {@link #isSame}. */
    public boolean isDifferent() {
        return live != equal || staged != equal;
    }
}
