package dev.verdigris.sandbox.session.result;

import java.io.IOException;
import java.util.List;

import dev.verdigris.sandbox.wire.Column;

/** Passes rows of one column on under another name. */
public record RenamedColumn(String name, ResultSink target) implements ForwardingSink {

    @Override
    public void columns(List<Column> columns) throws IOException {
        target.columns(List.of(Column.text(name)));
    }
}
