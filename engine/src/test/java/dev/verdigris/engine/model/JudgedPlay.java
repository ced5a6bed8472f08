package dev.verdigris.engine.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.plan.PromotePlanner;
import dev.verdigris.engine.model.Action.Option;
import dev.verdigris.engine.model.Layout.Project;

/**
 * A stage whose steps are judged.
 *
 * @param <S> a statement of the user of dbt
 */
abstract class JudgedPlay<S> implements Stage {

    private final Layout layout;
    private final String prefix;
    private final Invariants invariants;
    private final Map<Work, Integer> done = new EnumMap<>(Work.class);
    private int runs;
    private int accepted;

    /**
     * Begins without runs.
     *
     * @param prefix the prefix of all names
     */
    JudgedPlay(Layout layout, String prefix) {
        this.layout = layout;
        this.prefix = prefix;
        this.invariants = new Invariants(layout, prefix);
    }

    /** The statements of a macro of dbt. */
    abstract List<S> macro(Job job);

    /** The statements that an advice shows. */
    abstract List<S> statements(Advice advice);

    /** Sends a statement of the user of dbt. Returns whether the server accepted it. */
    abstract boolean send(S statement);

    /** Begins a verb of Verdigris. */
    abstract Running verb(Job job);

    @Override
    public Invariants invariants() {
        return invariants;
    }

    @Override
    public Map<Work, Integer> done() {
        return done;
    }

    @Override
    public int accepted() {
        return accepted;
    }

    @Override
    public Running begin(Action.Begin begin, int version) {
        runs++;
        Set<Option> options = begin.seat().isDbt() ? Set.of() : begin.options();
        Environment environment = layout.environment(begin.seat().project(), prefix, options);
        Job job = new Job(runs, begin, version, environment, ModelFiles.of(environment, prefix, version));
        return begin.seat().isDbt() ? new Dbt(macro(job)) : verb(job);
    }

    /** Counts a run that ended well, and judges it. */
    final void succeeded(Job job, boolean says, Invariants.Reading planned, Invariants.Reading then) {
        done.merge(job.work(), 1, Integer::sum);
        invariants.done(job, says, planned, then);
    }

    /** Whether a run that ended well says that the files of the run are live, by the notes of its report. */
    static boolean says(List<String> notes) {
        return notes.stream().noneMatch(note -> note.endsWith(PromotePlanner.NOT_COMPARED));
    }

    @Override
    public void followAdvice() {
        for (Project project : Project.values()) {
            Environment environment = layout.environment(project, prefix);
            Advice.of(catalog(), environment).stream()
                    .flatMap(advice -> statements(advice).stream())
                    .forEach(this::user);
        }
    }

    /** Sends a statement of the user of dbt and judges it. Returns whether the server accepted it. */
    final boolean user(S statement) {
        CatalogSnapshot before = catalog();
        boolean well = send(statement);
        accepted += well ? 1 : 0;
        invariants.dbt(before, catalog());
        return well;
    }

    /** The statements of a macro. */
    private final class Dbt implements Running {

        private final Deque<S> statements;

        Dbt(List<S> statements) {
            this.statements = new ArrayDeque<>(statements);
        }

        @Override
        public boolean step() {
            return !statements.isEmpty() && user(statements.remove()) && !statements.isEmpty();
        }

        @Override
        public void kill() {
            statements.clear();
        }
    }
}
