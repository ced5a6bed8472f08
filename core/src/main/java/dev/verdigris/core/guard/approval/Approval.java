package dev.verdigris.core.guard.approval;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Verb;

/**
 * An approved plan that a run carries out.
 *
 * @param plan the plan
 * @param file the path of its file, for commands
 * @param files the model files of the run; empty if the run knows none
 * @param gates what the staged side must pass in the run
 * @param builds whether the run itself builds the staged side, so that only the files say what that will be
 */
public record Approval(
        PlanFile plan, String file, Optional<List<ModelFile>> files, PlanFile.Gates gates, boolean builds) {

    public Approval {
        files = files.map(List::copyOf);
    }

    /** The way to a new plan. */
    Fix fix(Identifier environment) {
        return Fix.advice("look at the change; if it shall stay, make a new plan and let it be approved")
                .then(Fix.command(Verb.PLAN, environment, new CommandOption.SavePlan(plan.verb(), file)));
    }
}
