package dev.verdigris.core.deployment.record;

/**
 * The result of the last checks of the staged side. It holds for exactly one build: another build, or any other change
 * of the staged objects, changes {@code staged}.
 *
 * @param checks the digest of the files of the checks
 * @param staged the digest of the staged side that was checked
 * @param failed how many checks failed; 0 if all passed
 * @param warned how many checks only warn; they do not count as failed
 */
public record Checked(Digest checks, Digest staged, int failed, int warned) {

    /** Throws {@link IllegalArgumentException} if a number is negative. */
    public Checked {
        if (failed < 0 || warned < 0) {
            throw new IllegalArgumentException("not numbers of checks: " + failed + ", " + warned);
        }
    }

    /** A result without warnings. */
    public Checked(Digest checks, Digest staged, int failed) {
        this(checks, staged, failed, 0);
    }

    /** Whether every check passed. */
    public boolean passed() {
        return failed == 0;
    }
}
