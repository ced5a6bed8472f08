package dev.verdigris.cli.output;

import java.util.Optional;

import dev.verdigris.cli.screen.Style;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.Estimate;
import dev.verdigris.core.readiness.ObjectState;
import dev.verdigris.core.readiness.Verdict;
import dev.verdigris.core.text.Kebab;

/**
 * The readiness of an object, or of all, in the form in which it is shown.
 *
 * @param word {@code ready}, {@code waiting} or {@code failed}
 * @param state the kind of its state; for all objects the same as the word
 * @param reason the reason, in one clause
 * @param remaining the estimated wait, if there is an estimate
 */
record VerdictView(String word, String state, String reason, Optional<Estimate> remaining) {

    /** The word of what is ready. */
    static final String READY = "ready";

    private static final String WAITING = "waiting";
    private static final String FAILED = "failed";

    /** The color of the reason. */
    Style.Tone tone() {
        return switch (word) {
            case READY -> Style.Tone.GOOD;
            case FAILED -> Style.Tone.BAD;
            default -> Style.Tone.CAREFUL;
        };
    }

    static VerdictView of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready ready -> new VerdictView(READY, READY, ready.because(), Optional.empty());
            case Verdict.Waiting waiting -> new VerdictView(WAITING, WAITING, waiting.reason(), waiting.remaining());
            case Verdict.Failed failed -> new VerdictView(FAILED, FAILED, failed.reason(), Optional.empty());
        };
    }

    static VerdictView of(Assessment.Judged judged) {
        ObjectState state = judged.state();
        String word = state.isReady() ? READY : state.isFailed() ? FAILED : WAITING;
        return new VerdictView(word, Kebab.of(state.getClass()), judged.text(), judged.remaining());
    }
}
