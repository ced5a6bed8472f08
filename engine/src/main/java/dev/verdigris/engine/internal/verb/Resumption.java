package dev.verdigris.engine.internal.verb;

import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.deployment.Built;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprint;
import dev.verdigris.core.plan.DeploymentKey;
import dev.verdigris.engine.internal.catalog.CatalogScope;
import dev.verdigris.engine.internal.connection.SqlFailure;
import dev.verdigris.engine.internal.execution.Context;
import dev.verdigris.engine.request.InitRequest;

/** Decides whether a deploy that runs again has already done its swap, so that only its follow-up may remain. */
final class Resumption {

    private Resumption() {}

    /**
     * Whether the promoted deployment is certainly the requested one. This is so if it has the same id, or the same
     * commit or tag, or if it was completely built from the same files. In all other cases the request may mean a new
     * version. A request with other files is a new version even if its tag is the same, because a tag may be used
     * twice.
     *
     * @param files the files that the request would build from, if it builds
     */
    static boolean isPromoted(Context context, InitRequest request, Optional<Fingerprint> files) {
        DeploymentView view;
        try {
            view = context.readings(CatalogScope.BASE).decide(Function.identity());
        } catch (SqlFailure failure) {
            // The next phase fails in the same way and reports it.
            return false;
        }
        return view.isPromoted()
                && view.record()
                        .filter(record -> isSame(request, files, record, view.role()))
                        .isPresent();
    }

    private static boolean isSame(
            InitRequest request, Optional<Fingerprint> files, DeploymentRecord record, String role) {
        boolean named = request.deployment().isPresent()
                || request.commit().isPresent()
                || request.tag().isPresent();
        Optional<Fingerprint> built = record.built().map(Built::files);
        boolean ofOtherFiles = files.isPresent() && built.isPresent() && !built.equals(files);
        boolean whole = record.built().filter(Built::whole).isPresent();
        return new DeploymentKey(request.deployment(), request.commit(), request.tag()).isOf(record, role)
                && !ofOtherFiles
                && (named || files.isPresent() && built.isPresent() && whole);
    }
}
