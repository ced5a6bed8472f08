package dev.verdigris.engine.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/** One line of a script. An action that makes no sense at its moment does nothing, so every script can be played. */
public sealed interface Action {

    /** The seat that it concerns. */
    Seat seat();

    /** How a run differs from the plainest one. */
    enum Option {
        /** It accepts everything that can be accepted. */
        CONSENTING,
        /** It has the id of its project, not only files. */
        NAMED,
        /** It takes over the deployment in force. */
        TAKING_OVER,
        /** It is part of a program whose sessions live longer, so no record names it. */
        EMBEDDED,
        /** It says that the suffixed side is the one that the verb is for. */
        ADOPTING,
        /** Its project has other pairs in its environment. */
        EDITED
    }

    /** Begins a run, unless one sits there. */
    record Begin(Seat seat, Work work, Set<Option> options) implements Action {

        public Begin {
            options = Set.copyOf(options);
        }

        @Override
        public String toString() {
            return options.stream()
                    .sorted()
                    .map(option -> " " + option.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.joining("", seat + " begins " + work, ""));
        }
    }

    /** Changes the model files of the seat to those of a version. */
    record CheckOut(Seat seat, int version) implements Action {

        @Override
        public String toString() {
            return seat + " has " + version;
        }
    }

    /** Performs some steps of the run. Between its reading and these steps others may have acted. */
    record Go(Seat seat, int steps) implements Action {

        @Override
        public String toString() {
            return seat + " goes " + steps;
        }
    }

    /** Kills the run where it is. */
    record Die(Seat seat) implements Action {

        @Override
        public String toString() {
            return seat + " dies";
        }
    }

    /** The action of a line as {@link #toString()} gives it. */
    static Action parse(String line) {
        String[] words = line.strip().toUpperCase(Locale.ROOT).split("\\s+");
        Seat seat = Seat.valueOf(words[0]);
        return switch (words[1]) {
            case "BEGINS" -> new Begin(seat, Work.valueOf(words[2]), options(words));
            case "HAS" -> new CheckOut(seat, Integer.parseInt(words[2]));
            case "GOES" -> new Go(seat, Integer.parseInt(words[2]));
            case "DIES" -> new Die(seat);
            default -> throw new IllegalArgumentException("no such action: " + line);
        };
    }

    private static Set<Option> options(String[] words) {
        Set<Option> options = EnumSet.noneOf(Option.class);
        Arrays.stream(words).skip(3).map(Option::valueOf).forEach(options::add);
        return options;
    }
}
