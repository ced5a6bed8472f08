package dev.verdigris.cli.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.model.syntax.Splitter;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.report.Report;
import dev.verdigris.engine.Verdigris;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.internal.connection.SqlSession;
import dev.verdigris.engine.progress.ProgressListener;

/** The server and the example of a demonstration. */
final class Stage {

    private final Path example;
    private final Settings settings;
    private final ProgressListener listener;

    Stage(Path example, Settings settings, ProgressListener listener) {
        this.example = example;
        this.settings = settings;
        this.listener = listener;
    }

    /**
     * The settings of the example for a server. The user's own configuration is not used.
     *
     * @throws StoppedException if the example's configuration has a mistake
     */
    static Settings settings(Path example, String url) {
        Optional<Path> file = Optional.of(example.resolve("verdigris.yml"));
        return new SettingsRequest(example, Map.of(), file, Optional.empty(), Map.of(Key.URL, List.of(url))).resolve();
    }

    Environment environment() {
        return settings.environment();
    }

    /** Runs a script of the example, one statement at a time. Returns the number of statements. */
    int script(String file) {
        String text = read(file);
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

    private String read(String name) {
        Path file = example.resolve(name);
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException("the example lacks " + file, e);
        }
    }

    SqlSession open() {
        return SqlSession.open(settings.connection(), Optional.empty(), notice -> {});
    }

    /** Starts clients that read on the last cluster of the environment. */
    Readers readers(int count, ReadLog log) {
        ConnectionSettings connection = settings.connection().withApplicationName("verdigris-demo-reader");
        Optional<String> cluster =
                environment().clusters().reversed().stream().findFirst().map(Identifier::value);
        return Readers.start(count, connection, cluster, read("reader.sql"), log);
    }

    /**
     * Runs a verb.
     *
     * @throws StoppedException if it fails
     */
    Report run(Function<Verdigris, Report> verb) {
        try (Verdigris engine = Verdigris.configure(settings.connection(), environment())
                .listener(listener)
                .load()) {
            Report report = verb.apply(engine);
            if (report.outcome() != Outcome.DONE) {
                throw new StoppedException(report.problems());
            }
            return report;
        }
    }
}
