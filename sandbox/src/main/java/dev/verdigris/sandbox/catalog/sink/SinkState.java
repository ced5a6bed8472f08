package dev.verdigris.sandbox.catalog.sink;

import java.util.List;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.TextArrays;
import org.jspecify.annotations.Nullable;

/**
 * A sink as the store has it.
 *
 * @param fromId the relation exported
 * @param version how often it was altered
 * @param shape its requirements on the relation
 */
record SinkState(String fromId, long version, SinkShape shape) {

    static SinkState read(DdlContext ddl, String sinkId) {
        var row = ddl.sql.query("""
                        SELECT details ->> 'from_id', coalesce(details ->> 'version', '0'), details ->> 'envelope',
                            details ->> 'topic', details ->> 'key_format', details ->> 'value_format',
                            ARRAY(SELECT jsonb_array_elements_text(coalesce(details -> 'key', '[]'))),
                            coalesce(details ->> 'key_not_enforced', 'true'), coalesce(details ->> 'snapshot', 'true')
                        FROM mz_store.item WHERE id = $1
                        """, sinkId).get(0);
        List<String> key = TextArrays.parse(row.text(6));
        @Nullable String valueFormat = row.nullable(5);
        return new SinkState(
                row.text(0),
                row.number(1),
                new SinkShape(
                        row.text(2),
                        row.text(3),
                        row.nullable(4),
                        valueFormat == null ? "" : valueFormat,
                        key,
                        row.text(7).equals("true"),
                        row.text(8).equals("true")));
    }
}
