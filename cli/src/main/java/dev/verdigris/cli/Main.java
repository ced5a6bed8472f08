package dev.verdigris.cli;

/** Where the process begins. */
public final class Main {

    private Main() {}

    /** Runs one command line and ends the process with its exit code. */
    public static void main(String[] args) {
        System.out.println(String.join(" ", args));
    }
}
