package dev.verdigris.cli.project.inspect;

import java.util.concurrent.Callable;

import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.ProcessContext;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The commands about the configuration. */
@Command(name = "config", header = "Show the configuration: config show.", synopsisSubcommandLabel = "show")
public final class ConfigCommand implements Callable<Integer> {

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private ConfigCommand() {}

    /** The command with those below it. */
    public static CommandLine of(ProcessContext context) {
        return new CommandLine(new ConfigCommand()).addSubcommand("show", new Show(context));
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "a command is missing; write verdigris config show");
    }

    /** Shows the settings. */
    @Command(name = "show", header = "Show every setting with its origin, and which settings are overridden.")
    private static final class Show extends InspectCommand {

        Show(ProcessContext context) {
            super("config show", context);
        }

        @Override
        View look(SettingsRequest request) {
            return SettingsView.of(word(), request.configuration(), request.resolve());
        }
    }
}
