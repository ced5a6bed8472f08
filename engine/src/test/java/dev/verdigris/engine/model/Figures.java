package dev.verdigris.engine.model;

/** The figures of all plays of a test. A test with small ones shows nothing. */
final class Figures {

    private int plays;
    private int done;
    private int swaps;
    private int drops;
    private int excused;

    /** Adds a play that has ended. */
    void add(Stage stage) {
        plays++;
        done += stage.done();
        swaps += stage.invariants().swaps();
        drops += stage.invariants().drops();
        excused += stage.invariants().excused();
    }

    @Override
    public String toString() {
        return plays + " interleavings: " + done + " runs done, " + swaps + " halves swapped live by Verdigris, "
                + drops + " things dropped by it; foreign statements excuse " + excused + " transitions";
    }
}
