package dev.verdigris.core.adoption;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Messages;

/** The reasons why an object has no model file. */
final class LeftOut {

    private static final Fix ELSEWHERE = Fix.choice(
            Fix.either("leave it where it is, and release the views from a schema of their own (--as)"),
            Fix.either("create another one in a schema that is not part of the environment, and let the models read"
                    + " that"));

    private LeftOut() {}

    /** The problem of an object that is no model; empty for an index that is in the file of its model. */
    static Optional<Problem> of(CatalogSnapshot catalog, Item item, List<Item> models) {
        return switch (item.kind()) {
            case VIEW, MATERIALIZED_VIEW ->
                Optional.of(problem(
                        catalog,
                        item,
                        "has no definition in the catalog that the role can read",
                        Fix.advice("write its file by hand, or adopt it as a role that sees it")));
            case INDEX -> index(catalog, item, models);
            case TABLE, SOURCE, CONNECTION, SECRET ->
                Optional.of(problem(
                        catalog, item, "contains data or state, which a model file cannot create again", ELSEWHERE));
            case SINK ->
                Optional.of(problem(
                        catalog,
                        item,
                        "writes into another system, and a model file only defines a computation",
                        Fix.choice(
                                Fix.either(
                                        "leave it where it is, and release the views from a schema of their own (--as)"),
                                Fix.either("create another one in a schema and a cluster that are not part of the"
                                        + " environment"))));
            case TYPE, FUNCTION ->
                Optional.of(problem(catalog, item, "is no view, and model files define only views", ELSEWHERE));
            case OTHER ->
                Optional.of(
                        problem(
                                catalog,
                                item,
                                "has a kind that Verdigris does not know",
                                Fix.choice(
                                        Fix.either("use a version of Verdigris that knows its kind"),
                                        Fix.either(
                                                "leave it where it is, and release the views from a schema of their own (--as)"))));
        };
    }

    private static Optional<Problem> index(CatalogSnapshot catalog, Item index, List<Item> models) {
        Optional<Item> on = index.on().flatMap(catalog::item);
        if (on.filter(models::contains).isEmpty()) {
            String relation = on.map(item -> Messages.of(catalog, item)).orElse("a relation that is not shown");
            return Optional.of(
                    problem(catalog, index, "is on " + relation + ", which no model file creates", ELSEWHERE));
        }
        return index.createSql().isPresent()
                ? Optional.empty()
                : Optional.of(problem(
                        catalog,
                        index,
                        "has no definition in the catalog that the role can read",
                        Fix.advice("write it into the file of its view by hand")));
    }

    /** The problem of an object, with the reason as a clause after its name. */
    static Problem problem(CatalogSnapshot catalog, Item item, String why, Fix fix) {
        String what = Messages.of(catalog, item);
        return new Problem(ProblemCode.NOT_ADOPTED, what + " " + why, what, fix);
    }
}
