package dev.verdigris.sandbox.backend;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.lex.BackendNames;
import dev.verdigris.sandbox.wire.BoundValues;
import dev.verdigris.sandbox.wire.Diagnostics;
import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.MessageBody;
import dev.verdigris.sandbox.wire.ProtocolViolation;
import dev.verdigris.sandbox.wire.RequestBatch;
import org.jspecify.annotations.Nullable;

/**
 * Queries whose rows the sandbox itself needs. Without parameters the text may hold several statements (it goes as a
 * simple query).
 */
final class DirectSql implements CatalogTransaction {

    private final BackendConnection connection;

    DirectSql(BackendConnection connection) {
        this.connection = connection;
    }

    @Override
    public List<Row> query(String sql, @Nullable Object... parameters) {
        return run(sql, parameters).rows();
    }

    @Override
    public long execute(String sql, @Nullable Object... parameters) {
        return affected(run(sql, parameters).tag());
    }

    private record Answer(List<Row> rows, String tag) {}

    private Answer run(String sql, @Nullable Object[] parameters) {
        RequestBatch batch = new RequestBatch();
        if (parameters.length == 0) {
            batch.query(sql);
        } else {
            List<@Nullable String> values = new ArrayList<>();
            for (Object value : parameters) {
                values.add(value == null ? null : value.toString());
            }
            batch.parse("", sql, List.of())
                    .bind("", "", BoundValues.ofTexts(values))
                    .execute("", 0)
                    .sync();
        }
        connection.send(batch);
        return receive();
    }

    private Answer receive() {
        List<Row> rows = new ArrayList<>();
        String tag = "";
        @Nullable Diagnostic error = null;
        try {
            for (Frame frame = connection.read(); frame.type() != 'Z'; frame = connection.read()) {
                switch (frame.type()) {
                    case 'D' -> rows.add(row(frame.body()));
                    case 'C' -> tag = new MessageBody(frame.body()).string();
                    case 'E' -> error = Diagnostics.decode(frame.body());
                    default -> {
                        // No caller needs completions and descriptions.
                    }
                }
            }
        } catch (ProtocolViolation broken) {
            throw new BackendLost(broken);
        }
        if (error != null) {
            throw new SqlError(error);
        }
        return new Answer(rows, tag);
    }

    private static Row row(byte[] dataRow) throws ProtocolViolation {
        MessageBody body = new MessageBody(dataRow);
        int count = body.count();
        List<@Nullable String> values = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            int length = body.int32();
            values.add(length < 0 ? null : BackendNames.shown(body.text(length)));
        }
        return new Row(values);
    }

    private static long affected(String tag) {
        int blank = tag.lastIndexOf(' ');
        String last = tag.substring(blank + 1);
        return !last.isEmpty() && last.chars().allMatch(Character::isDigit) ? Long.parseLong(last) : 0;
    }
}
