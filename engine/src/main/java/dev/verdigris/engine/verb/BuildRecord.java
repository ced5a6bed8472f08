package dev.verdigris.engine.verb;

import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.marker.DeploymentRecord;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.Marker;
import dev.verdigris.core.marker.MarkerRecord;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.sql.StepSql;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.connection.ServerRefusal;
import dev.verdigris.engine.progress.ProgressEvent;
import dev.verdigris.engine.run.Context;

/**
 * What the marker says the staged side was built from: forgotten before a build begins, written when it has ended well,
 * so that it is never there unless it is true.
 */
final class BuildRecord {

    private BuildRecord() {}

    /** Takes the fingerprint of an earlier build out of the record; a refusal of the server is the caller's. */
    static void forget(Context context, CatalogSnapshot catalog) {
        marker(catalog, context)
                .filter(marker -> record(marker).build().isPresent())
                .ifPresent(marker -> write(context, marker, Optional.empty()));
    }

    /** Writes what was built. A server that refuses it leaves the build as good as it is. */
    static void write(Context context, CatalogSnapshot catalog, String files) {
        marker(catalog, context).ifPresent(marker -> {
            try {
                write(context, marker, Optional.of(files));
            } catch (ServerRefusal refusal) {
                context.listener()
                        .on(new ProgressEvent.Remark(
                                "what was built could not be noted in the marker: " + refusal.describe()));
            }
        });
    }

    private static void write(Context context, Marker marker, Optional<String> files) {
        Step step = new Step.RecordDeployment(marker.name(), record(marker).builtFrom(files));
        StepSql.render(step).forEach(context.sessions().catalog()::execute);
    }

    private static Optional<Marker> marker(CatalogSnapshot catalog, Context context) {
        return Markers.read(catalog, context.environment()) instanceof DeploymentState.Marked marked
                        && marked.marker().record() instanceof MarkerRecord.Known
                ? Optional.of(marked.marker())
                : Optional.empty();
    }

    private static DeploymentRecord record(Marker marker) {
        return ((MarkerRecord.Known) marker.record()).record();
    }
}
