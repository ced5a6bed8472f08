package dev.verdigris.engine.internal.verb;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;

/** Decides whether a deploy that runs again has already done its swap, so that only its follow-up may remain. */
final class Resumption {

    private Resumption() {}

    /**
     * Whether the promoted deployment is certainly the requested one: it is the deployer's own. A deployer without id,
     * commit and tag must also have the files of a complete build. A deployer with other files always means a new
     * version, because a tag may be used twice.
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
        boolean whole = record.built().filter(Built::whole).isPresent();
        return deployer.owns(record, role)
                && !deployer.hasOtherFiles(record)
                && (named || deployer.files().isPresent() && whole);
    }
}
