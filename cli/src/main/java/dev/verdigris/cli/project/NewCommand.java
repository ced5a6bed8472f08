package dev.verdigris.cli.project;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

import dev.verdigris.cli.option.OutputMixin;
import dev.verdigris.cli.output.OutputOptions;
import dev.verdigris.cli.output.ProcessContext;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Count;
import dev.verdigris.engine.connection.ConnectionSettings;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Creates the files of a project. It needs no server. */
@Command(name = "new", header = "Create a project with a first model, a check and the setup of its server.")
public final class NewCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIRECTORY", description = "The directory of the project. It must be new or empty.")
    private Path directory = Path.of(".");

    @Option(
            names = "--kind",
            paramLabel = "KIND",
            order = 1,
            converter = KindConverter.class,
            description = "Who builds the models: sql (files of plain SQL) or dbt. Default: sql.")
    private Scaffold.Kind kind = Scaffold.Kind.SQL;

    @Option(
            names = "--name",
            paramLabel = "NAME",
            order = 2,
            description = "The beginning of the names of schemas and clusters: lower-case letters, digits and _."
                    + " Default: made of the directory's name.")
    private Optional<String> name = Optional.empty();

    @Option(
            names = "--database",
            paramLabel = "NAME",
            order = 3,
            description = "The database of the schemas. Default: materialize.")
    private String database = ConnectionSettings.DEFAULT_DATABASE;

    @Mixin
    private final OutputMixin output = new OutputMixin();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    private final ProcessContext context;

    /** Prepares. */
    public NewCommand(ProcessContext context) {
        this.context = context;
    }

    /** Reads a kind. */
    static final class KindConverter implements ITypeConverter<Scaffold.Kind> {
        @Override
        public Scaffold.Kind convert(String text) {
            return Stream.of(Scaffold.Kind.values())
                    .filter(kind -> kind.toString().equals(text))
                    .findFirst()
                    .orElseThrow(() -> new TypeConversionException("--kind must be sql or dbt, not " + text));
        }
    }

    @Override
    public Integer call() {
        Path target = context.directory().resolve(directory).toAbsolutePath().normalize();
        Scaffold scaffold = new Scaffold(kind, name(target), database());
        NewFiles files = new NewFiles(target, scaffold.files());
        OutputOptions options = output.resolve(context);
        List<Problem> obstacles = obstacles(target, files);
        if (!obstacles.isEmpty()) {
            return ProjectView.failure("new", context, options, obstacles);
        }
        List<FileView> written = new ArrayList<>();
        Optional<Problem> stopped = files.write(written);
        String shown = ProjectView.shown(context, target);
        List<Problem> problems = stopped.stream().toList();
        String headline = problems.isEmpty()
                ? "The project " + scaffold.name() + " is in " + (shown.equals(".") ? "this directory" : shown) + "."
                : (written.isEmpty() ? "No file" : "Only " + Count.of(written.size(), "file")) + " of the project in "
                        + shown + " could be written.";
        return ProjectView.of(
                        "new",
                        headline,
                        shown,
                        false,
                        written,
                        problems,
                        notes(target),
                        problems.isEmpty() ? scaffold.commands(shown) : List.of())
                .show(context, options, problems);
    }

    private static String directoryName(Path target) {
        return Optional.ofNullable(target.getFileName()).map(Path::toString).orElse("");
    }

    private List<String> notes(Path target) {
        return name.isPresent() || Scaffold.namesProject(directoryName(target))
                ? List.of()
                : List.of(
                        "The directory's name cannot begin the names of schemas. Choose another beginning with --name.");
    }

    private String name(Path target) {
        String given = name.orElseGet(() -> Scaffold.nameOf(directoryName(target)));
        if (!Scaffold.NAME.matcher(given).matches()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "--name must begin with a letter, have only lower-case letters, digits and _, at most 64, and not"
                            + " begin with mz_ or pg_");
        }
        return given;
    }

    private Identifier database() {
        try {
            return Identifier.of(database);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--database: " + e.getMessage(), e);
        }
    }

    /** One problem for each file in the way: those that would be replaced, and those that do not belong to it. */
    private static List<Problem> obstacles(Path target, NewFiles files) {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) && !Files.isDirectory(target)) {
            return List.of(NewFiles.inTheWay(target, "is no directory"));
        }
        try {
            List<Problem> obstacles = new ArrayList<>(files.obstacles());
            files.others()
                    .forEach(other -> obstacles.add(
                            NewFiles.inTheWay(target.resolve(other), "is there and is no file of a new project")));
            return obstacles;
        } catch (IOException unreadable) {
            return List.of(new Problem(
                    ProblemCode.FILE_NOT_WRITTEN,
                    "the directory cannot be read: " + NewFiles.reason(unreadable),
                    "file " + target,
                    Fix.advice("choose another directory")));
        }
    }
}
