package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.history.HistorySchema;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place.Setting;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.text.Suggestions;

/** The rules for the definition of an environment. They are checked before its pairs. */
final class EnvironmentRules {

    private static final List<String> RESERVED = List.of("mz_", "pg_");

    private EnvironmentRules() {}

    /** All mistakes in the definition of an environment; empty if there are none. */
    static List<Problem> problems(Environment environment) {
        List<Problem> problems = new ArrayList<>();
        if (environment.schemas().isEmpty() && environment.clusters().isEmpty()) {
            problems.add(new Problem(
                    ProblemCode.NO_PAIRS,
                    "environment " + environment.name() + " names neither a schema nor a cluster",
                    "environment " + environment.name(),
                    Fix.edit("list at least one schema or cluster", Setting.SCHEMAS, Setting.CLUSTERS)));
        }
        if (environment.suffix().isEmpty()) {
            problems.add(new Problem(
                    ProblemCode.BAD_SUFFIX,
                    "the suffix of environment " + environment.name() + " is empty",
                    "environment " + environment.name(),
                    Fix.edit("set it to " + Environment.DEFAULT_SUFFIX, Setting.SUFFIX)));
        } else {
            duplicates(environment, problems);
        }
        lock(environment, problems);
        lengths(environment, problems);
        reserved(environment, problems);
        return List.copyOf(problems);
    }

    /** Databases of the environment that do not exist. */
    static List<Problem> databases(DeploymentView view) {
        Environment environment = view.environment();
        return Stream.concat(
                        Stream.of(environment.database()),
                        environment.schemas().stream().map(SchemaName::database))
                .distinct()
                .filter(name -> view.catalog().database(name).isEmpty())
                .map(name -> noDatabase(view, name))
                .toList();
    }

    /** To correct a misspelled name comes first: a new database would be empty. */
    private static Problem noDatabase(DeploymentView view, Identifier name) {
        Collection<Identifier> known =
                view.catalog().databases().stream().map(Database::name).toList();
        String meant = Suggestions.clause(name.value(), known, Identifier::value);
        Fix create = Fix.sql(Ddl.createDatabase(name));
        return new Problem(
                ProblemCode.NO_DATABASE,
                "database " + name + " does not exist" + meant,
                "database " + name,
                meant.isEmpty()
                        ? create
                        : Fix.choice(
                                Fix.either("correct its name in the environment"), Fix.either("create it", create)));
    }

    private static void duplicates(Environment environment, List<Problem> problems) {
        Set<Target> names = new HashSet<>();
        environment.pairs().stream()
                .flatMap(pair -> Stream.of(pair.live(), pair.suffixed()))
                .filter(name -> !names.add(name))
                .map(name -> new Problem(
                        ProblemCode.DUPLICATE_PAIR,
                        name + " is in two pairs of the environment",
                        name.toString(),
                        Fix.edit(
                                "list each live name once, and no name that is the suffixed name of another pair",
                                Setting.SCHEMAS,
                                Setting.CLUSTERS)))
                .forEach(problems::add);
    }

    /**
     * A pair that contains a schema of the deployments themselves, which would be swapped and dropped with the pair.
     */
    private static void lock(Environment environment, List<Problem> problems) {
        for (LockNames names : LockNames.candidates(environment)) {
            reserved(environment, names.schema(), "the lock schema", problems);
            reserved(environment, HistorySchema.of(names.schema()).name(), "the history schema", problems);
        }
    }

    private static void reserved(Environment environment, SchemaName name, String what, List<Problem> problems) {
        Target schema = new Target.OfSchema(name);
        environment.pairs().stream()
                .filter(pair -> schema.equals(pair.live()) || schema.equals(pair.suffixed()))
                .forEach(pair -> problems.add(new Problem(
                        ProblemCode.DUPLICATE_PAIR,
                        schema + " is in the pair of " + pair.live() + ", and it is " + what + " of environment "
                                + environment.name(),
                        schema.toString(),
                        Fix.choice(
                                Fix.either("remove it", Fix.edit("remove " + pair.live(), Setting.SCHEMAS)),
                                Fix.either(
                                        "rename the environment",
                                        Fix.edit(
                                                "give the environment another name or suffix",
                                                Setting.ENVIRONMENT,
                                                Setting.SUFFIX))))));
    }

    private static void lengths(Environment environment, List<Problem> problems) {
        environment
                .pairs()
                .forEach(pair ->
                        length(pair.suffixed().lastPart(), pair.live().toString(), settingOf(pair.live()), problems));
        length(
                LockNames.of(environment).schema().schema(),
                "environment " + environment.name(),
                Setting.ENVIRONMENT,
                problems);
    }

    private static void length(Identifier name, String where, Setting setting, List<Problem> problems) {
        if (name.isTooLong()) {
            problems.add(new Problem(
                    ProblemCode.NAME_TOO_LONG,
                    "the name " + name + " would have " + name.byteLength() + " bytes, and the server allows "
                            + Identifier.MAX_BYTES,
                    where,
                    Fix.edit("shorten the suffix or the name", setting, Setting.SUFFIX)));
        }
    }

    private static void reserved(Environment environment, List<Problem> problems) {
        environment.pairs().stream()
                .map(Pair::live)
                .filter(live -> RESERVED.stream().anyMatch(live.lastPart().value()::startsWith))
                .map(live -> new Problem(
                        ProblemCode.NAME_RESERVED,
                        live + " has a name that is reserved for the server",
                        live.toString(),
                        Fix.edit("remove it", settingOf(live))))
                .forEach(problems::add);
    }

    private static Setting settingOf(Target target) {
        return target instanceof Target.OfSchema ? Setting.SCHEMAS : Setting.CLUSTERS;
    }
}
