package dev.verdigris.cli.option;

import picocli.CommandLine.Option;

/** Option of verbs that begin or build a deployment. */
public final class TakeOverMixin {

    @Option(
            names = "--take-over",
            order = 9,
            description = "Make the deployment in force that of this run. The run that worked on it can no longer"
                    + " change it.")
    private boolean takeOver;

    /** Whether the deployment in force becomes that of this run. */
    public boolean takesOver() {
        return takeOver;
    }
}
