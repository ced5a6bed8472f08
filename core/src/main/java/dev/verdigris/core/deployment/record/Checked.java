package dev.verdigris.core.deployment.record;

/**
 * The result of the last checks of the staged side. It holds for exactly one build: another build, or any other change
 * of the staged objects, changes {@code staged}.
 *
 * @param checks the digest of the files of the checks
 * @param staged the digest of the staged side that was checked
 * @param failed how many checks failed; 0 if all passed
 */
public record Checked(Digest checks, Digest staged, int failed) {

    /** Throws {@link IllegalArgumentException} if {@code failed} is negative. */
    public Checked {
        if (failed < 0) {
            throw new IllegalArgumentException("not a number of failed checks: " + failed);
        }
    }

    /** Whether every check passed. */
    public boolean passed() {
        return failed == 0;
    }
}
