package dev.verdigris.engine.model;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import static org.assertj.core.api.Assertions.assertThat;

/** Plays a script on a stage, and brings the world to its end: all runs end, and no lock schema is left. */
final class Play {

    /** More steps than any run has. */
    private static final int LIMIT = 1000;

    private static final int ROUNDS = 4;

    /** The verbs that lead out of any state. */
    private static final List<Work> ENDINGS = List.of(Work.PROMOTE, Work.CLEANUP, Work.ROLLBACK, Work.ABORT);

    private final Stage stage;
    private final String prefix;
    private final Map<Seat, Stage.Running> running = new EnumMap<>(Seat.class);
    private final Map<Seat, Action.Begin> lastBegun = new EnumMap<>(Seat.class);

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
                    running.put(begin.seat(), stage.begin(begin, false));
                    lastBegun.put(begin.seat(), begin);
                    go(begin.seat(), 1);
                }
            }
            case Action.Go go -> go(go.seat(), go.steps());
            case Action.Die die -> {
                Stage.Running killed = running.remove(die.seat());
                if (killed != null) {
                    killed.kill();
                }
            }
        }
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
        lastBegun.values().forEach(begin -> run(begin, false));
        endDeployments();
        if (!locks().isEmpty() && stage.invariants().excused() > 0) {
            // A sink may read a side that went into quarantine by an excused transition. Its owner ends it by hand.
            stage.dropSinks();
            endDeployments();
        }
        assertThat(locks()).as("lock schemas that no verb can end").isEmpty();
    }

    private void endDeployments() {
        for (int round = 0; round < ROUNDS && !locks().isEmpty(); round++) {
            for (Seat seat : List.of(Seat.ALPHA, Seat.BETA)) {
                for (boolean adopt : List.of(false, true)) {
                    ENDINGS.forEach(work -> run(new Action.Begin(seat, work, true), adopt));
                }
            }
            stage.followAdvice();
        }
    }

    private void run(Action.Begin begin, boolean adopt) {
        running.put(begin.seat(), stage.begin(begin, adopt));
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
