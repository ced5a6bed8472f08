package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.history.Historian;
import dev.verdigris.core.history.History;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.catalog.AuditLog;
import dev.verdigris.engine.internal.catalog.CatalogReadings;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.ServerRefusal;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.internal.execution.Failures;
import dev.verdigris.engine.internal.execution.VerbResult;
import dev.verdigris.engine.request.HistoryRequest;

/** Tells the deployments of the environment. Changes nothing. */
public final class HistoryVerb {

    private final Context context;

    /** Prepares. */
    public HistoryVerb(Context context) {
        this.context = context;
    }

    /**
     * Reads the catalog and the audit log. If the server refuses the audit log, the rest is shown, and a note says so.
     */
    public Report history(HistoryRequest request) {
        return new VerbTemplate(context).run(Verb.HISTORY, false, () -> {
            CatalogReadings readings = context.readings(CatalogScope.BASE);
            DeploymentView view = context.reconnecting(() -> readings.decide(Function.identity()));
            return of(view, request);
        });
    }

    /** The history of an environment that was just read. Reads the audit log. */
    public VerbTemplate.Ended of(DeploymentView view, HistoryRequest request) {
        History history = history(view);
        return new VerbTemplate.Ended(
                noting(VerbResult.of(List.of(), List.of()), history, request.limit())
                        .withHistory(history.newest(request.limit())),
                Optional.of(view));
    }

    private History history(DeploymentView view) {
        try {
            List<AuditEvent> events =
                    context.reconnecting(() -> AuditLog.about(context.sessions().catalog(), context.environment()));
            return Historian.history(view, events, Optional.empty());
        } catch (ServerRefusal refusal) {
            return Historian.history(view, List.of(), Optional.of(Failures.reason(refusal)));
        }
    }

    private static VerbResult noting(VerbResult result, History history, int limit) {
        VerbResult noted = history.audit()
                .unread()
                .map(why -> result.noting("The audit log could not be read (" + why
                        + "), so the history shows only what the state view and the history entries hold."))
                .orElse(result);
        int older = history.deployments().size() - limit;
        return older > 0
                ? noted.noting(older + (older == 1 ? " older deployment is" : " older deployments are") + " not shown.")
                : noted;
    }
}
