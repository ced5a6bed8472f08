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

/** Whether a deploy that runs again has already done its swap, so that only its follow-up may be left. */
final class Resumption {

    private Resumption() {}

    /**
     * Whether the promoted deployment is the requested one beyond doubt: by its id, or by its commit or tag, or because it
     * was built whole from the very files. A request of which none of this can be said may mean a new version, and is not
     * taken for the old one; nor is one of other files, whatever it is called: a tag may be used twice.
     *
     * @param files the files that the request would build from, if it builds
     */
    static boolean isPromoted(Context context, InitRequest request, Optional<Fingerprint> files) {
        DeploymentView view;
        try {
            view = context.readings(CatalogScope.BASE).decide(Function.identity());
        } catch (SqlFailure failure) {
            // The phase that comes next meets the same failure and reports it.
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
