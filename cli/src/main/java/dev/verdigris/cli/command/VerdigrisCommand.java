package dev.verdigris.cli.command;

import java.util.concurrent.Callable;

import dev.verdigris.cli.option.OutputMixin;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The command without a verb. */
@Command(
        name = "verdigris",
        header = "Blue/green releases of data models on Materialize.",
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "VERB")
final class VerdigrisCommand implements Callable<Integer> {

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show the version.")
    private boolean version;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        throw new ParameterException(
                spec.commandLine(), "a verb is missing; known are " + String.join(", ", CommandLineFactory.verbs()));
    }
}
