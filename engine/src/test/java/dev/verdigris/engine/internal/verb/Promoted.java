package dev.verdigris.engine.internal.verb;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;

/** Lets tests of other packages ask whether a deploy has only its follow-up left. */
public final class Promoted {

    private Promoted() {}

    /** Whether the promoted deployment is certainly that of a deployer. */
    public static boolean isBy(DeploymentView view, Deployer deployer) {
        return Resumption.isPromoted(view, deployer);
    }
}
