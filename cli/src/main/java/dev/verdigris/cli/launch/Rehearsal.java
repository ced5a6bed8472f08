package dev.verdigris.cli.launch;

/** Plays typical starts once, so that the JVM can record which classes they load. */
public final class Rehearsal {

    private Rehearsal() {}

    /** Plays them; prints nothing. */
    public static void main(String[] args) {
        new picocli.CommandLine(picocli.CommandLine.Model.CommandSpec.create()).parseArgs();
    }
}
