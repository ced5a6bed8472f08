package dev.verdigris.sandbox.session.result;

import java.io.IOException;
import java.util.List;

import dev.verdigris.sandbox.wire.ResultColumn;

/** Forwards rows of one column under another name. */
public record RenamedColumnWriter(String name, ResultWriter target) implements ForwardingWriter {

    @Override
    public void columns(List<ResultColumn> columns) throws IOException {
        target.columns(List.of(ResultColumn.text(name)));
    }
}
