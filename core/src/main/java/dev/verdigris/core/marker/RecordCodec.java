package dev.verdigris.core.marker;

import java.util.Optional;

/** Writes and reads the record in a marker's comment. */
public final class RecordCodec {

    /** The version that this code writes. */
    public static final int FORMAT_VERSION = 1;

    private RecordCodec() {}

    /** The record as compact JSON of at most 1024 bytes. */
    public static String encode(DeploymentRecord record) {
        throw new UnsupportedOperationException("encode");
    }

    /** What a comment says. */
    public static MarkerRecord decode(Optional<String> comment) {
        throw new UnsupportedOperationException("decode");
    }
}
