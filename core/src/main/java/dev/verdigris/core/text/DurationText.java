package dev.verdigris.core.text;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Writes durations for people, and reads durations that people write. */
public final class DurationText {

    private static final Pattern WHOLE = Pattern.compile("(?:\\d{1,9}(?:ms|s|min|m|h|d))+");
    private static final Pattern PART = Pattern.compile("(\\d{1,9})(ms|s|min|m|h|d)");

    private DurationText() {}

    /**
     * A duration with at most two units: {@code 85 ms}, {@code 3.4 s}, {@code 12 s}, {@code 2 min 5 s}, {@code 1 h}.
     * Smaller units are cut off.
     */
    public static String of(Duration length) {
        if (length.compareTo(Duration.ofSeconds(1)) < 0) {
            return length.toMillis() + " ms";
        }
        if (length.compareTo(Duration.ofMinutes(1)) < 0) {
            int tenths = length.toMillisPart() / 100;
            return length.toSeconds() + (tenths == 0 ? "" : "." + tenths) + " s";
        }
        if (length.compareTo(Duration.ofHours(1)) < 0) {
            return length.toMinutes() + " min" + rest(length.toSecondsPart(), " s");
        }
        return length.toHours() + " h" + rest(length.toMinutesPart(), " min");
    }

    private static String rest(int number, String unit) {
        return number == 0 ? "" : " " + number + unit;
    }

    /**
     * Reads {@code 500ms}, {@code 30s}, {@code 5m}, {@code 5 min}, {@code 1h30m} or {@code 2d}; empty for anything
     * else.
     */
    public static Optional<Duration> parse(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT).replace(" ", "");
        if (!WHOLE.matcher(plain).matches()) {
            return Optional.empty();
        }
        Duration sum = Duration.ZERO;
        Matcher part = PART.matcher(plain);
        while (part.find()) {
            sum = sum.plus(of(Long.parseLong(part.group(1)), part.group(2)));
        }
        return Optional.of(sum);
    }

    private static Duration of(long number, String unit) {
        return switch (unit) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m", "min" -> Duration.ofMinutes(number);
            case "h" -> Duration.ofHours(number);
            case "d" -> Duration.ofDays(number);
            default -> throw new IllegalArgumentException("not a unit of time: " + unit);
        };
    }
}
