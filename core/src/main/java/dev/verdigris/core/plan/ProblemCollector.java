package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/** Decides between plan and rejection: what the user accepted only warns, anything else rejects. */
final class ProblemCollector {

    private final Verb verb;
    private final DeploymentView view;
    private final Set<ProblemCode> accept;
    private final Set<Problem> problems = new TreeSet<>();
    private final Set<Problem> warnings = new TreeSet<>();

    ProblemCollector(Verb verb, DeploymentView view, Set<ProblemCode> accept) {
        this.verb = verb;
        this.view = view;
        this.accept = accept;
    }

    void add(Problem problem) {
        boolean accepted = problem.code().acceptable() && accept.contains(problem.code());
        (accepted ? warnings : problems).add(problem);
    }

    void addAll(Collection<Problem> found) {
        found.forEach(this::add);
    }

    /** Adds what is worth a warning and nothing more. */
    void warn(Collection<Problem> found) {
        warnings.addAll(found);
    }

    boolean rejects() {
        return !problems.isEmpty();
    }

    PlanResult reject() {
        return new PlanResult.Rejected(new ArrayList<>(problems), new ArrayList<>(warnings));
    }

    PlanResult reject(Problem problem) {
        add(problem);
        return reject();
    }

    PlanResult rule(PlanBuilder draft) {
        addAll(draft.lackingRights());
        return rejects() ? reject() : planned(draft);
    }

    /** The plan, whatever rights its steps may lack: each of them is worth trying. */
    PlanResult planned(PlanBuilder draft) {
        return new PlanResult.Planned(plan(draft));
    }

    Plan plan(PlanBuilder draft) {
        return new Plan(
                verb, view.environment().name(), view.state(), draft.steps(), List.copyOf(warnings), draft.notes());
    }
}
