package dev.verdigris.sandbox.session.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.wire.BackendWriter;
import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.MessageBody;
import dev.verdigris.sandbox.wire.ResultColumn;
import org.jspecify.annotations.Nullable;

/**
 * Turns the rows of a query into those of COPY … TO STDOUT. PostgreSQL's own COPY resolves names late, so the name
 * resolution lock would be held while it computes all rows. An ordinary query releases the lock at once.
 */
public final class CopyWriter implements ResultWriter {

    /** How a row is written (PostgreSQL documentation: COPY, "File Formats"). */
    enum Format {
        /** Tabs between values, backslashes before what is special, {@code \N} for NULL. */
        TEXT,
        /** Commas between values, quotes where needed, nothing for NULL. */
        CSV
    }

    private final BackendWriter client;
    private final ResultWriter target;
    private final Format format;

    /** Sends rows to the client as copy data, and the completion to {@code target}. */
    public CopyWriter(BackendWriter client, ResultWriter target, Format format) {
        this.client = client;
        this.target = target;
        this.format = format;
    }

    @Override
    public void columns(List<ResultColumn> columns) throws IOException {
        client.copyOutResponse(columns.size());
    }

    @Override
    public void row(List<@Nullable String> values) throws IOException {
        List<String> written = new ArrayList<>(values.size());
        for (String value : values) {
            written.add(
                    switch (format) {
                        case TEXT -> value == null ? "\\N" : escape(value);
                        case CSV -> value == null ? "" : quote(value, values.size());
                    });
        }
        client.copyData(String.join(format == Format.TEXT ? "\t" : ",", written) + "\n");
    }

    @Override
    public void frame(Frame frame) throws IOException {
        MessageBody body = new MessageBody(frame.body());
        List<@Nullable String> values = new ArrayList<>();
        for (int left = body.count(); left > 0; left--) {
            int length = body.int32();
            values.add(length < 0 ? null : body.text(length));
        }
        row(values);
    }

    @Override
    public void complete(String tag) throws IOException {
        client.copyDone();
        target.complete("COPY " + tag.substring(tag.lastIndexOf(' ') + 1));
    }

    @Override
    public void suspended() {
        throw new IllegalStateException("COPY has no row limit");
    }

    private static String escape(String value) {
        return value.replace("\\", "\\\\")
                .replace("\b", "\\b")
                .replace("\f", "\\f")
                .replace("\n", "\\n")
                .replace("\r", "\\r")
                .replace("\t", "\\t")
                .replace("\u000b", "\\v");
    }

    private static String quote(String value, int columns) {
        boolean special = value.isEmpty()
                || value.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r')
                || (columns == 1 && value.equals("\\."));
        return special ? '"' + value.replace("\"", "\"\"") + '"' : value;
    }
}
