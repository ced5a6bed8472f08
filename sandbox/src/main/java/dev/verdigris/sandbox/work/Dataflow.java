package dev.verdigris.sandbox.work;

import java.time.Duration;

import dev.verdigris.sandbox.backend.CatalogTransaction.Row;
import org.jspecify.annotations.Nullable;

/**
 * A computation that a replica could do now and has not done.
 *
 * @param objectId an index, a materialized view, a source or a sink
 * @param replicaId the replica
 * @param kind the object's kind as in {@code mz_objects.type}
 * @param relationOid the PostgreSQL relation to evaluate, or null if there is none
 * @param minimum the least time that this must take, or null for the configured one
 */
record Dataflow(
        String objectId,
        String replicaId,
        String kind,
        @Nullable String relationOid,
        @Nullable Duration minimum) {

    static final String QUERY = "SELECT object_id, replica_id, kind, relation_oid, wait_ms FROM mz_store.unhydrated()";

    static Dataflow of(Row row) {
        String wait = row.nullable(4);
        return new Dataflow(
                row.text(0),
                row.text(1),
                row.text(2),
                row.nullable(3),
                wait == null ? null : Duration.ofMillis(Long.parseLong(wait)));
    }

    Key key() {
        return new Key(objectId, replicaId);
    }

    /** Which object on which replica. */
    record Key(String objectId, String replicaId) {}
}
