package dev.verdigris.cli.command;

import dev.verdigris.cli.output.Surroundings;

/** How a run ends that a signal has interrupted. */
final class Interrupted {

    /** What a shell reports of a process that SIGINT has ended. */
    private static final int EXIT = 130;

    private Interrupted() {}

    /** Says so instead of whatever else went wrong because of it; answers with the exit code. */
    static int say(Surroundings surroundings, String whatNow) {
        surroundings.err().println("interrupted: " + whatNow);
        return EXIT;
    }
}
