package dev.verdigris.cli.builder;

/** A command that cannot be run. Its message says why, as a clause. */
public final class UnusableCommand extends RuntimeException {

    private static final long serialVersionUID = 1L;

    UnusableCommand(String why) {
        super(why);
    }

    /** Why it cannot be run. */
    public String why() {
        return String.valueOf(getMessage());
    }
}
