package dev.verdigris.cli.option;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;

import dev.verdigris.cli.approval.PlanDocument;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.diff.FailOn;
import dev.verdigris.engine.request.ApprovedPlan;
import dev.verdigris.engine.request.ModelSource;
import dev.verdigris.engine.request.ModelsRequest;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** Options of diff that compare model files with what is live. */
public final class FileDiffMixin {

    @Option(
            names = "--file",
            order = 2,
            description =
                    "Compare the model files with what is live, without a staged side. --fail-on any fails on each"
                            + " difference.")
    private boolean file;

    @Option(
            names = "--against",
            paramLabel = "FILE",
            order = 2,
            description = "With --file: compare with what was live when plan wrote this file with --save, without a"
                    + " server.")
    private Optional<Path> against = Optional.empty();

    /**
     * Checks the arguments.
     *
     * @throws ParameterException if they cannot be what the user means
     */
    public void demand(CommandLine line, FailOn failOn, boolean rows) {
        if (!file && against.isPresent()) {
            throw new ParameterException(line, "--against needs --file");
        }
        if (file && rows) {
            throw new ParameterException(line, "--file compares texts and no rows, so it does not go with --data");
        }
        if (file && failOn != FailOn.NOTHING && failOn != FailOn.ANY) {
            throw new ParameterException(
                    line, "--file knows neither contracts nor rows before the build; use --fail-on any");
        }
    }

    /**
     * The request, if the files are to be compared.
     *
     * @throws dev.verdigris.cli.output.StoppedException if the file of a plan is none
     */
    public Optional<ModelsRequest> request(Supplier<ModelSource> source, ProcessContext context) {
        return file
                ? Optional.of(new ModelsRequest(
                        source.get(),
                        against.map(given -> PlanDocument.of(context.directory(), given)
                                        .read())
                                .map(ApprovedPlan::plan)))
                : Optional.empty();
    }
}
