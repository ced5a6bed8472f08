package dev.verdigris.cli.screen;

import dev.verdigris.cli.screen.Style.Tone;

/** A bar that shows how much of something is done. */
final class Bar {

    private Bar() {}

    /** A bar of {@code cells}. It is full only if all is done; more than all is all. */
    static Line of(int done, int total, int cells, Tone tone) {
        int filled = total == 0 ? 0 : (int) ((long) Math.min(done, total) * cells / total);
        return Line.EMPTY.and(tone, "█".repeat(filled)).and(Tone.FAINT, "░".repeat(cells - filled));
    }
}
