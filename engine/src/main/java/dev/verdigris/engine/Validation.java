package dev.verdigris.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.lint.ProjectNames;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProject;
import dev.verdigris.core.model.ModelResult;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.diagnosis.Opinion;
import dev.verdigris.engine.internal.diagnosis.ServerQuestions;
import dev.verdigris.engine.internal.project.ProjectChecks;
import dev.verdigris.engine.internal.project.ProjectFiles;
import dev.verdigris.engine.internal.project.SqlFiles;
import dev.verdigris.engine.request.Checks;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.ModelSource;

/**
 * What can be said about the definition of an environment and the files of its project without a server. The files are
 * read once. Nothing is changed.
 */
public final class Validation {

    private final Environment environment;
    private final ProjectFiles files;
    private final Optional<List<BuildStatement>> statements;
    private final ProjectNames names;

    private Validation(Environment environment, ProjectFiles files) {
        this.environment = environment;
        this.files = files;
        this.statements = files.models()
                .filter(models -> models.problems().isEmpty())
                .flatMap(models -> statements(models, environment));
        this.names = new ProjectNames(environment, statements, files.checks().flatMap(Validation::checkNames));
    }

    /**
     * Reads the files.
     *
     * @param models the models; empty if another tool builds
     * @param checks the checks; empty if there are none
     */
    public static Validation of(Environment environment, Optional<ModelSource> models, Optional<Checks> checks) {
        return new Validation(environment, ProjectFiles.of(models, checks, environment));
    }

    private static Optional<List<BuildStatement>> statements(SqlFiles models, Environment environment) {
        return switch (ModelProject.of(models.files(), environment.targetNames())) {
            case ModelResult.Resolved resolved ->
                Optional.of(resolved.layers().stream().flatMap(List::stream).toList());
            case ModelResult.Broken broken -> Optional.empty();
        };
    }

    /** The names of all checks; empty if a tool of its own defines some of them, or a file cannot be read. */
    private static Optional<Set<String>> checkNames(ProjectChecks checks) {
        boolean known = checks.tests().isEmpty() && checks.problems().isEmpty();
        return known
                ? Optional.of(
                        checks.files().files().stream().map(ModelFile::path).collect(Collectors.toSet()))
                : Optional.empty();
    }

    /** The number of model files; 0 if another tool builds. */
    public int models() {
        return files.models().map(models -> models.files().size()).orElse(0);
    }

    /** The number of files of checks. */
    public int checks() {
        return files.checks().map(checks -> checks.files().files().size()).orElse(0);
    }

    /** All mistakes in the definition of the environment, in the models and in the checks, sorted. */
    public List<Problem> problems() {
        VerbGuardrails guards = new VerbGuardrails(Verb.BUILD);
        guards.definition(environment);
        return Stream.of(guards.problems(), files.mistakes(environment), names.problems())
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .toList();
    }

    /** What the user should know of, such as files that were left out. */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        files.models().ifPresent(models -> notes.addAll(models.notes()));
        files.checks().ifPresent(checks -> notes.addAll(checks.notes()));
        return List.copyOf(notes);
    }

    /**
     * Asks a server about the query of each model. Models that a query reads need not exist there: their queries are part
     * of the question. Nothing is created, and no query runs.
     *
     * @param options the limits of statements
     */
    public Opinion ask(ConnectionSettings connection, EngineOptions options) {
        if (statements.isEmpty()) {
            return files.models().isEmpty()
                    ? new Opinion(0, List.of(), List.of())
                    : new Opinion(
                            0, List.of(), List.of("The server was not asked, because the model files have problems."));
        }
        List<ModelFile> all = files.models().orElseThrow().files();
        return ServerQuestions.ask(
                connection, environment, ModelProject.questions(all, environment.targetNames()), options);
    }

    /**
     * Why a setting about an object has no effect, as the end of a sentence that begins with the setting, such as
     * {@code names a.b.c, which no model file defines}; empty if it has one, or if that is not known.
     *
     * @param indexes whether it may be about an index too
     */
    public Optional<String> unfit(Subject subject, boolean indexes) {
        return names.unfit(subject, indexes);
    }

    /** Why a consent can end no problem of this environment, in the same form; empty if it can, or if that is not known. */
    public Optional<String> unfit(Consent consent) {
        return names.unfit(consent);
    }
}
