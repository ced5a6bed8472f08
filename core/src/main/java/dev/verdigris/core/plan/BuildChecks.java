package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/** What is asked before and after a build. */
public final class BuildChecks {

    private BuildChecks() {}

    /** Whether anything may be built: there is a staged deployment with both halves of every pair. */
    public static List<Problem> before(DeploymentView view) {
        Environment environment = view.environment();
        List<Problem> problems = new ArrayList<>(Preconditions.environment(view));
        if (!problems.isEmpty()) {
            return problems;
        }
        switch (view.state()) {
            case DeploymentState.None none ->
                problems.add(Preconditions.nothingStaged(
                        environment, "no lock schema exists", Fix.command(Verb.INIT, environment.name())));
            case DeploymentState.Contradictory many -> problems.add(Preconditions.contradictory(environment, many));
            case DeploymentState.Locked marked -> {
                Preconditions.unreadable(marked.lock()).ifPresent(problems::add);
                if (marked.lock().phase() == Phase.PROMOTED) {
                    problems.add(Preconditions.nothingStaged(
                            environment,
                            "it was promoted, and the suffixed side is the previous one",
                            Fix.command(Verb.CLEANUP, environment.name())));
                } else if (marked.lock().phase() == Phase.DROPPING) {
                    problems.add(Preconditions.dropping(environment, marked.lock()));
                } else {
                    problems.addAll(Guardrails.halves(view));
                }
            }
        }
        return List.copyOf(problems);
    }

    /**
     * Whether what was built may be promoted, readiness aside: contents, completeness, cross-wiring, renaming conflicts.
     *
     * @return the problems, sorted; those whose code is accepted are left to promote, which warns of them
     */
    public static List<Problem> after(DeploymentView view, Set<ProblemCode> accept) {
        return new TreeSet<>(Guardrails.built(view))
                .stream()
                        .filter(problem -> !(problem.code().acceptable() && accept.contains(problem.code())))
                        .toList();
    }
}
