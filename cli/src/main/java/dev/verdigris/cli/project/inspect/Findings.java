package dev.verdigris.cli.project.inspect;

import java.io.File;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.option.CheckMixin;
import dev.verdigris.cli.option.ProjectMixin;
import dev.verdigris.cli.output.OutputFormat;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.cli.result.PlacedProblem;
import dev.verdigris.core.lint.EnvironmentNames;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.engine.Validation;
import dev.verdigris.engine.diagnosis.Opinion;
import dev.verdigris.engine.request.EngineOptions;
import dev.verdigris.engine.request.ModelSource;

/** What was found in several environments of one configuration. What several of them share is found once. */
final class Findings {

    private final List<Looked> environments = new ArrayList<>();
    private final Map<PlacedProblem, Set<String>> problems = new TreeMap<>();
    private final Map<PlacedProblem, Set<String>> warnings = new TreeMap<>();
    private final Map<String, Set<String>> notes = new LinkedHashMap<>();
    private final Map<PlacedProblem, Set<String>> unfit = new LinkedHashMap<>();
    private final Map<String, Set<String>> fitting = new LinkedHashMap<>();

    /**
     * An environment that was looked at.
     *
     * @param name its name
     * @param models how many model files it has
     * @param checks how many checks
     * @param asked about how many models the server was asked; empty if it was not to be asked
     */
    record Looked(String name, int models, int checks, Optional<Integer> asked) {}

    /**
     * A problem, and where it is.
     *
     * @param placed the problem
     * @param environments the environments that have it
     */
    record Found(PlacedProblem placed, List<String> environments) {}

    private final List<Settings> seen = new ArrayList<>();
    private final ProcessContext context;
    private final boolean compiled;
    private final boolean server;

    private Findings(ProcessContext context, boolean compiled, boolean server) {
        this.context = context;
        this.compiled = compiled;
        this.server = server;
    }

    /**
     * Looks at the chosen environment, or at all of them.
     *
     * @param compiled whether the models are what dbt has compiled
     * @param server whether the server of each environment is asked too
     */
    static Findings of(SettingsRequest request, ProcessContext context, boolean compiled, boolean server) {
        Findings findings = new Findings(context, compiled, server);
        SettingsRequest meant = server ? request : request.withoutServer();
        List<String> declared = meant.chooses() ? List.of() : meant.declared();
        if (declared.isEmpty()) {
            findings.add("", meant);
        }
        declared.forEach(name -> findings.add(name, meant.with(name)));
        findings.settle();
        return findings;
    }

    List<Looked> environments() {
        return List.copyOf(environments);
    }

    /** The problems by file and line. */
    List<Found> problems() {
        return found(problems);
    }

    /** What is unusual, by file and line. */
    List<Found> warnings() {
        return found(warnings);
    }

    List<String> notes() {
        return notes.entrySet().stream()
                .map(note -> note.getValue().size() == environments.size()
                        ? note.getKey()
                        : String.join(", ", note.getValue()) + ": " + note.getKey())
                .toList();
    }

    private static List<Found> found(Map<PlacedProblem, Set<String>> all) {
        return all.entrySet().stream()
                .map(entry -> new Found(entry.getKey(), List.copyOf(entry.getValue())))
                .toList();
    }

    private void add(String name, SettingsRequest request) {
        try {
            Settings settings = request.resolve();
            String known = settings.environment().name().value();
            Validation validation = Validation.of(
                    settings.environment(),
                    models(settings),
                    Optional.of(CheckMixin.checks(settings, context, OutputFormat.TEXT)));
            Opinion opinion = server
                    ? validation.ask(settings.connection(), EngineOptions.DEFAULT)
                    : new Opinion(0, List.of(), List.of());
            environments.add(new Looked(
                    known,
                    validation.models(),
                    validation.checks(),
                    server ? Optional.of(opinion.asked()) : Optional.empty()));
            validation.problems().forEach(problem -> put(problems, problem, known));
            opinion.problems().forEach(problem -> put(problems, problem, known));
            List<String> all = new ArrayList<>(validation.notes());
            if (models(settings).isEmpty()) {
                all.add("A builder of another tool makes the models, so their files were not read. "
                        + ProjectMixin.COMPILED + " reads what dbt has compiled.");
            }
            others(settings).forEach(problem -> put(problems, problem, known));
            all.addAll(opinion.notAsked());
            all.addAll(settings.notes());
            settings.origins().noServer().ifPresent(reason -> all.add("The server is not known: " + reason + "."));
            all.forEach(note ->
                    notes.computeIfAbsent(note, text -> new LinkedHashSet<>()).add(known));
            settings.origins().named().forEach(named -> named(named, settings, validation, known));
        } catch (StoppedException fault) {
            environments.add(new Looked(name, 0, 0, Optional.empty()));
            fault.problems().forEach(problem -> put(problems, problem, name));
        }
    }

