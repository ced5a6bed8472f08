package dev.verdigris.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.config.SettingsResult;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.syntax.Splitter;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.ProgressListener;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.BuildRequest;
import dev.verdigris.engine.request.CheckRequest;
import dev.verdigris.engine.request.DeployRequest;
import dev.verdigris.engine.request.DropRequest;
import dev.verdigris.engine.request.InitRequest;
import dev.verdigris.engine.request.PromoteRequest;
import dev.verdigris.engine.request.RollbackRequest;

/** The verbs of the demonstration on one server. Each ends the demonstration if it fails. */
final class Stage {

    private static final AwaitRequest PATIENCE =
            AwaitRequest.builder().timeout(Duration.ofMinutes(5)).build();

    private final Path example;
    private final Settings settings;
    private final ProgressListener listener;

    private Stage(Path example, Settings settings, ProgressListener listener) {
        this.example = example;
        this.settings = settings;
        this.listener = listener;
    }

    /** Prepares the example for a server. The user's own configuration is not used. */
    static Stage of(Path example, String url, ProgressListener listener) {
        SettingsResult result = new SettingsRequest(
                        example,
                        Map.of(),
                        Optional.of(example.resolve("verdigris.yml")),
                        Optional.empty(),
                        Map.of(Key.URL, List.of(url)))
                .resolve();
        return switch (result) {
            case SettingsResult.Resolved resolved -> new Stage(example, resolved.settings(), listener);
            case SettingsResult.Faulty faulty ->
                throw new DemoStopped("the example cannot be used", Outcome.USAGE, faulty.problems());
        };
    }

    Settings settings() {
        return settings;
    }

    /** Runs a script of the example, one statement at a time; returns the number of statements. */
    int script(String file) {
        String text = read(example.resolve(file));
        Splitter.Split script = Splitter.split(text);
        if (!script.problems().isEmpty()) {
            throw new IllegalStateException("the script " + file + " cannot be read: " + script.problems());
        }
        try (SqlSession session = open()) {
            for (List<Token> statement : script.statements()) {
                session.execute(text.substring(
                        statement.getFirst().start(), statement.getLast().end()));
            }
        }
        return script.statements().size();
    }

    SqlSession open() {
        return SqlSession.open(settings.connection(), Optional.empty(), notice -> {});
    }

    ConnectionSettings readerConnection() {
        return settings.connection().toBuilder()
                .applicationName("verdigris-demo-reader")
                .build();
    }

    String file(String name) {
        return read(example.resolve(name));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("the example lacks " + file, e);
        }
    }

    Report deploy(String version) {
        return run(engine -> engine.deploy(DeployRequest.builder()
                .building(BuildRequest.of(models(version)))
                .awaiting(PATIENCE)
                .checking(CheckRequest.of(checks(version)))
                .build()));
    }

    Report init() {
        return run(engine -> engine.init(InitRequest.DEFAULT));
    }

    Report build(String version) {
        return run(engine -> engine.build(BuildRequest.of(models(version))));
    }

    Report await() {
        return run(engine -> engine.await(PATIENCE));
    }

    Report check(String version) {
        return run(engine -> engine.check(CheckRequest.of(checks(version))));
    }

    /** Version 2 leaves a model out on purpose, so promotion and roll-back accept that. */
    Report promote() {
        return run(engine -> engine.promote(PromoteRequest.builder()
                .awaiting(PATIENCE)
                .accept(ProblemCode.INCOMPLETE)
                .build()));
    }

    Report rollback() {
        return run(engine -> engine.rollback(
                RollbackRequest.builder().accept(ProblemCode.INCOMPLETE).build()));
    }

    Report cleanup() {
        return run(engine -> engine.drop(DropRequest.PREVIOUS));
    }

    private Path models(String version) {
        return example.resolve(version).resolve("models");
    }

    private Path checks(String version) {
        return example.resolve(version).resolve("checks");
    }

    /** A call of the engine. */
    private interface Line {
        Report with(Verdigris engine);
    }

    private Report run(Line line) {
        Report report;
        try (Verdigris engine = Verdigris.configure(settings.connection(), settings.environment())
                .listener(listener)
                .load()) {
            report = line.with(engine);
        }
        if (report.outcome() != Outcome.DONE) {
            throw new DemoStopped(report.verb() + " did not end well", report.outcome(), report.problems());
        }
        return report;
    }
}
