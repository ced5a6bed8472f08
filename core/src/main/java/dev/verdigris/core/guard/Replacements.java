package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Replacement;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/**
 * Finds replacements of materialized views that wait inside a pair. A replacement that is applied after a swap would
 * change the other version.
 */
final class Replacements {

    private Replacements() {}

    static List<Problem> problems(CatalogSnapshot catalog, ResolvedPairs sides) {
        List<Problem> problems = new ArrayList<>();
        for (Replacement pending : catalog.replacements()) {
            Optional<Item> replacement = catalog.item(pending.replacement());
            Optional<Item> target = catalog.item(pending.target());
            if (replacement.isEmpty() || target.isEmpty()) {
                continue;
            }
            boolean inside =
                    sides.sideOf(replacement.get()) != Side.OUTSIDE || sides.sideOf(target.get()) != Side.OUTSIDE;
            if (inside) {
                String what = Messages.of(catalog, replacement.get());
                problems.add(new Problem(
                        ProblemCode.REPLACEMENT_PENDING,
                        what + " is a pending replacement of " + catalog.nameOf(target.get()),
                        what,
                        sides.sideOf(target.get()) == Side.SUFFIXED
                                ? ofStaged(catalog, target.get(), replacement.get())
                                : ofLive(catalog)));
            }
        }
        return problems;
    }

    private static Fix ofStaged(CatalogSnapshot catalog, Item target, Item replacement) {
        Hazard hazard = Hazard.REPLACEMENTS_DESTROY;
        if (hazard.threatens(catalog.session())) {
            return Fix.choice(
                    Fix.either(hazard.wayOut() + ", then apply it, because " + hazard.of(catalog.session())),
                    Fix.either("drop it", Messages.drop(catalog, replacement)));
        }
        return Fix.choice(
                Fix.either(
                        "apply it", Fix.sql(Ddl.applyReplacement(catalog.nameOf(target), catalog.nameOf(replacement)))),
                Fix.either("drop it", Messages.drop(catalog, replacement)));
    }

    /** No statement is shown: to apply it changes what the readers of the live side see. */
    private static Fix ofLive(CatalogSnapshot catalog) {
        Hazard hazard = Hazard.REPLACEMENTS_DESTROY;
        String danger = hazard.threatens(catalog.session()) ? "; but " + hazard.of(catalog.session()) : "";
        return Fix.choice(
                Fix.either("its owner applies it, which changes the live version" + danger),
                Fix.either("if it is not needed, its owner drops it"));
    }
}
