package dev.verdigris.sandbox.session.result;

import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;

import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.wire.Description;
import dev.verdigris.sandbox.wire.ResultColumn;

/** Forwards the rows of a prepared statement, if its columns are still the described ones. */
public record DescribedWriter(Description description, ResultWriter target) implements ForwardingWriter {

    @Override
    public void columns(List<ResultColumn> columns) throws IOException {
        List<ResultColumn> described = description.columns();
        if (described == null || !readAlike(described, columns)) {
            throw SqlError.of("0A000", "cached plan must not change result type");
        }
        target.columns(columns);
    }

    private static boolean readAlike(List<ResultColumn> described, List<ResultColumn> columns) {
        return described.size() == columns.size()
                && IntStream.range(0, columns.size())
                        .allMatch(i -> columns.get(i).readsLike(described.get(i)));
    }
}
