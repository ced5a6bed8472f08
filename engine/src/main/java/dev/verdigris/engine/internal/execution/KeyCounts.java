package dev.verdigris.engine.internal.execution;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.guard.SinkRows;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.engine.internal.connection.AnswerLimit;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.StatementKind;
import dev.verdigris.engine.request.Defaults;

/**
 * Counts the keys that will keep an old value in the topics of sinks. Each query reads both sides completely, so only
 * a user who asks for it gets it. It runs on a cluster of the staged side, which serves nobody yet.
 */
public final class KeyCounts {

    private final Context context;

    /** Counts for one verb. */
    public KeyCounts(Context context) {
        this.context = context;
    }

    /** A sentence for each sink that will be re-pointed to an object that can have other rows. */
    public List<String> notes(DeploymentView view, SinkWays ways) {
        List<String> notes = new ArrayList<>();
        for (SinkRows.Count count : SinkRows.counts(view, ways)) {
            notes.add("Sink " + count.sink() + ": " + answer(count));
        }
        return notes;
    }

    private String answer(SinkRows.Count count) {
        String thing = count.ofKeys() ? "key" : "row";
        if (count.cluster().isEmpty()) {
            return "its " + thing + "s were not counted, because the new object runs on no cluster with a replica.";
        }
        try (SqlSession session =
                context.sessions().open(Optional.of(count.cluster().get().value()))) {
            String number = session.query(count.sql(), AnswerLimit.of(StatementKind.CHECK, Defaults.CHECK_TIMEOUT))
                    .rows()
                    .get(0)
                    .text("count");
            return number.equals("1")
                    ? "1 " + thing + " differs between the two versions."
                    : number + " " + thing + "s differ between the two versions.";
        } catch (SqlFailure failure) {
            return "its " + thing + "s were not counted: " + failure.describe();
        }
    }
}
