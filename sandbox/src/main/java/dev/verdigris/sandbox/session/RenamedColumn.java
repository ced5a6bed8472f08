package dev.verdigris.sandbox.session;

import java.io.IOException;
import java.util.List;

import dev.verdigris.sandbox.wire.Column;
import dev.verdigris.sandbox.wire.Frame;
import org.jspecify.annotations.Nullable;

/** Passes rows of one column on under another name. */
record RenamedColumn(String name, ResultSink target) implements ResultSink {

    @Override
    public void columns(List<Column> columns) throws IOException {
        target.columns(List.of(Column.text(name)));
    }

    @Override
    public void row(List<@Nullable String> values) throws IOException {
        target.row(values);
    }

    @Override
    public void frame(Frame frame) throws IOException {
        target.frame(frame);
    }

    @Override
    public void complete(String tag) throws IOException {
        target.complete(tag);
    }

    @Override
    public void suspended() throws IOException {
        target.suspended();
    }
}
