package dev.verdigris.cli.option;

import java.nio.file.Path;
import java.util.Optional;

import dev.verdigris.cli.approval.PlanDocument;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.engine.request.ApprovedPlan;
import picocli.CommandLine.Option;

/** Option of verbs that carry out an approved plan. */
public final class ApprovedPlanMixin {

    @Option(
            names = "--plan",
            paramLabel = "FILE",
            order = 33,
            description = "Do what this approved plan says, or refuse and show what has changed since. docs/approval.md"
                    + " describes it.")
    private Optional<Path> file = Optional.empty();

    /**
     * Reads the plan, if one is given.
     *
     * @throws dev.verdigris.cli.output.StoppedException if the file is none
     */
    public Optional<ApprovedPlan> read(ProcessContext context) {
        return file.map(given -> PlanDocument.of(context.directory(), given).read());
    }
}
