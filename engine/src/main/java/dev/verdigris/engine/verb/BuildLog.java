package dev.verdigris.engine.verb;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.marker.Built;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.Marker;
import dev.verdigris.core.marker.MarkerRecord;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.build.Action;

/**
 * Keeps the marker's record true about builds: from which files the staged side is made, and whether the build came to
 * its end. Promote refuses a side whose build did not, and a deploy that runs again knows by it what is live.
 *
 * @param marker the marker, with a record and ours to comment on
 * @param record what its comment says
 */
record BuildLog(Marker marker, MarkerRecord.Known record) {

    /** The log of the environment's deployment; empty where there is no record, or the role may not write it. */
    static Optional<BuildLog> of(CatalogSnapshot catalog, Environment environment) {
        return Markers.read(catalog, environment) instanceof DeploymentState.Marked marked
                        && marked.marker().record() instanceof MarkerRecord.Known known
                        && Rights.of(catalog).owns(marked.marker().owner())
                ? Optional.of(new BuildLog(marked.marker(), known))
                : Optional.empty();
    }

    /** Written before a build's first statement and behind its last one. */
    List<List<Action>> entry(Built built) {
        return write(
                Optional.of(built),
                built.whole() ? "record that the build is whole" : "record that a build begins",
                "promote refuses what was not built to the end");
    }

    /** Written when another builder has been at work; nothing if no build of ours was recorded. */
    List<List<Action>> withdrawal() {
        return record.record().built().isEmpty()
                ? List.of()
                : write(
                        Optional.empty(),
                        "record that other means built the side",
                        "the recorded build is not what it is");
    }

    private List<List<Action>> write(Optional<Built> built, String summary, String why) {
        Step step = new Step.RecordDeployment(marker.name(), record.record().with(built));
        return List.of(StepSql.render(step).stream()
                .map(sql -> new Action("record-build", summary, why, sql))
                .toList());
    }
}
