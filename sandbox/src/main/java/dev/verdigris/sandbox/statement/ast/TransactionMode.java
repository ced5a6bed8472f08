package dev.verdigris.sandbox.statement.ast;

/** One mode of BEGIN or SET TRANSACTION. */
public sealed interface TransactionMode {

    /**
     * ISOLATION LEVEL.
     *
     * @param level in lower case, for instance {@code strict serializable}
     */
    record Isolation(String level) implements TransactionMode {}

    /**
     * READ ONLY or READ WRITE.
     *
     * @param readOnly whether writes to tables are refused
     */
    record Access(boolean readOnly) implements TransactionMode {}
}
