package dev.verdigris.sandbox.session.result;

import java.io.IOException;
import java.util.List;

import dev.verdigris.sandbox.wire.ResultColumn;

/**
 * Forwards rows with the tag of a query. Materialize completes an INSERT with RETURNING so (recorded from a server of
 * version 26.24).
 */
public record QueryTagWriter(ResultWriter target) implements ForwardingWriter {

    @Override
    public void columns(List<ResultColumn> columns) throws IOException {
        target.columns(columns);
    }

    @Override
    public void complete(String tag) throws IOException {
        target.complete("SELECT " + tag.substring(tag.lastIndexOf(' ') + 1));
    }
}
