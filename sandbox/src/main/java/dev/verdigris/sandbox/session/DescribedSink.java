package dev.verdigris.sandbox.session;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.wire.Column;
import dev.verdigris.sandbox.wire.Description;
import dev.verdigris.sandbox.wire.Frame;
import org.jspecify.annotations.Nullable;

/** Passes the rows of a prepared statement on, if its columns are still those that were described. */
record DescribedSink(Description description, ResultSink target) implements ResultSink {

    @Override
    public void columns(List<Column> columns) throws IOException {
        List<Column> described = description.columns();
        if (described == null || !readAlike(described, columns)) {
            throw SqlFailure.of("0A000", "cached plan must not change result type");
        }
        target.columns(columns);
    }

    private static boolean readAlike(List<Column> described, List<Column> columns) {
        return described.size() == columns.size()
                && IntStream.range(0, columns.size())
                        .allMatch(i -> columns.get(i).readsLike(described.get(i)));
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
