package dev.verdigris.e2e.program;

/** A program, or a package for it, cannot be had here; the message says why, and is the reason of the skipped test. */
public final class Absent extends Exception {

    private static final long serialVersionUID = 1L;

    public Absent(String message) {
        super(message);
    }
}
