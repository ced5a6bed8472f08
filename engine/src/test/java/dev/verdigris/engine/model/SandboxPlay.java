package dev.verdigris.engine.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.report.Report;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.TestTime;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.fixture.Consenting;
import dev.verdigris.engine.fixture.SkippingTime;
import dev.verdigris.engine.model.Action.Option;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;

import static org.assertj.core.api.Assertions.assertThat;

/** Plays a script with real runs on a sandbox, and judges each step by the catalog before and after it. */
final class SandboxPlay extends JudgedPlay<String> {

    private static final EngineOptions OPTIONS = EngineOptions.DEFAULT
            .withParallelism(1)
            .withLockPatience(Duration.ZERO)
            .withSubscribing(false);

    private final SandboxProduction production;
    private CatalogSnapshot present;

    SandboxPlay(SandboxProduction production, Layout layout, String prefix) {
        super(layout, prefix);
        this.production = production;
        this.present = production.catalog();
    }

    @Override
    public CatalogSnapshot catalog() {
        return present;
    }

    @Override
    List<String> macro(Job job) {
        return production.dbt(job);
    }

    @Override
    List<String> statements(Advice advice) {
        return switch (advice) {
            case Advice.SwapAgain swap ->
                swap.transactions().stream()
                        .map(transaction -> String.join("; ", transaction))
                        .toList();
            case Advice.DropStateView drop ->
                List.of("DROP VIEW " + drop.stateView().sql());
            case Advice.RepointSink repoint -> List.of(repoint.statement());
        };
    }

    @Override
    public void dropBlockers() {
        // No sink is part of this production.
    }

    @Override
    boolean send(String statement) {
        boolean accepted = production.accepts(statement);
        present = production.catalog();
        return accepted;
    }

    @Override
    Running verb(Job job) {
        return new Real(job);
    }

    /** A run of a verb. Its first step here is the reading. */
    private final class Real implements Running {

        private final Job job;
        private Optional<SteppedRun> run = Optional.empty();
        private Invariants.Reading reading;
        private Invariants.Reading latest;
        private Optional<Invariants.Reading> swapped = Optional.empty();

        Real(Job job) {
            this.job = job;
            this.latest = read();
            this.reading = latest;
        }

        private Invariants.Reading read() {
            return invariants().reading(job, present);
        }

        @Override
        public boolean step() {
            if (run.isEmpty()) {
                latest = read();
                reading = latest;
                invariants().planned(job, reading);
                SkippingTime time = new SkippingTime();
                run = Optional.of(new SteppedRun(
                        TestTime.set(
                                production
                                        .configure(job)
                                        .options(OPTIONS)
                                        .deployer(job.deployer())
                                        .models(production.models(job)),
                                time,
                                time),
                        verbOf(job)));
            } else if (run.get().place() instanceof SteppedRun.Place.Before before) {
                perform(before.step());
            }
            return goesOn();
        }

        private void perform(Step step) {
            CatalogSnapshot before = present;
            SteppedRun verb = run.orElseThrow();
            verb.hasBegunAPlan();
            verb.step();
            present = production.catalog();
            invariants().verdigris(job, step, reading, before, present);
            latest = read();
            // A plan that has begun by now was made from a reading after this step.
            if (verb.hasBegunAPlan()) {
                reading = latest;
                invariants().planned(job, reading);
            }
            if (step instanceof Step.Swap) {
                swapped = Optional.of(latest);
            }
        }

        private boolean goesOn() {
            return switch (run.orElseThrow().place()) {
                case SteppedRun.Place.Before before -> true;
                case SteppedRun.Place.Broken broken -> throw broken.error();
                case SteppedRun.Place.Ended ended -> {
                    ended.report()
                            .filter(report -> report.outcome() == Outcome.DONE)
                            .ifPresent(report -> succeeded(job, says(report.notes()), reading, swapped.orElse(latest)));
                    yield false;
                }
            };
        }

        @Override
        public void kill() {
            run.ifPresent(SteppedRun::kill);
            assertThat(run.map(SteppedRun::place).stream())
                    .as("a killed run ends")
                    .allMatch(SteppedRun.Place.Ended.class::isInstance);
        }
    }

    private Function<Verdigris, Report> verbOf(Job job) {
        return verdigris ->
                Consenting.result(given -> verbOf(job, given).apply(verdigris), Report::problems, job.accept());
    }

    private Function<Verdigris, Report> verbOf(Job job, Consents accept) {
        InitRequest init = InitRequest.DEFAULT.withAccept(accept);
        BuildRequest build = BuildRequest.of(production.models(job));
        CheckRequest check = CheckRequest.of(production.checks(job)).withAccept(accept);
        PromoteRequest promote = promote(job, accept);
        return switch (job.work()) {
            case INIT -> verdigris -> verdigris.init(init);
            case BUILD -> verdigris -> verdigris.build(build);
            case AWAIT -> verdigris -> verdigris.await(AwaitRequest.DEFAULT);
            case CHECK -> verdigris -> verdigris.check(check);
            case PROMOTE -> verdigris -> verdigris.promote(promote);
            case DEPLOY -> {
                DeployRequest deploy =
                        DeployRequest.of(build).withInit(init).withCheck(check).withPromote(promote);
                yield verdigris -> verdigris.deploy(deploy);
            }
            case ROLLBACK -> verdigris -> verdigris.rollback(RollbackRequest.DEFAULT.withAccept(accept));
            case CLEANUP -> drop(DropRequest.PREVIOUS, job, accept);
            case ABORT -> drop(DropRequest.STAGED, job, accept);
        };
    }

    private PromoteRequest promote(Job job, Consents accept) {
        PromoteRequest promote = PromoteRequest.DEFAULT
                .withSkipReadiness("this is a test")
                .withAdopt(job.is(Option.ADOPTING))
                .withAccept(accept);
        return job.begin().seat().hasChecks() ? promote.withChecks(production.checks(job)) : promote;
    }

    private static Function<Verdigris, Report> drop(DropRequest side, Job job, Consents accept) {
        DropRequest request = side.withAccept(accept).withAdopt(job.is(Option.ADOPTING));
        return verdigris -> verdigris.drop(request);
    }
}
