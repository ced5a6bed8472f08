package dev.verdigris.cli.advice;

import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/**
 * One step of a deployment by one of the two tools.
 *
 * @param who the tool
 * @param what the step
 */
record HandOver(Who who, What what) {

    /** Who acts. */
    enum Who {
        VERDIGRIS,
        MACROS
    }

    /** A step that both tools have. A builder of Verdigris is {@code exec} with dbt in it. */
    enum What {
        INIT(house -> house.play("deploy_init")),
        BUILD(house -> house.play("run")),
        PROMOTE(house -> house.play("deploy_promote")),
        CLEANUP(house -> house.play("deploy_cleanup"));

        private final Consumer<House> macro;

        What(Consumer<House> macro) {
            this.macro = macro;
        }
    }

    /** All orders of a whole deployment: each step by either tool. */
    static List<List<HandOver>> all() {
        return IntStream.range(0, 1 << What.values().length)
                .mapToObj(bits -> Arrays.stream(What.values())
                        .map(what -> new HandOver((bits >> what.ordinal() & 1) == 0 ? Who.VERDIGRIS : Who.MACROS, what))
                        .toList())
                .toList();
    }

    /** Plays the macro. */
    void play(House house) {
        what.macro.accept(house);
    }
}
