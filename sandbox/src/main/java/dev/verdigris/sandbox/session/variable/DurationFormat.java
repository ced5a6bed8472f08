package dev.verdigris.sandbox.session.variable;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as variables hold them: {@code 2 min}, {@code 1500ms}; without a unit milliseconds. */
public final class DurationFormat {

    private static final Pattern FORM = Pattern.compile(
            "\\s*([0-9]+(?:\\.[0-9]+)?)\\s*(us|ms|s|sec|second|seconds|min|minute|minutes|h|hour|hours|d|day|days)?\\s*");

    private record Unit(String symbol, long millis) {}

    private static final List<Unit> UNITS =
            List.of(new Unit("d", 86_400_000), new Unit("h", 3_600_000), new Unit("min", 60_000), new Unit("s", 1_000));

    private DurationFormat() {}

    /** The length of time in {@code text}, if it is one. */
    public static Optional<Duration> parse(String text) {
        Matcher matcher = FORM.matcher(text.toLowerCase(Locale.ROOT));
        if (!matcher.matches()) {
            return Optional.empty();
        }
        String unit = matcher.group(2);
        long micros = switch (unit == null ? "ms" : unit) {
            case "us" -> 1;
            case "ms" -> 1_000;
            case "s", "sec", "second", "seconds" -> 1_000_000;
            case "min", "minute", "minutes" -> 60_000_000;
            case "h", "hour", "hours" -> 3_600_000_000L;
            default -> 86_400_000_000L;
        };
        BigDecimal total = new BigDecimal(matcher.group(1)).multiply(BigDecimal.valueOf(micros));
        return total.compareTo(BigDecimal.valueOf(Long.MAX_VALUE / 1_000)) > 0
                ? Optional.empty()
                : Optional.of(Duration.ofNanos(total.longValue() * 1_000));
    }

    /** The same length in its largest whole unit, as Materialize shows it. */
    static Optional<String> normalize(String text) {
        return parse(text).map(duration -> {
            long millis = duration.toMillis();
            return UNITS.stream()
                    .filter(unit -> millis != 0 && millis % unit.millis() == 0)
                    .findFirst()
                    .map(unit -> millis / unit.millis() + " " + unit.symbol())
                    .orElse(millis == 0 ? "0" : millis + " ms");
        });
    }
}
