package dev.verdigris.engine.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.step.Simulator;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.execution.SimulatedRun;
import dev.verdigris.engine.model.Layout.Project;

/** The simulator as a stage. */
final class SimulatedPlay implements Stage {

    private final Layout layout;
    private final ModelServer server = new ModelServer(ModelProjects.production());
    private final Invariants invariants;
    private int runs;
    private int done;

    SimulatedPlay(Layout layout) {
        this.layout = layout;
        this.invariants = new Invariants(layout, "");
    }

    @Override
    public CatalogSnapshot catalog() {
        return server.catalog();
    }

    @Override
    public Invariants invariants() {
        return invariants;
    }

    @Override
    public int done() {
        return done;
    }

    @Override
    public Running begin(Action.Begin begin, boolean adopt) {
        runs++;
        return begin.seat().isDbt() ? new Dbt(begin.work()) : new Verdigris(begin, adopt);
    }

    @Override
    public void followAdvice() {
        for (Project project : Project.values()) {
            Advice.of(catalog(), environment(project)).ifPresent(advice -> follow(advice, environment(project)));
        }
    }

    private void follow(Advice advice, Environment environment) {
        switch (advice) {
            case Advice.SwapAgain swap ->
                swap.transactions()
                        .forEach(transaction -> user(catalog -> DbtStatements.swap(
                                catalog, Advice.SwapAgain.pairs(environment, transaction))));
            case Advice.DropStateView drop ->
                user(catalog -> Simulator.apply(catalog, new Step.DropStateView(drop.stateView(), List.of())));
        }
    }

    @Override
    public void dropSinks() {
        user(DbtStatements::withoutSinks);
    }

    private Environment environment(Project project) {
        return layout.environment(project, "");
    }

    /** Performs a statement of the user of dbt and judges it. Returns whether the server accepted it. */
    private boolean user(UnaryOperator<CatalogSnapshot> statement) {
        CatalogSnapshot before = server.catalog();
        try {
            server.set(statement.apply(before));
        } catch (IllegalStateException refusal) {
            return false;
        }
        invariants.dbt(before, server.catalog());
        return true;
    }

    /** The statements of a macro. */
    private final class Dbt implements Running {

        private final Deque<UnaryOperator<CatalogSnapshot>> statements;

        Dbt(Work work) {
            statements = new ArrayDeque<>(DbtStatements.of(work, layout, runs));
        }

        @Override
        public boolean step() {
            return user(statements.remove()) && !statements.isEmpty();
        }

        @Override
        public void kill() {
            statements.clear();
        }
    }

    /** A run of a verb. It is the judge's witness of its own steps. */
    private final class Verdigris implements Running, SimulatedRun.Witness {

        private final Project project;
        private final Work work;
        private final SimulatedVerb verb;
        private final SimulatedRun run;
        private Invariants.Reading reading;

        Verdigris(Action.Begin begin, boolean adopt) {
            this.project = begin.seat().project();
            this.work = begin.work();
            this.reading = invariants.reading(project, server.catalog());
            this.verb = new SimulatedVerb(layout, project, work, begin.consents(), adopt, runs, runs / 2);
            this.run = new SimulatedRun(server, environment(project), verb::plan, verb::begun, this);
        }

        @Override
        public boolean step() {
            run.step();
            if (run.end().filter(SimulatedRun.End.DONE::equals).isPresent()) {
                done++;
                if (work == Work.PROMOTE && !run.hasPerformed()) {
                    invariants.promoted(project, server.catalog());
                }
            }
            return run.end().isEmpty();
        }

        @Override
        public void kill() {
            // A run that gets no further step is a killed one.
        }

        @Override
        public void planned(CatalogSnapshot catalog) {
            reading = invariants.reading(project, catalog);
        }

        @Override
        public void performed(Step step, CatalogSnapshot before, CatalogSnapshot after) {
            verb.performed(step);
            invariants.verdigris(project, work, step, reading, before, after);
        }
    }
}
