package dev.verdigris.engine.model;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.verdigris.engine.model.Action.Option;

import static org.assertj.core.api.Assertions.assertThat;

/** Plays a script on a stage, and brings the world to its end: all runs end, and no lock schema is left. */
final class Play {

    /** More steps than any run has. */
    private static final int LIMIT = 1000;

    private static final int ROUNDS = 4;

    /** The verbs that lead out of any state. */
    private static final List<Work> ENDINGS = List.of(Work.PROMOTE, Work.CLEANUP, Work.ROLLBACK, Work.ABORT);

    /** The options with which these verbs run, as the problems of each run show them. */
    private static final List<Set<Option>> WAYS = List.of(
            EnumSet.of(Option.CONSENTING),
            EnumSet.of(Option.CONSENTING, Option.ADOPTING),
            EnumSet.of(Option.CONSENTING, Option.EDITED),
            EnumSet.of(Option.CONSENTING, Option.ADOPTING, Option.EDITED));

    private final Stage stage;
    private final String prefix;
    private final Map<Seat, Stage.Running> running = new EnumMap<>(Seat.class);
    private final Map<Seat, Action.Begin> lastBegun = new EnumMap<>(Seat.class);
    private final Map<Seat, Integer> checkouts = new EnumMap<>(Seat.class);

    private Play(Stage stage, String prefix) {
        this.stage = stage;
        this.prefix = prefix;
    }

    /** Plays a script to the end of its world. */
    static void of(Script script, Stage stage, String prefix) {
        Play play = new Play(stage, prefix);
        script.actions().forEach(play::act);
        play.end();
    }

    private void act(Action action) {
        switch (action) {
            case Action.Begin begin -> {
                if (!running.containsKey(begin.seat())) {
                    start(begin);
                    lastBegun.put(begin.seat(), begin);
                    go(begin.seat(), 1);
                }
            }
            case Action.CheckOut checkOut -> checkouts.put(checkOut.seat(), checkOut.version());
            case Action.Go go -> go(go.seat(), go.steps());
            case Action.Die die -> {
                Stage.Running killed = running.remove(die.seat());
                if (killed != null) {
                    killed.kill();
                }
            }
        }
    }

    private void start(Action.Begin begin) {
        running.put(begin.seat(), stage.begin(begin, checkouts.getOrDefault(begin.seat(), 1)));
    }

    private void go(Seat seat, int steps) {
        for (int i = 0; i < steps && running.containsKey(seat); i++) {
            if (!running.get(seat).step()) {
                running.remove(seat);
            }
        }
    }

    /** Lets each run end, runs each last verb again, and then ends both deployments. */
    private void end() {
        for (Seat seat : Seat.values()) {
            go(seat, LIMIT);
        }
        lastBegun.values().forEach(this::run);
        endDeployments();
        if (!locks().isEmpty() && stage.invariants().isSurprised()) {
            // A sink may read a side that another one has put into the place of the quarantined one, and an object may
            // run on its cluster. The owner drops it.
            stage.dropBlockers();
            endDeployments();
        }
        assertThat(locks()).as("lock schemas that no verb can end").isEmpty();
    }

    private void endDeployments() {
        for (int round = 0; round < ROUNDS && !locks().isEmpty(); round++) {
            for (Seat seat : List.of(Seat.ALPHA, Seat.BETA)) {
                for (Set<Option> options : WAYS) {
                    ENDINGS.forEach(work -> run(new Action.Begin(seat, work, options)));
                }
            }
            stage.followAdvice();
        }
    }

    private void run(Action.Begin begin) {
        start(begin);
        go(begin.seat(), LIMIT);
        assertThat(running).as("runs end").doesNotContainKey(begin.seat());
    }

    private List<String> locks() {
        return stage.catalog().schemas().stream()
                .map(schema -> schema.name().value())
                .filter(name -> name.startsWith("verdigris_" + prefix))
                .toList();
    }
}
