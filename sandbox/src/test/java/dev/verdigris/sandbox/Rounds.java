package dev.verdigris.sandbox;

/** How often a test repeats what it proves: a share of the rounds by default, all of them with {@code -Pproofs}. */
public final class Rounds {

    private Rounds() {}

    /**
     * The number of rounds of this run.
     *
     * @param few the number by default
     * @param all the number with {@code -Pproofs}
     */
    public static int of(int few, int all) {
        return areAll() ? all : few;
    }

    /** Whether this run has {@code -Pproofs}. */
    public static boolean areAll() {
        return Boolean.getBoolean("verdigris.proofs");
    }
}
