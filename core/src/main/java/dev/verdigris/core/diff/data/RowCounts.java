package dev.verdigris.core.diff.data;

/**
 * Numbers of rows. Without a key, a row that a side has twice counts twice. The rows of a side are the equal ones, the
 * changed ones, and those that only this side has.
 *
 * @param live the compared rows of the live side
 * @param staged the compared rows of the staged side
 * @param equal the rows that both sides have
 * @param changed the keys that both sides have, with other values; 0 without a key
 */
public record RowCounts(long live, long staged, long equal, long changed) {

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
        return live == equal && staged == equal;
    }
}
