package dev.verdigris.engine.internal.verb;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;

/** Decides whether a deploy that runs again has already done its swap, so that only its follow-up may remain. */
final class Resumption {

    private Resumption() {}

    /**
     * Whether the promoted deployment is certainly the requested one: it is the deployer's own, and its build was
     * complete. If another tool built it, the deployer must have an id, a commit or a tag. A deployer with other files
     * always means a new version, because a tag may be used twice.
     */
    static boolean isPromoted(DeploymentView view, Deployer deployer) {
        return view.isPromoted()
                && view.record()
                        .filter(record -> isSame(deployer, record, view.role()))
                        .isPresent();
    }

    private static boolean isSame(Deployer deployer, DeploymentRecord record, String role) {
        boolean named = deployer.anyId().isPresent()
                || deployer.provenance().commit().isPresent()
                || deployer.provenance().tag().isPresent();
        return deployer.owns(record, role)
                && !deployer.hasOtherFiles(record)
                && (named || deployer.files().isPresent())
                && record.built().map(Built::whole).orElse(named);
    }
}
