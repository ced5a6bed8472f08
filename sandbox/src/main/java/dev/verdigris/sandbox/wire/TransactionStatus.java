package dev.verdigris.sandbox.wire;

/** The state of the session's transaction in ReadyForQuery (PostgreSQL documentation, 55.7). */
public enum TransactionStatus {
    /** Not in a block. */
    IDLE('I'),
    /** In a block. */
    BLOCK('T'),
    /** In a block that failed and waits for its end. */
    FAILED('E');

    private final char code;

    TransactionStatus(char code) {
        this.code = code;
    }

    char code() {
        return code;
    }

    /** The status that a server's ReadyForQuery carries. */
    public static TransactionStatus of(byte code) throws ProtocolViolation {
        return switch (code) {
            case 'I' -> IDLE;
            case 'T' -> BLOCK;
            case 'E' -> FAILED;
            default -> throw new ProtocolViolation("unknown transaction status " + code);
        };
    }
}
