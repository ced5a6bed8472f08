package dev.verdigris.engine.model;

/** One line of a script. An action that makes no sense at its moment does nothing, so every script can be played. */
public sealed interface Action {

    /** The seat that it concerns. */
    Seat seat();

    /**
     * Begins a run, unless one sits there.
     *
     * @param consents whether the run accepts everything that can be accepted
     */
    record Begin(Seat seat, Work work, boolean consents) implements Action {

        @Override
        public String toString() {
            return seat + " begins " + work + (consents ? " consenting" : "");
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
        String[] words = line.strip().split("\\s+");
        Seat seat = Seat.valueOf(words[0].toUpperCase(java.util.Locale.ROOT));
        return switch (words[1]) {
            case "begins" ->
                new Begin(seat, Work.valueOf(words[2].toUpperCase(java.util.Locale.ROOT)), words.length > 3);
            case "goes" -> new Go(seat, Integer.parseInt(words[2]));
            case "dies" -> new Die(seat);
            default -> throw new IllegalArgumentException("no such action: " + line);
        };
    }
}
