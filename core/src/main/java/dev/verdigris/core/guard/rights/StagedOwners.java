package dev.verdigris.core.guard.rights;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.ResolvedPairs.Resolved;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/**
 * Finds what would get another owner through the swap: a build can give an object only to a role of which its role is a
 * member, and other tools do not copy owners at all. A live owner that is a system role is left out, because nobody can
 * give an object to it. An index has the owner of its relation.
 */
public final class StagedOwners {

    private final DeploymentView view;
    private final CatalogSnapshot catalog;
    private final Rights rights;
    private final Predicate<ObjectName> planned;
    private final List<Problem> problems = new ArrayList<>();

    private StagedOwners(DeploymentView view, Predicate<ObjectName> planned) {
        this.view = view;
        this.catalog = view.catalog();
        this.rights = Rights.of(catalog);
        this.planned = planned;
    }

    /**
     * One problem for each live schema, cluster and object whose counterpart has another owner.
     *
     * @param planned whether a staged relation does not exist yet
     */
    public static List<Problem> problems(DeploymentView view, Predicate<ObjectName> planned) {
        StagedOwners owners = new StagedOwners(view, planned);
        for (Resolved pair : view.pairs().all()) {
            if (pair.live().isPresent() && pair.suffixed().isPresent()) {
                Owned live = pair.live().get();
                owners.compare(
                        live,
                        pair.names().live(),
                        pair.suffixed().get(),
                        pair.names().suffixed(),
                        true);
            }
        }
        for (Item live : view.pairs().itemsOf(Side.LIVE)) {
            view.pairs().counterpartOf(live).ifPresent(staged -> owners.compare(live, staged));
        }
        return List.copyOf(owners.problems);
    }

    private void compare(Item live, Item staged) {
        if (!live.kind().privileges().isEmpty() && !staged.kind().privileges().isEmpty()) {
            boolean exists = !planned.test(catalog.nameOf(staged));
            compare(live, catalog.targetOf(live), staged, catalog.targetOf(staged), exists);
        }
    }

    private void compare(Owned live, Target target, Owned staged, Target counterpart, boolean exists) {
        if (!live.owner().isUser() || live.owner().equals(staged.owner())) {
            return;
        }
        String owner = catalog.nameOf(live.owner());
        String other = catalog.nameOf(staged.owner());
        problems.add(new Problem(
                ProblemCode.OTHER_OWNER,
                target + " belongs to " + owner + ", and its counterpart to " + other + ". After the swap, only "
                        + other + " and its members can change or drop the new version",
                target.toString(),
                fix(live, target, staged, counterpart, exists)));
    }

    private Fix fix(Owned live, Target target, Owned staged, Target counterpart, boolean exists) {
        Identifier owner = Messages.roleName(catalog, live.owner());
        List<Fix.Alternative> ways = new ArrayList<>();
        if (exists) {
            String give = Ddl.changeOwner(counterpart, owner);
            boolean able = rights.isMemberOf(live.owner()) && rights.owns(staged.owner());
            ways.add(Fix.either("give it to that owner", able ? Fix.sql(give) : Fix.bySuperuser(give)));
        }
        member(live, owner, staged, exists).ifPresent(ways::add);
        ways.add(Fix.accept(ProblemCode.OTHER_OWNER, Messages.subject(target), "promote it with its new owner"));
        return new Fix.Choice(ways);
    }

    /**
     * As soon as this role is a member, a build gives a new object to the owner of its live counterpart, and grants
     * does so with an object that exists.
     */
    private Optional<Fix.Alternative> member(Owned live, Identifier owner, Owned staged, boolean exists) {
        boolean given = live instanceof Item && view.lock().isPresent() && rights.owns(staged.owner());
        if (rights.isMemberOf(live.owner()) || exists && !given) {
            return Optional.empty();
        }
        Fix member = Fix.bySuperuser(Ddl.grantRole(owner, Identifier.of(rights.roleName())));
        return Optional.of(
                exists
                        ? Fix.either(
                                "make the role of this run a member of that owner, then carry the owners",
                                member.then(Fix.command(
                                        Verb.GRANTS, view.environment().name())))
                        : Fix.either("make the role of the build a member of that owner", member));
    }
}
