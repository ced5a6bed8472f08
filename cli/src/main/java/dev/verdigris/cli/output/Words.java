package dev.verdigris.cli.output;

import java.time.Duration;
import java.util.Locale;

import dev.verdigris.core.readiness.Verdict;

/** Words that text and JSON share. */
final class Words {

    private Words() {}

    /** A constant in kebab case. */
    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static String of(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready ready -> "ready";
            case Verdict.Waiting waiting -> "waiting";
            case Verdict.Failed failed -> "failed";
        };
    }

    static String reason(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Ready ready -> ready.because();
            case Verdict.Waiting waiting -> waiting.reason();
            case Verdict.Failed failed -> failed.reason();
        };
    }

    /** A duration: {@code 12 ms}, {@code 3.4 s}, {@code 2 min 5 s}. */
    static String of(Duration duration) {
        if (duration.compareTo(Duration.ofSeconds(1)) < 0) {
            return duration.toMillis() + " ms";
        }
        if (duration.compareTo(Duration.ofMinutes(1)) < 0) {
            return duration.toSeconds() + "." + duration.toMillisPart() / 100 + " s";
        }
        return duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }
}
