package dev.verdigris.engine.verb;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.marker.DeploymentRecord;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.MarkerRecord;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.marker.Phase;
import dev.verdigris.engine.catalog.CatalogReader;
import dev.verdigris.engine.connection.SqlFailure;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.run.Context;

/** Whether a deploy that runs again has already done its swap, so that only its follow-up may be left. */
final class Resumption {

    private Resumption() {}

    /**
     * Whether the promoted deployment is the requested one beyond doubt: by its id, or by its commit or tag. A request
     * that names none of them may mean a new version, and is not taken for the old one.
     */
    static boolean isPromoted(Context context, InitRequest request) {
        CatalogSnapshot catalog;
        try {
            catalog = CatalogReader.read(context.sessions().catalog());
        } catch (SqlFailure failure) {
            // The phase that comes next meets the same failure and reports it.
            return false;
        }
        return Markers.read(catalog, context.environment()) instanceof DeploymentState.Marked marked
                && marked.marker().phase() == Phase.PROMOTED
                && marked.marker().record() instanceof MarkerRecord.Known known
                && isSame(request, known.record());
    }

    private static boolean isSame(InitRequest request, DeploymentRecord record) {
        if (request.deployment().isPresent()) {
            return request.deployment().get().equals(record.deploymentId());
        }
        boolean named = request.commit().isPresent() || request.tag().isPresent();
        return named
                && request.commit().equals(record.commit())
                && request.tag().equals(record.tag());
    }
}
