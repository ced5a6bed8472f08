package dev.verdigris.core.readiness;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.Kebab;

/** The definition of ready. Immutable. */
public final class ReadinessPolicy {

    /** The defaults, see {@link Builder}. */
    public static final ReadinessPolicy DEFAULT = builder().build();

    private final Duration maxLag;
    private final Duration lagMargin;
    private final Duration stableFor;
    private final Replicas replicas;
    private final int crashes;
    private final Duration crashWindow;
    private final Duration longestGap;
    private final List<Exemption> exemptions;

    private ReadinessPolicy(Builder builder) {
        this.maxLag = builder.maxLag;
        this.lagMargin = builder.lagMargin;
        this.stableFor = builder.stableFor;
        this.replicas = builder.replicas;
        this.crashes = builder.crashes;
        this.crashWindow = builder.crashWindow;
        this.longestGap = builder.longestGap;
        this.exemptions = List.copyOf(builder.exemptions);
    }

    /** Begins a policy with the defaults. */
    public static Builder builder() {
        return new Builder();
    }

    /** Begins a policy with the values of this one. */
    public Builder toBuilder() {
        return builder()
                .maxLag(maxLag)
                .lagMargin(lagMargin)
                .stableFor(stableFor)
                .replicas(replicas)
                .crashes(crashes)
                .crashWindow(crashWindow)
                .longestGap(longestGap)
                .exemptions(exemptions);
    }

    /** The lag that counts as fresh, however far the live counterpart lags. */
    public Duration maxLag() {
        return maxLag;
    }

    /** The lag that an object may have in addition to its live counterpart's. A stalled upstream delays both. */
    public Duration lagMargin() {
        return lagMargin;
    }

    /** The time for which all objects must have been ready without a break. */
    public Duration stableFor() {
        return stableFor;
    }

    /** How many replicas of a cluster must have an object. */
    public Replicas replicas() {
        return replicas;
    }

    /**
     * The number of crashes within {@link #crashWindow()} after which a replica that is not hydrated counts as failed.
     */
    public int crashes() {
        return crashes;
    }

    /** The window in which crashes count. */
    public Duration crashWindow() {
        return crashWindow;
    }

    /** The longest time between two readings that counts as observed. */
    public Duration longestGap() {
        return longestGap;
    }

    /** The objects that need not fulfil all of this. */
    public List<Exemption> exemptions() {
        return exemptions;
    }

    /** The exemption of an object, by its name on the live side. */
    Optional<Exemption> exemption(ObjectName object) {
        return exemptions.stream().filter(each -> each.object().equals(object)).findFirst();
    }

    /** The definition in words, then each exemption. */
    public List<String> sentences() {
        return Stream.concat(Stream.of(definition()), exemptions.stream().map(Exemption::sentence))
                .toList();
    }

    private String definition() {
        StringBuilder text = new StringBuilder("An object is ready if ")
                .append(replicas.has())
                .append(" it hydrated and it lags by at most ")
                .append(DurationText.of(maxLag))
                .append(", or by at most ")
                .append(DurationText.of(lagMargin))
                .append(" more than its live counterpart.");
        if (stableFor.isPositive()) {
            text.append(" All objects must stay ready for ")
                    .append(DurationText.of(stableFor))
                    .append("; of the time between two readings, at most ")
                    .append(DurationText.of(longestGap))
                    .append(" counts.");
        }
        text.append(crashes == 1 ? " One crash" : " " + crashes + " crashes")
                .append(" of a replica within ")
                .append(DurationText.of(crashWindow))
                .append(crashes == 1 ? " counts" : " count")
                .append(" as a loop.");
        return text.toString();
    }

    /** How many of the replicas of a cluster must be up and have an object hydrated. */
    public enum Replicas {
        /** One is enough: it serves the readers. A replica that is not up holds up nothing. */
        ANY,
        /** All of them, so that a reader finds the object also if all others fail. */
        ALL;

        /** Whether so many are enough. A cluster without replicas never has enough. */
        boolean suffice(long good, int all) {
            return switch (this) {
                case ANY -> good > 0;
                case ALL -> good == all && all > 0;
            };
        }

        private String has() {
            return switch (this) {
                case ANY -> "a replica of its cluster has";
                case ALL -> "every replica of its cluster has";
            };
        }

        /** The word in configurations. */
        public String word() {
            return Kebab.of(this);
        }

        /** Reads a word. */
        public static Optional<Replicas> ofWord(String word) {
            return Arrays.stream(values())
                    .filter(each -> each.word().equals(word))
                    .findFirst();
        }
    }

    /**
     * Collects the values. Each method changes one and returns the builder.
     *
     * <p>The server records lag at a resolution of one second and as the worst of a minute. A limit of one second is
     * within the rounding. The default of five seconds is above the noise, and a reader would not call it stale. Three
     * crashes are a loop in the server's own upgrades too.
     */
    public static final class Builder {

        private Duration maxLag = Duration.ofSeconds(5);
        private Duration lagMargin = Duration.ofSeconds(5);
        private Duration stableFor = Duration.ZERO;
        private Replicas replicas = Replicas.ANY;
        private int crashes = 3;
        private Duration crashWindow = Duration.ofMinutes(30);
        private Duration longestGap = Duration.ofSeconds(15);
        private List<Exemption> exemptions = List.of();

        private Builder() {}

        /** Sets the lag that counts as fresh. Default: 5 s. */
        public Builder maxLag(Duration limit) {
            maxLag = limit;
            return this;
        }

        /** Sets the lag that an object may have in addition to its live counterpart's. Default: 5 s. */
        public Builder lagMargin(Duration margin) {
            lagMargin = margin;
            return this;
        }

        /** Sets the time for which all objects must have been ready without a break. Default: 0 s. */
        public Builder stableFor(Duration length) {
            stableFor = length;
            return this;
        }

        /** Sets how many replicas of a cluster must have an object. Default: {@link Replicas#ANY}. */
        public Builder replicas(Replicas number) {
            replicas = number;
            return this;
        }

        /** Sets the number of crashes after which a replica counts as failed. Default: 3. */
        public Builder crashes(int number) {
            crashes = number;
            return this;
        }

        /** Sets the window in which crashes count. Default: 30 minutes. */
        public Builder crashWindow(Duration length) {
            crashWindow = length;
            return this;
        }

        /** Sets the longest time between two readings that counts as observed. Default: 15 s. */
        public Builder longestGap(Duration length) {
            longestGap = length;
            return this;
        }

        /** Sets the objects that need not fulfil all of this. Default: none. */
        public Builder exemptions(List<Exemption> objects) {
            exemptions = List.copyOf(objects);
            return this;
        }

        /**
         * Creates the policy.
         *
         * @throws IllegalArgumentException if a number or a length cannot be: no crash at all counts, or time is negative
         */
        public ReadinessPolicy build() {
            if (crashes < 1 || !crashWindow.isPositive() || !longestGap.isPositive()) {
                throw new IllegalArgumentException("crashes, their window and the longest gap must be positive");
            }
            if (maxLag.isNegative() || lagMargin.isNegative() || stableFor.isNegative()) {
                throw new IllegalArgumentException("a lag, its margin and the hold time must not be negative");
            }
            return new ReadinessPolicy(this);
        }
    }
}
