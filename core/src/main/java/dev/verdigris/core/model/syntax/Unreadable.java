package dev.verdigris.core.model.syntax;

/** Stops a reader at the first unreadable place. It never leaves this package. */
final class Unreadable extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int offset;

    Unreadable(int offset, String what) {
        super(what, null, false, false);
        this.offset = offset;
    }

    SyntaxProblem problem() {
        return new SyntaxProblem(offset, String.valueOf(getMessage()));
    }
}
