package dev.verdigris.cli.option;

import picocli.CommandLine.Option;

/** Option of verbs that begin or build a deployment. */
public final class TakeOverMixin {

    @Option(
            names = "--take-over",
            order = 9,
            description =
                    "Take over the deployment in force: it becomes the deployment of this run, and the earlier run"
                            + " can no longer change it.")
    private boolean takeOver;

    /** Whether the deployment in force becomes that of this run. */
    public boolean takesOver() {
        return takeOver;
    }
}
