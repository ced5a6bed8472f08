package dev.verdigris.sandbox.session.result;

import java.util.Map;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.wire.ResultColumn;

/**
 * Checks which columns have a binary format. Materialize's own types have its oids in the catalog's PostgreSQL too, so
 * that row descriptions pass through as they are.
 */
public final class BinaryFormats {

    /** Types without a binary form on Materialize, with its name for them. */
    private static final Map<Integer, String> NONE = Map.of(
            16384, "binary encoding of list types is not implemented",
            16385, "binary encoding of map types is not implemented",
            1033, "binary encoding of aclitem types does not exist");

    /** Types whose binary form differs from Materialize's. */
    private static final Map<Integer, String> OTHER = Map.of(
            16460, "uint2",
            16461, "uint2[]",
            16552, "mz_timestamp",
            16553, "mz_timestamp[]",
            16566, "mz_aclitem",
            16567, "mz_aclitem[]");

    private BinaryFormats() {}

    /** Refuses {@code column} if the client asks for a format that it does not have. */
    public static void requireFormat(ResultColumn column) {
        if (column.format() != 1) {
            return;
        }
        String reason = NONE.get(column.type());
        if (reason != null) {
            throw SqlError.of("08P01", reason);
        }
        String type = OTHER.get(column.type());
        if (type != null) {
            throw SqlError.unsupported("the binary format of " + type);
        }
    }
}
