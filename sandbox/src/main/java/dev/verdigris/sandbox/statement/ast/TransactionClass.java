package dev.verdigris.sandbox.statement.ast;

/** Where a statement may be in a transaction (facts of Materialize's coordinator, observable as 25001). */
public enum TransactionClass {
    /** Anywhere. */
    ANY,
    /** Any number of them, only with each other: renames, swaps, sources and their tables. */
    MULTI,
    /** Only as the single statement of a block; it is carried out at COMMIT. */
    SINGLE,
    /** Never inside a block. */
    NEVER
}
