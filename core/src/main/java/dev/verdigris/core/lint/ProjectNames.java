package dev.verdigris.core.lint;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.text.Suggestions;

/**
 * The names of a project: what its model files and its checks define.
 *
 * @param environment the environment
 * @param statements the statements of the model files; empty if they are not known
 * @param checks the names of the checks; empty if not all of them are known
 */
public record ProjectNames(
        Environment environment, Optional<List<BuildStatement>> statements, Optional<Set<String>> checks) {

    private static final int FULL_NAME = 3;

    /** Codes of problems about what is in the pairs: an object, a schema or a cluster of a live or a suffixed name. */
    private static final Set<ProblemCode> INSIDE = EnumSet.of(
            ProblemCode.DRIFTED,
            ProblemCode.STAGED_CHANGED,
            ProblemCode.PREVIOUS_CHANGED,
            ProblemCode.LOST_BY_ROLLBACK,
            ProblemCode.HOLDS_DATA,
            ProblemCode.INCOMPLETE,
            ProblemCode.OTHER_OWNER);

    public ProjectNames {
        statements = statements.map(List::copyOf);
        checks = checks.map(Set::copyOf);
    }

    /** The names of model files that the server would refuse: two of one name, and names that are too long. */
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Map<ObjectName, BuildStatement> holders = new HashMap<>();
        for (BuildStatement statement : statements.orElse(List.of())) {
            created(statement).ifPresent(name -> {
                if (name.name().isTooLong()) {
                    problems.add(tooLong(statement, name.name()));
                }
                BuildStatement other = holders.putIfAbsent(name, statement);
                if (other != null) {
                    problems.add(problem(
                            statement,
                            "the name " + name + " is created twice, first at " + other.place()
                                    + "; views, materialized views and indexes of a schema share their names",
                            "give one of them another name"));
                }
            });
            statement.columns().stream()
                    .flatMap(List::stream)
                    .filter(Identifier::isTooLong)
                    .forEach(column -> problems.add(tooLong(statement, column)));
        }
        return problems;
    }

    /** What a statement creates in the schema of its file, if its text says the name. */
    private static Optional<ObjectName> created(BuildStatement statement) {
        return switch (statement.effect()) {
            case Effect.View view -> Optional.of(statement.live());
            case Effect.MaterializedView view -> Optional.of(statement.live());
            case Effect.Index index ->
                index.name().map(name -> statement.live().schema().object(name.value()));
            case Effect.Comment comment -> Optional.empty();
            case Effect.Grant grant -> Optional.empty();
        };
    }

    private static Problem tooLong(BuildStatement statement, Identifier name) {
        return problem(
                statement,
                "the name " + name + " has " + name.byteLength() + " bytes, and the server allows "
                        + Identifier.MAX_BYTES,
                "shorten the name");
    }

    private static Problem problem(BuildStatement statement, String what, String fix) {
        return new Problem(
                ProblemCode.BAD_MODEL,
                what,
                statement.place(),
                new Fix.Edit(new Place.Line(statement.file(), statement.line()), fix));
    }

    /**
     * Why a setting about an object of the environment has no effect, as the end of a sentence that begins with the
     * setting; empty if it has one, or if that is not known.
     *
     * @param indexes whether it may be about an index too
     */
    public Optional<String> unfit(Subject subject, boolean indexes) {
        Optional<ObjectName> name = full(subject);
        if (name.isEmpty()) {
            return Optional.of("names " + subject + ", which is not the full name of an object");
        }
        SchemaName schema = name.get().schema();
        if (!environment.schemas().contains(schema)) {
            return Optional.of("names " + subject + ", and schema " + schema + " is not in environment "
                    + environment.name()
                    + Suggestions.clause(
                            schema.schema().value(),
                            environment.schemas(),
                            known -> known.schema().value()));
        }
        return statements.filter(all -> !defines(all, name.get(), indexes)).map(all -> {
            List<ObjectName> models = all.stream()
                    .filter(BuildStatement::createsRelation)
                    .map(BuildStatement::live)
                    .toList();
            return "names " + subject + ", which no model file defines"
                    + Suggestions.clause(
                            name.get().name().value(),
                            models,
                            known -> known.name().value());
        });
    }

    private static Optional<ObjectName> full(Subject subject) {
        List<Identifier> parts = subject.parts();
        return parts.size() == FULL_NAME
                ? Optional.of(new ObjectName(new SchemaName(parts.get(0), parts.get(1)), parts.get(2)))
                : Optional.empty();
    }

    private static boolean defines(Collection<BuildStatement> all, ObjectName name, boolean indexes) {
        return all.stream().anyMatch(statement -> {
            boolean unnamed = statement.effect() instanceof Effect.Index index
                    && index.name().isEmpty();
            boolean given = unnamed
                    && statement.live().schema().equals(name.schema())
                    && name.name().value().startsWith(statement.live().name().value() + "_");
            boolean index = statement.effect() instanceof Effect.Index;
            boolean created = created(statement).filter(name::equals).isPresent();
            return created && (indexes || !index) || indexes && given;
        });
    }

    /** Why a consent can end no problem of this environment, in the same form. */
    public Optional<String> unfit(Consent consent) {
        if (!consent.isNarrow()) {
            return Optional.of(
                    consent.code().hasSubject()
                            ? "does not name what it is about, so it does not count"
                            : "has a name, but a problem of this code is about the whole deployment, so it does not"
                                    + " count");
        }
        return consent.subject()
                .flatMap(subject -> consent.code() == ProblemCode.CHECK_FAILED
                        ? unfitCheck(subject)
                        : Optional.of(subject)
                                .filter(named -> INSIDE.contains(consent.code()) && !isInside(named))
                                .map(named -> "names " + named + ", which is in no pair of environment "
                                        + environment.name()));
    }

    private Optional<String> unfitCheck(Subject subject) {
        String name = subject.parts().getFirst().value();
        return checks.filter(known -> subject.parts().size() != 1 || !known.contains(name))
                .map(known -> "names check " + subject + ", and there is no check of that name"
                        + Suggestions.clause(name, known, text -> text));
    }

    private boolean isInside(Subject subject) {
        List<Identifier> parts = subject.parts();
        Target target = parts.size() == 1
                ? new Target.OfCluster(parts.getFirst())
                : new Target.OfSchema(new SchemaName(parts.get(0), parts.get(1)));
        return environment.pairs().stream()
                .flatMap(pair -> Stream.of(pair.live(), pair.suffixed()))
                .anyMatch(target::equals);
    }
}
