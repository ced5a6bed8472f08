package dev.verdigris.cli.project.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.option.BuilderMixin;
import dev.verdigris.cli.option.CheckMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.engine.Diagnosis;
import dev.verdigris.engine.diagnosis.Finding;
import dev.verdigris.engine.diagnosis.Finding.Topic;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.ExecRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Looks at everything that a deployment needs. */
@Command(
        name = "doctor",
        header = "Look at everything that a deployment needs: the configuration, the server, the rights.")
public final class DoctorCommand extends InspectCommand {

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Prepares. */
    public DoctorCommand(ProcessContext context) {
        super("doctor", context);
    }

    @Override
    View look(SettingsRequest request) {
        List<Finding> findings = new ArrayList<>();
        findings.add(Finding.ok(Topic.PROGRAM, program()));
        String file = request.configuration().map(name -> " of " + name).orElse(", of options and variables");
        try {
            Settings settings = request.resolve();
            findings.add(Finding.ok(
                    Topic.CONFIGURATION, "environment " + settings.environment().name() + file));
            findings.addAll(Diagnosis.of(
                    settings.connection(), settings.environment(), deployment(settings), options(settings)));
            return DoctorView.of(
                    word(),
                    Optional.of(settings.environment().name().value()),
                    findings,
                    Optional.of(environment().fixText(settings)));
        } catch (StoppedException fault) {
            fault.problems().forEach(problem -> findings.add(Finding.problem(Topic.CONFIGURATION, problem)));
            findings.addAll(Diagnosis.withoutSettings("the configuration is a problem"));
            return DoctorView.of(word(), Optional.empty(), findings, Optional.empty());
        }
    }

    private String program() {
        String[] version = spec.root().version();
        return String.join(" ", version).replace("verdigris", "Verdigris") + ", Java "
                + System.getProperty("java.version") + ", " + System.getProperty("os.name") + " "
                + System.getProperty("os.arch");
    }

    private static EngineOptions options(Settings settings) {
        return settings.limits()
                .statement()
                .map(EngineOptions.DEFAULT::withStatementTimeout)
                .orElse(EngineOptions.DEFAULT);
    }

    /** The deployment that deploy would begin. If the models are those of dbt, dbt would build them. */
    private DeployRequest deployment(Settings settings) {
        DeployRequest request = DeployRequest.DEFAULT
                .withInit(InitRequest.DEFAULT.withAccept(settings.accept()))
                .withCheck(CheckMixin.request(settings, context(), OutputFormat.JSON))
                .withPromote(PromoteRequest.DEFAULT.withSinks(settings.sinks()).withAccept(settings.accept()));
        Optional<ExecRequest> builder = BuilderMixin.request(settings, context(), OutputFormat.JSON);
        if (builder.isPresent()) {
            return request.withExec(builder.get());
        }
        return settings.models().isPresent()
                ? request.withBuild(BuildRequest.of(ProjectMixin.models(settings)))
                : request.withExec(BuilderMixin.request(List.of("dbt", "run"), settings, context(), OutputFormat.JSON));
    }
}
