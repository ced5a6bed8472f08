package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.plan.StatusSummary;
import dev.verdigris.core.plan.Verb;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;
import dev.verdigris.engine.request.VerbRequest;

/** Tells where the environment stands. Changes nothing. */
public final class StatusVerb {

    private final Context context;

    /** Prepares. */
    public StatusVerb(Context context) {
        this.context = context;
    }

    /** Sums up the environment. */
    public Report status() {
        return new Frame(context)
                .run(
                        Verb.STATUS,
                        false,
                        () -> Work.of(List.of(), List.of(), List.of()).showingStatus());
    }

    /** Shows what the verb that comes next would do. */
    public Report planNext() {
        Frame frame = new Frame(context);
        return frame.run(Verb.PLAN, true, () -> {
            StatusSummary summary = StatusSummary.of(context.read());
            Optional<VerbRequest> request = request(summary.next());
            return request.map(next -> new PlannedVerbs(context).shown(next))
                    .orElseGet(() -> Work.of(List.of(), List.of(), List.of("next comes " + summary.nextCommand())));
        });
    }

    /** The plain request of a verb, if its work can be shown beforehand without knowing the project. */
    private static Optional<VerbRequest> request(Verb verb) {
        return switch (verb) {
            case INIT -> Optional.of(InitRequest.DEFAULT);
            case PROMOTE -> Optional.of(PromoteRequest.DEFAULT);
            case ROLLBACK -> Optional.of(RollbackRequest.DEFAULT);
            case CLEANUP -> Optional.of(DropRequest.PREVIOUS);
            case ABORT -> Optional.of(DropRequest.STAGED);
            case BUILD, AWAIT, CHECK, DEPLOY, STATUS, PLAN -> Optional.empty();
        };
    }
}
