package dev.verdigris.engine.internal.verb;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.deployment.Built;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.FencingToken;
import dev.verdigris.core.deployment.Fingerprint;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.RecordCodec;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.engine.internal.build.Action;

/**
 * Keeps the lock schema's record true about builds: from which files the staged side is made, and whether the build came to
 * its end. Promote refuses a side whose build did not, and a deploy that runs again knows by it what is live.
 *
 * <p>Each build gives the state view a name of its own before its first statement. So a swap that was planned before fails,
 * and of two builds at once the earlier one finds at its end that its state view is gone: it can no more call whole what the
 * later one has mixed into.
 *
 * @param stateView the state view on which the build begins
 * @param renamed the state view's name while this build is the last one
 * @param record what its comment says
 */
record BuildRecorder(ObjectName stateView, ObjectName renamed, DeploymentRecord record) {

    /** The log of the environment's deployment; empty where there is no record, or the role may not write it. */
    static Optional<BuildRecorder> of(DeploymentView view, FencingToken token) {
        if (view.state() instanceof DeploymentState.Locked marked
                && marked.lock().stateView().isPresent()
                && marked.lock().record() instanceof StoredRecord.Known known
                && Rights.of(view.catalog()).owns(marked.lock().owner())) {
            LockNames names = view.lockNames();
            StateView stateView = marked.lock().stateView().get();
            return Optional.of(new BuildRecorder(
                    names.stateView(stateView),
                    names.stateView(new StateView(stateView.phase(), token)),
                    known.record()));
        }
        return Optional.empty();
    }

    /**
     * Written before a build's first statement. First the record, then the state view: whoever plans a swap before the state view is
     * changed fails on that, and whoever plans one behind it reads that the build is not whole.
     */
    List<List<Action>> begin(Fingerprint files) {
        return List.of(
                List.of(write(stateView, Optional.of(new Built(files, false)), "record that a build begins")),
                List.of(reseal()));
    }

    /** Written behind a build's last statement. */
    List<List<Action>> end(Fingerprint files) {
        return List.of(List.of(write(renamed, Optional.of(new Built(files, true)), "record that the build is whole")));
    }

    /** What tells that somebody else has acted since this build began, if so. */
    Optional<Problem> overtaken(DeploymentView view) {
        Environment environment = view.environment();
        boolean ours = view.lockNames().stateViews(view.catalog()).stream()
                .map(view.catalog()::nameOf)
                .anyMatch(renamed::equals);
        return ours
                ? Optional.empty()
                : Optional.of(new Problem(
                        ProblemCode.LOST_RACE,
                        "another build, or another verb, began while this build was at work, so the staged side may be"
                                + " a mixture of both",
                        "environment " + environment.name(),
                        Fix.advice("make sure that no other verb is running, then build again")
                                .then(Fix.command(Verb.BUILD, environment.name()))));
    }

    private Action reseal() {
        return new Action(
                "reseal",
                "give the deployment a new state view",
                "a swap that was planned before must not come to pass",
                Ddl.renameView(stateView, renamed.name()));
    }

    private Action write(ObjectName name, Optional<Built> built, String summary) {
        String sql = Ddl.comment(ItemKind.VIEW, name, RecordCodec.encode(record.with(built)));
        return new Action("record-build", summary, "promote refuses what was not built to the end", sql);
    }
}