    /** The models that Verdigris builds; empty if a builder of another tool has them. */
    private Optional<ModelSource> models(Settings settings) {
        if (compiled) {
            return Optional.of(ProjectMixin.compiled(settings));
        }
        return settings.builder().isPresent()
                ? Optional.empty()
                : settings.models().map(ModelSource.Directory::new);
    }

    private void put(Map<PlacedProblem, Set<String>> into, Problem problem, String environment) {
        into.computeIfAbsent(PlacedProblem.of(below(problem)), placed -> new LinkedHashSet<>())
                .add(environment);
    }

    /** The collisions with environments that were looked at before and that are on the same server. */
    private List<Problem> others(Settings settings) {
        List<Problem> collisions = seen.stream()
                .filter(other -> server(other).equals(server(settings)))
                .flatMap(other -> EnvironmentNames.collisions(other.environment(), settings.environment()).stream())
                .toList();
        seen.add(settings);
        return collisions;
    }

    /** What tells servers apart; of one that is not known, the reason. */
    private static String server(Settings settings) {
        return settings.origins()
                .noServer()
                .orElseGet(() -> settings.connection().host() + ":"
                        + settings.connection().port());
    }

    /** The problem with the paths of files as the user sees them: relative to the working directory. */
    private Problem below(Problem problem) {
        Fix fix = problem.fix() instanceof Fix.Edit edit && edit.place() instanceof Place.Line line
                ? new Fix.Edit(new Place.Line(below(line.file()), line.line()), edit.change())
                : problem.fix();
        return new Problem(problem.code(), below(problem.what()), below(problem.where()), fix, problem.change());
    }

    private String below(String text) {
        return text.replace(context.directory().toAbsolutePath().normalize() + File.separator, "");
    }

    /** A setting for several environments is about nothing only if it is about nothing in all of them. */
    private void named(Settings.Named named, Settings settings, Validation validation, String environment) {
        String setting = named.key() + " " + named.origin() + " " + named.subject() + " " + named.consent();
        Optional<String> reason = isUnknown(named, settings) ? Optional.empty() : reason(named, validation);
        if (reason.isEmpty()) {
            fitting.computeIfAbsent(setting, text -> new LinkedHashSet<>()).add(environment);
        } else {
            unfit.computeIfAbsent(PlacedProblem.of(unfit(named, reason.get())), placed -> new LinkedHashSet<>())
                    .add(setting + "\0" + environment);
        }
        named.consent()
                .filter(consent -> consent.isExpired(Instant.now()))
                .ifPresent(consent -> put(
                        warnings,
                        problem(
                                named,
                                "the consent to " + consent.words() + " does not count any more: its last day was "
                                        + consent.expires().orElseThrow(),
                                "remove it, or write a later day"),
                        environment));
    }

    /** Whether a name may be right in the database of a connection that is not known. */
    private static boolean isUnknown(Settings.Named named, Settings settings) {
        Identifier database = settings.environment().database();
        boolean check = named.consent()
                .filter(consent -> consent.code() == ProblemCode.CHECK_FAILED)
                .isPresent();
        boolean other = named.subject()
                .filter(subject -> !check)
                .map(Subject::parts)
                .filter(parts -> parts.size() > 1 && !parts.getFirst().equals(database))
                .isPresent();
        return other && settings.origins().noServer().isPresent();
    }

    private static Optional<String> reason(Settings.Named named, Validation validation) {
        return named.consent()
                .map(validation::unfit)
                .orElseGet(() ->
                        named.subject().flatMap(subject -> validation.unfit(subject, named.key() == Key.READY_EXEMPT)));
    }

    private static Problem unfit(Settings.Named named, String reason) {
        String setting = named.consent()
                .map(consent -> "the consent to " + consent.code().code())
                .orElse(named.key().path());
        return problem(named, setting + " " + reason, "correct the name, or remove the entry");
    }

    private static Problem problem(Settings.Named named, String what, String fix) {
        Fix how =
                named.origin().line().<Fix>map(line -> new Fix.Edit(line, fix)).orElseGet(() -> Fix.advice(fix));
        return new Problem(ProblemCode.BAD_CONFIG, what, named.origin().text(), how);
    }

    private void settle() {
        unfit.forEach((placed, uses) -> uses.forEach(use -> {
            String setting = use.substring(0, use.indexOf('\0'));
            if (!fitting.containsKey(setting)) {
                problems.computeIfAbsent(placed, each -> new LinkedHashSet<>())
                        .add(use.substring(use.indexOf('\0') + 1));
            }
        }));
    }
}
