package dev.verdigris.sandbox.session;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.wire.Column;

/**
 * Translates the oids of Materialize's own types, which PostgreSQL gave other numbers here. Clients know a type by its
 * number (Materialize's are listed in its {@code mz_types}).
 */
public final class TypeOids {

    private static final int LIST = 16384;
    private static final int MAP = 16385;
    private static final int ACLITEM = 1033;

    private static final Map<String, Integer> MATERIALIZE = Map.ofEntries(
            Map.entry("uint2", 16460),
            Map.entry("_uint2", 16461),
            Map.entry("uint4", 16462),
            Map.entry("_uint4", 16463),
            Map.entry("uint8", 16464),
            Map.entry("_uint8", 16465),
            Map.entry("mz_timestamp", 16552),
            Map.entry("_mz_timestamp", 16553),
            Map.entry("mz_aclitem", 16566),
            Map.entry("_mz_aclitem", 16567),
            Map.entry("list", LIST),
            Map.entry("map", MAP));

    /** Types without a binary form on the wire, by what Materialize says of them. */
    private static final Map<Integer, String> TEXT_ONLY = Map.of(
            LIST, "binary encoding of list types is not implemented",
            MAP, "binary encoding of map types is not implemented",
            ACLITEM, "binary encoding of aclitem types does not exist");

    private final Map<Integer, Integer> toClient = new HashMap<>();
    private final Map<Integer, Integer> toBackend = new HashMap<>();

    /** The types that PostgreSQL has in its schema {@code mz_catalog} now. */
    public TypeOids(CatalogTransaction sql) {
        Set<String> wanted = MATERIALIZE.keySet();
        sql
                .query("SELECT t.typname, t.oid FROM pg_catalog.pg_type t JOIN pg_catalog.pg_namespace n"
                        + " ON n.oid = t.typnamespace WHERE n.nspname = 'mz_catalog'")
                .stream()
                .filter(row -> wanted.contains(row.text(0)))
                .forEach(row -> add((int) row.number(1), MATERIALIZE.getOrDefault(row.text(0), 0)));
    }

    private void add(int postgres, int materialize) {
        toClient.put(postgres, materialize);
        toBackend.put(materialize, postgres);
    }

    int toClient(int oid) {
        return toClient.getOrDefault(oid, oid);
    }

    int toBackend(int oid) {
        return toBackend.getOrDefault(oid, oid);
    }

    List<Column> toClient(List<Column> columns) {
        return columns.stream()
                .map(column -> column.withType(toClient(column.type())))
                .toList();
    }

    /** Refuses binary results of types that have no binary form. The column's type is the client's. */
    void refuseBinary(Column column) {
        String reason = TEXT_ONLY.get(column.type());
        if (reason != null && column.format() == 1) {
            throw SqlFailure.of("08P01", reason);
        }
    }
}
