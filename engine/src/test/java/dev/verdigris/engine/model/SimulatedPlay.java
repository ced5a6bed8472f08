package dev.verdigris.engine.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.execution.SimulatedRun;
import dev.verdigris.engine.model.Layout.Project;

import static org.assertj.core.api.Assertions.assertThat;

/** Plays a script on the simulator, judges each step, and brings the world to its end. */
final class SimulatedPlay {

    /** More steps than any run has. */
    private static final int LIMIT = 1000;

    /** The verbs that lead out of any state. */
    private static final List<Work> ENDINGS = List.of(Work.PROMOTE, Work.CLEANUP, Work.ROLLBACK, Work.ABORT);

    private static final int ROUNDS = 4;

    private final Layout layout;
    private final ModelServer server = new ModelServer(ModelProjects.production());
    private final Invariants invariants;
    private final Map<Seat, Running> running = new EnumMap<>(Seat.class);
    private final Map<Seat, Action.Begin> lastBegun = new EnumMap<>(Seat.class);
    private int runs;
    private int done;

    private SimulatedPlay(Layout layout) {
        this.layout = layout;
        this.invariants = new Invariants(layout, "");
    }

    /** Plays a script to the end of its world. */
    static SimulatedPlay of(Script script) {
        SimulatedPlay play = new SimulatedPlay(script.layout());
        script.actions().forEach(play::act);
        play.end();
        return play;
    }

    Invariants invariants() {
        return invariants;
    }

    /** The number of runs that ended with success. */
    int done() {
        return done;
    }

    /** A run that can be performed step by step. */
    private interface Running {

        /** Performs one step. Returns whether the run goes on. */
        boolean step();
    }

    private void act(Action action) {
        switch (action) {
            case Action.Begin begin -> {
                if (!running.containsKey(begin.seat())) {
                    running.put(begin.seat(), begun(begin, false));
                    lastBegun.put(begin.seat(), begin);
                    go(begin.seat(), 1);
                }
            }
            case Action.Go go -> go(go.seat(), go.steps());
            case Action.Die die -> running.remove(die.seat());
        }
    }

    private void go(Seat seat, int steps) {
        for (int i = 0; i < steps && running.containsKey(seat); i++) {
            if (!running.get(seat).step()) {
                running.remove(seat);
            }
        }
    }

    private Running begun(Action.Begin begin, boolean adopt) {
        runs++;
        return begin.seat().isDbt() ? dbt(begin.work()) : verdigris(begin, adopt);
    }

    private Running dbt(Work work) {
        Deque<UnaryOperator<CatalogSnapshot>> statements = new ArrayDeque<>(DbtStatements.of(work, layout, runs));
        return () -> {
            CatalogSnapshot before = server.catalog();
            try {
                server.set(statements.remove().apply(before));
            } catch (IllegalStateException refusal) {
                return false;
            }
            invariants.dbt(before, server.catalog());
            return !statements.isEmpty();
        };
    }

    private Running verdigris(Action.Begin begin, boolean adopt) {
        Project project = begin.seat().project();
        SimulatedVerb verb =
                new SimulatedVerb(layout, project, begin.work(), begin.consents(), adopt, runs, runs / 2);
        Judge judge = new Judge(project, begin.work());
        SimulatedRun run = new SimulatedRun(server, environment(project), verb::plan, verb::begun, judge);
        return () -> {
            run.step();
            if (run.end().filter(SimulatedRun.End.DONE::equals).isPresent()) {
                done++;
                if (begin.work() == Work.PROMOTE && !run.hasPerformed()) {
                    invariants.promoted(project, server.catalog());
                }
            }
            return run.end().isEmpty();
        };
    }

    private Environment environment(Project project) {
        return layout.environment(project, "");
    }

    /** Lets each run end, runs each last verb again, and then ends both deployments. */
    private void end() {
        for (Seat seat : Seat.values()) {
            go(seat, LIMIT);
        }
        lastBegun.values().forEach(this::run);
        endDeployments();
        if (!locks().isEmpty() && invariants.excused() > 0) {
            // A sink may read a side that went into quarantine by an excused transition. Its owner ends it by hand.
            server.set(DbtStatements.withoutSinks(server.catalog()));
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
            swapTheRest();
        }
    }

    private void run(Action.Begin begin) {
        run(begin, false);
    }

    private void run(Action.Begin begin, boolean adopt) {
        running.put(begin.seat(), begun(begin, adopt));
        go(begin.seat(), LIMIT);
        assertThat(running).as("runs end").doesNotContainKey(begin.seat());
    }

    /** The fix for pairs of beta that only alpha's user of dbt has swapped: the statements that the problem shows. */
    private void swapTheRest() {
        CatalogSnapshot before = server.catalog();
        for (Project project : Project.values()) {
            HalfSwaps.undone(server.catalog(), environment(project)).ifPresent(server::set);
        }
        invariants.dbt(before, server.catalog());
    }

    private List<String> locks() {
        return server.catalog().schemas().stream()
                .filter(schema -> schema.name().value().startsWith("verdigris_"))
                .map(Schema::name)
                .map(name -> name.value())
                .toList();
    }

    /** Passes the steps of one run to the invariants. */
    private final class Judge implements SimulatedRun.Witness {

        private final Project project;
        private final Work work;
        private Invariants.Reading reading;

        Judge(Project project, Work work) {
            this.project = project;
            this.work = work;
            this.reading = invariants.reading(project, server.catalog());
        }

        @Override
        public void planned(CatalogSnapshot catalog) {
            reading = invariants.reading(project, catalog);
        }

        @Override
        public void performed(Step step, CatalogSnapshot before, CatalogSnapshot after) {
            invariants.verdigris(project, work, step, reading, before, after);
        }
    }
}
