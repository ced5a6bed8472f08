package dev.verdigris.engine.verb;

import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.marker.DeploymentRecord;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.MarkerRecord;
import dev.verdigris.core.marker.Markers;
import dev.verdigris.core.marker.Phase;
import dev.verdigris.engine.build.SqlFiles;
import dev.verdigris.engine.catalog.CatalogReader;
import dev.verdigris.engine.connection.SqlFailure;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.run.Context;

/** Whether a deploy that runs again has already done its swap, so that only its follow-up may be left. */
final class Resumption {

    private Resumption() {}

    /**
     * Whether the promoted deployment is the requested one beyond doubt: by its id, or by its commit or tag, or, where a
     * request names none of them, by the very files from which it was built. What cannot be told apart from a new version
     * is not taken for the old one.
     */
    static boolean isPromoted(Context context, DeployRequest request) {
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

    private static boolean isSame(DeployRequest request, DeploymentRecord record) {
        InitRequest init = request.init();
        if (init.deployment().isPresent()) {
            return init.deployment().get().equals(record.deploymentId());
        }
        boolean named = init.commit().isPresent() || init.tag().isPresent();
        return named
                ? init.commit().equals(record.commit()) && init.tag().equals(record.tag())
                : record.build().isPresent()
                        && record.build().equals(request.build().flatMap(Resumption::files));
    }

    private static Optional<String> files(BuildRequest build) {
        return SqlFiles.in(build.models()) instanceof SqlFiles.Found.Read read
                ? Optional.of(read.fingerprint())
                : Optional.empty();
    }
}
