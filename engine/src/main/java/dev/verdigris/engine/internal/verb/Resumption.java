package dev.verdigris.engine.internal.verb;

import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Fingerprint;
import dev.verdigris.engine.request.InitRequest;

/** Decides whether a deploy that runs again has already done its swap, so that only its follow-up may remain. */
final class Resumption {

    private Resumption() {}

    /**
     * Whether the promoted deployment is certainly the requested one. The ids must be equal; without an id, role, commit
     * and tag must be. A request without id, commit and tag must also have the files of a complete build. A request with
     * other files is always a new version, because a tag may be used twice.
     *
     * @param files the files that the request would build from, if it builds
     */
    static boolean isPromoted(DeploymentView view, InitRequest request, Optional<Fingerprint> files) {
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
        return InitPlanning.key(request).isOf(record, role)
                && !ofOtherFiles
                && (named || files.isPresent() && built.isPresent() && whole);
    }
}
