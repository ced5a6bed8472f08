package dev.verdigris.sandbox.wire;

/**
 * One message from PostgreSQL, not decoded. It may be passed on but not changed.
 *
 * @param type the message's first byte
 * @param body what follows its length
 */
@SuppressWarnings("ArrayRecordComponent")
public record Frame(char type, byte[] body) {}
