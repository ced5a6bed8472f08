package dev.verdigris.sandbox.wire;

/**
 * One message from PostgreSQL, not taken apart. Whoever gets it may pass it on but not change it.
 *
 * @param type the message's first byte
 * @param body what follows its length
 */
@SuppressWarnings("ArrayRecordComponent")
public record Frame(char type, byte[] body) {}
