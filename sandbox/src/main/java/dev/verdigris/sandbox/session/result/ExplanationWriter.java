package dev.verdigris.sandbox.session.result;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.verdigris.sandbox.wire.Frame;
import dev.verdigris.sandbox.wire.MessageBody;
import dev.verdigris.sandbox.wire.ResultColumn;
import org.jspecify.annotations.Nullable;

/**
 * Turns PostgreSQL's plan, a row per line, into one row of Materialize's form: the plan, the relations that it reads
 * from storage, and the cluster (recorded from a server of version 26.24). The plan itself stays PostgreSQL's.
 */
public final class ExplanationWriter implements ResultWriter {

    private final ResultColumn column;
    private final List<String> sources;
    private final String cluster;
    private final ResultWriter target;
    private final List<String> lines = new ArrayList<>();

    /**
     * A writer for one plan.
     *
     * @param column the one column
     * @param sources the full names of the relations that the query reads
     * @param cluster the name of the session's cluster
     */
    public ExplanationWriter(ResultColumn column, List<String> sources, String cluster, ResultWriter target) {
        this.column = column;
        this.sources = List.copyOf(sources);
        this.cluster = cluster;
        this.target = target;
    }

    @Override
    public void columns(List<ResultColumn> columns) throws IOException {
        target.columns(List.of(column));
    }

    @Override
    public void row(List<@Nullable String> values) {
        lines.add(String.valueOf(values.get(0)));
    }

    @Override
    public void frame(Frame frame) throws IOException {
        MessageBody body = new MessageBody(frame.body());
        body.count();
        lines.add(body.text(body.int32()));
    }

    @Override
    public void complete(String tag) throws IOException {
        StringBuilder text = new StringBuilder("Explained Query:\n");
        lines.forEach(line -> text.append("  ").append(line).append('\n'));
        sources.forEach(source -> text.append("\nSource ").append(source).append('\n'));
        text.append("\nTarget cluster: ").append(cluster).append('\n');
        target.row(List.of(text.toString()));
        target.complete("SELECT 1");
    }

    @Override
    public void suspended() {
        throw new IllegalStateException("a plan has no row limit");
    }
}
