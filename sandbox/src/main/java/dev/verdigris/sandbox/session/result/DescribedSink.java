package dev.verdigris.sandbox.session.result;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.wire.Column;
import dev.verdigris.sandbox.wire.Description;

/** Passes the rows of a prepared statement on, if its columns are still those that were described. */
public record DescribedSink(Description description, ResultSink target) implements ForwardingSink {

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
}
