package dev.verdigris.engine.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.plan.CheckPlanner;
import dev.verdigris.core.step.Step;
import dev.verdigris.engine.internal.execution.SimulatedRun;
import dev.verdigris.engine.internal.verb.Promoted;
import dev.verdigris.engine.model.Action.Option;

/**
 * A run of Verdigris on the simulator: one verb, or the verbs of a deploy one after the other. It is the judge's
 * witness of its own steps. The preview of deploy and await change nothing and are left out.
 */
final class SimulatedJob implements Stage.Running, SimulatedRun.Witness {

    /** The digest of the files of the checks, which never change. */
    static final Digest CHECKS = Digests.of(List.of("checks"));

    private final SimulatedPlay play;
    private final ModelServer server;
    private final Job job;
    private final Deque<Work> parts = new ArrayDeque<>();
    private boolean followUpOnly;
    private int verbs;
    private Optional<Checked> found = Optional.empty();
    private Optional<SimulatedVerb> verb = Optional.empty();
    private Optional<SimulatedRun> run = Optional.empty();
    private Invariants.Reading reading;
    private Optional<Invariants.Reading> swapped = Optional.empty();

    SimulatedJob(SimulatedPlay play, ModelServer server, Job job) {
        this.play = play;
        this.server = server;
        this.job = job;
        if (!job.is(Option.EMBEDDED)) {
            server.connect(job.number(), true);
        }
        this.reading = read();
        followUpOnly = job.work() == Work.DEPLOY && Promoted.isBy(view(), SimulatedVerb.deployer(job));
        if (job.work() != Work.DEPLOY || followUpOnly) {
            parts.add(followUpOnly ? Work.PROMOTE : job.work());
        } else {
            parts.addAll(List.of(Work.INIT, Work.BUILD, Work.AWAIT, Work.CHECK, Work.PROMOTE));
        }
    }

    private Invariants.Reading read() {
        return play.invariants().reading(job, server.catalog());
    }

    private DeploymentView view() {
        return DeploymentView.of(server.catalog(), job.environment());
    }

    @Override
    public boolean step() {
        boolean well = run.isPresent() ? goOn(run.get()) : begin(parts.getFirst());
        if (well && parts.isEmpty()) {
            boolean says = verb.map(last -> JudgedPlay.says(last.notes())).orElse(false);
            play.invariants().looked(job);
            play.succeeded(job, says, reading, swapped.orElse(reading));
        }
        if (!well || parts.isEmpty()) {
            kill();
        }
        return well && !parts.isEmpty();
    }

    /** Begins a part. A check looks at the side first, and plans its record in a later step. */
    private boolean begin(Work part) {
        if (part == Work.AWAIT) {
            parts.remove();
            return !parts.isEmpty();
        }
        if (part == Work.CHECK && found.isEmpty()) {
            return look();
        }
        SimulatedVerb next = new SimulatedVerb(job, part, verbs++, followUpOnly, found);
        verb = Optional.of(next);
        run = Optional.of(new SimulatedRun(server, job.environment(), next::plan, next::begun, this));
        return goOn(run.get());
    }

    private boolean look() {
        reading = read();
        if (CheckPlanner.before(view(), SimulatedVerb.deployer(job)).refuses()) {
            return false;
        }
        if (!job.begin().seat().hasChecks()) {
            parts.remove();
            return true;
        }
        boolean passes = play.invariants().passesChecks(job, server.catalog());
        found = Optional.of(new Checked(CHECKS, Digests.ofStaged(view()), passes ? 0 : 1));
        return true;
    }

    private boolean goOn(SimulatedRun present) {
        present.step();
        if (present.end().isEmpty()) {
            return true;
        }
        run = Optional.empty();
        Work part = parts.remove();
        boolean failed = part == Work.CHECK
                && found.filter(result -> !result.passed()).isPresent()
                && !job.is(Option.CONSENTING);
        return present.end().get() == SimulatedRun.End.DONE && !failed;
    }

    /** A run that gets no further step is a killed one. */
    @Override
    public void kill() {
        server.connect(job.number(), false);
    }

    @Override
    public void planned(CatalogSnapshot catalog) {
        reading = read();
        play.invariants().planned(job, reading);
    }

    @Override
    public void performed(Step step, CatalogSnapshot before, CatalogSnapshot after) {
        verb.orElseThrow().performed(step);
        play.invariants().verdigris(job, step, reading, before, after);
        if (step instanceof Step.Swap) {
            swapped = Optional.of(read());
        }
    }
}
