package dev.verdigris.cli.builder;

/** A command that cannot be run. Its message says why, as a clause. */
public final class UnusableCommand extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String advice;

    UnusableCommand(String why) {
        this(why, "correct the command");
    }

    UnusableCommand(String why, String advice) {
        super(why);
        this.advice = advice;
    }

    /** Why it cannot be run. */
    public String why() {
        return String.valueOf(getMessage());
    }

    /** What to write. */
    public String advice() {
        return advice;
    }
}
