package dev.verdigris.sandbox.session.result;

import java.io.IOException;
import java.util.List;

import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.ResultColumn;
import org.jspecify.annotations.Nullable;

/** Where the rows of a statement go. An {@link IOException} means that the client has gone. */
public interface ResultWriter {

    /** The columns of the rows that follow. */
    void columns(List<ResultColumn> columns) throws IOException;

    /** A row that the sandbox made. */
    void row(List<@Nullable String> values) throws IOException;

    /** A row, or a part of a COPY, as PostgreSQL sent it. */
    void frame(Frame frame) throws IOException;

    /** The statement is done. */
    void complete(String tag) throws IOException;

    /** The statement has more rows than were asked for. */
    void suspended() throws IOException;
}
