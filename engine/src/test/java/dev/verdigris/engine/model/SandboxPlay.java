package dev.verdigris.engine.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.TestTime;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.fixture.SkippingTime;
import dev.verdigris.engine.model.Layout.Project;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Plays a script with real runs on a sandbox, and judges each step by the catalog before and after it. */
final class SandboxPlay implements Stage {

    private static final EngineOptions OPTIONS = EngineOptions.DEFAULT
            .withParallelism(1)
            .withLockPatience(Duration.ZERO)
            .withSubscribing(false);

    private final SandboxProduction production;
    private final Invariants invariants;
    private CatalogSnapshot present;
    private int runs;
    private int done;

    SandboxPlay(SandboxProduction production, Invariants invariants) {
        this.production = production;
        this.invariants = invariants;
        this.present = production.catalog();
    }

    @Override
    public CatalogSnapshot catalog() {
        return present;
    }

    @Override
    public int done() {
        return done;
    }

    @Override
    public Invariants invariants() {
        return invariants;
    }

    @Override
    public Running begin(Action.Begin begin, boolean adopt) {
        runs++;
        return begin.seat().isDbt() ? new Dbt(begin.work()) : new Real(begin, adopt);
    }

    @Override
    public void followAdvice() {
        for (Project project : Project.values()) {
            Advice.of(present, production.environment(project)).ifPresent(this::follow);
        }
    }

    private void follow(Advice advice) {
        switch (advice) {
            case Advice.SwapAgain swap ->
                swap.transactions().forEach(transaction -> user(String.join("; ", transaction)));
            case Advice.DropStateView drop -> user("DROP VIEW " + drop.stateView().sql());
        }
    }

    @Override
    public void dropSinks() {
        // No sink is part of this production.
    }

    /** Sends a statement of the user of dbt and judges it. Returns whether the server accepted it. */
    private boolean user(String sql) {
        boolean accepted = production.accepts(sql);
        CatalogSnapshot before = present;
        present = production.catalog();
        invariants.dbt(before, present);
        return accepted;
    }

    /** The statements of a macro. */
    private final class Dbt implements Running {

        private final Deque<String> statements;

        Dbt(Work work) {
            statements = new ArrayDeque<>(production.dbt(work, runs));
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

    /** A run of a verb. Its first step here is the reading. */
    private final class Real implements Running {

        private final Action.Begin begin;
        private final Project project;
        private final Function<Verdigris, Report> verb;
        private Optional<SteppedRun> run = Optional.empty();
        private Invariants.Reading reading;
        private boolean changed;

        Real(Action.Begin begin, boolean adopt) {
            this.begin = begin;
            this.project = begin.seat().project();
            this.verb = verb(begin, adopt);
            this.reading = invariants.reading(project, present);
        }

        @Override
        public boolean step() {
            if (run.isEmpty()) {
                reading = invariants.reading(project, present);
                SkippingTime time = new SkippingTime();
                run = Optional.of(new SteppedRun(
                        TestTime.set(
                                Verdigris.configure(production.settings(), production.environment(project))
                                        .options(OPTIONS)
                                        .deployer(Deployer.of(new DeploymentId("d-" + project))),
                                time,
                                time),
                        verb));
            } else if (run.get().place() instanceof SteppedRun.Place.Before before) {
                perform(before.step());
            }
            return goesOn();
        }

        private void perform(Step step) {
            CatalogSnapshot before = present;
            run.orElseThrow().step();
            present = production.catalog();
            changed = true;
            invariants.verdigris(project, begin.work(), step, reading, before, present);
            if (step instanceof Step.Locking || step instanceof Step.RunStatement) {
                reading = invariants.reading(project, present);
            }
        }

        private boolean goesOn() {
            return switch (run.orElseThrow().place()) {
                case SteppedRun.Place.Before before -> true;
                case SteppedRun.Place.Broken broken -> throw broken.error();
                case SteppedRun.Place.Ended ended -> {
                    ended.report()
                            .filter(report -> report.outcome() == Outcome.DONE)
                            .ifPresent(report -> succeeded());
                    yield false;
                }
            };
        }

        private void succeeded() {
            done++;
            if (begin.work() == Work.PROMOTE && !changed) {
                invariants.promoted(project, present);
            }
        }

        @Override
        public void kill() {
            run.ifPresent(SteppedRun::kill);
            assertThat(run.map(SteppedRun::place).stream())
                    .as("a killed run ends")
                    .allMatch(SteppedRun.Place.Ended.class::isInstance);
        }
    }

    private Function<Verdigris, Report> verb(Action.Begin begin, boolean adopt) {
        Set<ProblemCode> accept = begin.consents() ? EnumSet.allOf(ProblemCode.class) : Set.of();
        Project project = begin.seat().project();
        return switch (begin.work()) {
            case INIT -> {
                InitRequest init = InitRequest.DEFAULT.withAccept(accept);
                yield verdigris -> verdigris.init(init);
            }
            case BUILD -> {
                BuildRequest build = BuildRequest.of(production.models(project, runs / 2));
                yield verdigris -> verdigris.build(build);
            }
            case PROMOTE -> {
                PromoteRequest promote =
                        PromoteRequest.DEFAULT.withSkipReadiness(true).withAccept(accept);
                yield verdigris -> verdigris.promote(promote);
            }
            case ROLLBACK -> verdigris -> verdigris.rollback(RollbackRequest.DEFAULT.withAccept(accept));
            case CLEANUP -> drop(DropRequest.PREVIOUS.withAccept(accept).withAdopt(adopt));
            case ABORT -> drop(DropRequest.STAGED.withAccept(accept).withAdopt(adopt));
        };
    }

    private static Function<Verdigris, Report> drop(DropRequest request) {
        return verdigris -> verdigris.drop(request);
    }
}
