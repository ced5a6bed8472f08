package dev.verdigris.core.check;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProblem;
import dev.verdigris.core.model.TargetNames;
import dev.verdigris.core.name.Identifier;

/**
 * One check of a project: a file of {@code checks}. It is a query that must return no rows, or a template and no
 * query. Without a header it is an error, is for the staged side, and accepts no row.
 */
public final class ProjectCheck {

    private final ModelFile file;
    private final int line;
    private final Severity severity;
    private final When when;
    private final Tolerance tolerance;
    private final Optional<String> owner;
    private final Optional<Duration> timeout;
    private final Optional<String> description;
    private final Optional<Template> template;

    private ProjectCheck(ModelFile file, Header header, HeaderValues values) {
        Optional<Tolerance> written = values.tolerance();
        this.file = file;
        this.line = header.has(HeaderKey.CHECK) ? header.line(HeaderKey.CHECK) : 1;
        this.severity = values.constant(HeaderKey.SEVERITY, Severity.class).orElse(Severity.ERROR);
        this.when = values.constant(HeaderKey.WHEN, When.class).orElse(When.STAGED);
        this.tolerance = written.orElse(Tolerance.NONE);
        this.owner = values.text(HeaderKey.OWNER);
        this.timeout = values.duration(HeaderKey.TIMEOUT);
        this.description = values.text(HeaderKey.DESCRIPTION);
        this.template = new TemplateReader(header, values).read(written);
    }

    /** What the reading of a file gives. */
    public sealed interface Reading {}

    /** The file is a check. */
    public record Read(ProjectCheck check) implements Reading {}

    /**
     * The header has problems.
     *
     * @param problems all problems of the header, sorted by place; never empty
     */
    public record Broken(List<ModelProblem> problems) implements Reading {
        public Broken {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Reads the header of a file. The query is read by {@link CheckQuery#of}.
     *
     * @param targets what says the database of names that have none
     */
    public static Reading read(ModelFile file, TargetNames targets) {
        Header header = Header.of(file);
        ProjectCheck check = new ProjectCheck(file, header, new HeaderValues(header, targets.database()));
        if (!header.has(HeaderKey.CHECK)) {
            ofQuery(header, check.tolerance);
        }
        return header.problems().isEmpty() ? new Read(check) : new Broken(header.problems());
    }

    /** The sides on which the check of a file runs. If its header is wrong, that is the staged side. */
    public static When when(ModelFile file) {
        Header header = Header.of(file);
        return new HeaderValues(header, Identifier.of("none"))
                .constant(HeaderKey.WHEN, When.class)
                .filter(when -> header.problems().isEmpty())
                .orElse(When.STAGED);
    }

    private static void ofQuery(Header header, Tolerance tolerance) {
        Arrays.stream(HeaderKey.values())
                .filter(key -> key.isOfTemplate() && header.has(key))
                .forEach(key -> header.problem(
                        header.line(key),
                        "the key " + key.word() + " is for a template, and the file has no key check"));
        if (tolerance instanceof Tolerance.Percent) {
            header.problem(
                    header.line(HeaderKey.TOLERANCE), "the tolerance of a query is a number of rows, such as 3 rows");
        }
    }

    /** The file. */
    public ModelFile file() {
        return file;
    }

    /** The line of the check in its file, counted from 1. */
    public int line() {
        return line;
    }

    /** What it means if the check does not pass. */
    public Severity severity() {
        return severity;
    }

    /** The sides on which it runs. */
    public When when() {
        return when;
    }

    /** The failure with which it still passes. */
    public Tolerance tolerance() {
        return tolerance;
    }

    /** Who is to be asked about it. */
    public Optional<String> owner() {
        return owner;
    }

    /** Its time limit; empty means that of the run. */
    public Optional<Duration> timeout() {
        return timeout;
    }

    /** What it is for. */
    public Optional<String> description() {
        return description;
    }

    /** What must hold, as a clause, if the check is a template. */
    public Optional<String> expects() {
        return template.map(Template::expects);
    }

    Optional<Template> template() {
        return template;
    }
}
