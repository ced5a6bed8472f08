package dev.verdigris.core.guard.drift;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.inventory.Aspect;
import dev.verdigris.core.inventory.Fact;
import dev.verdigris.core.inventory.SideChange.Altered;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Fix.Statement;
import dev.verdigris.core.sql.ClusterDdl;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.Grantee;

/**
 * The statements that give a fact a value: those that make the change of one side on the other side too, and those that
 * undo it. There are none where an inventory knows too little, for facts that no deployment copies, and for a role that
 * does not exist any more.
 */
final class FactStatements {

    private final CatalogSnapshot catalog;

    FactStatements(CatalogSnapshot catalog) {
        this.catalog = catalog;
    }

    /** Makes the change on the other half or the counterpart too. */
    Fix.Alternative repeated(String label, Altered altered, Optional<CatalogId> other) {
        Optional<Place> found = other.flatMap(this::place);
        if (found.isEmpty()) {
            return Fix.either(label);
        }
        Place there = found.get();
        return alternative(label, isAllowed(there, altered.fact(), altered.now()), repeated(there, altered));
    }

    private List<Statement> repeated(Place there, Altered altered) {
        if (there.owned() instanceof Cluster cluster && altered.fact().aspect().isOfCluster()) {
            return catalog.cluster(new ClusterId(altered.part().id().value())).stream()
                    .flatMap(changed -> SettingStatements.copied(changed, cluster, altered.fact()).stream())
                    .toList();
        }
        return altered.fact().aspect() == Aspect.COMMENT
                ? comment(there, catalog.comment(altered.part().id()))
                : statements(there, altered.now(), altered.fact(), wanted(there, altered));
    }

    /** Gives a cluster a setting of another one. */
    Fix.Alternative copied(String label, Cluster from, Cluster to, Fact fact) {
        Place there = new Place(new Target.OfCluster(to.name()), to);
        return alternative(label, isAllowed(there, fact, Optional.empty()), SettingStatements.copied(from, to, fact));
    }

    /** Undoes the change. Of a comment only a digest is known. */
    Fix.Alternative undone(String label, Altered altered) {
        Optional<Place> found = place(altered.part().id());
        if (found.isEmpty()) {
            return Fix.either(label);
        }
        Place place = found.get();
        return alternative(
                label,
                isAllowed(place, altered.fact(), altered.before()),
                statements(place, altered.before(), altered.fact(), altered.privilegesBefore()));
    }

    /**
     * The alternative with its statements, if there are any.
     *
     * @param allowed whether the role of the run may carry them out
     */
    private static Fix.Alternative alternative(String label, boolean allowed, List<Statement> statements) {
        if (statements.isEmpty()) {
            return Fix.either(label);
        }
        return Fix.either(
                label,
                new Fix.Sql(
                        allowed
                                ? statements
                                : statements.stream()
                                        .map(Statement::bySuperuser)
                                        .toList()));
    }

    /** Whether the role of the run owns a place, and may give it to the owner that the value names. */
    private boolean isAllowed(Place place, Fact fact, Optional<String> value) {
        Rights rights = Rights.of(catalog);
        return rights.owns(place.owned().owner())
                && (fact.aspect() != Aspect.OWNER
                        || value.filter(owner -> rights.isMemberOf(new RoleId(owner)))
                                .isPresent());
    }

    /** What a statement changes, with its name. */
    private record Place(Target target, Owned owned) {}

    private Optional<Place> place(CatalogId id) {
        if (id instanceof SchemaId schema) {
            return catalog.schema(schema).map(each -> new Place(new Target.OfSchema(catalog.nameOf(each)), each));
        }
        if (id instanceof ClusterId cluster) {
            return catalog.cluster(cluster).map(each -> new Place(new Target.OfCluster(each.name()), each));
        }
        return id instanceof ItemId item
                ? catalog.item(item).map(each -> new Place(catalog.targetOf(each), each))
                : Optional.empty();
    }

    private List<Statement> statements(Place place, Optional<String> value, Fact fact, Set<Privilege> privileges) {
        return switch (fact.aspect()) {
            case OWNER ->
                value.map(RoleId::new).filter(catalog::exists).stream()
                        .map(owner -> Statement.of(Ddl.changeOwner(place.target(), Messages.roleName(catalog, owner))))
                        .toList();
            case GRANT -> grants(place, fact.roles().getFirst(), privileges);
            case SIZE -> ofCluster(place, value, (cluster, size) -> ClusterDdl.setSize(cluster, Literal.of(size)));
            case REPLICATION_FACTOR ->
                ofCluster(
                        place,
                        value,
                        (cluster, factor) -> ClusterDdl.setReplicationFactor(cluster, Integer.parseInt(factor)));
            case NAME,
                    DEFAULT_PRIVILEGE,
                    COMMENT,
                    COLUMN_COMMENT,
                    READS,
                    SCHEDULE,
                    AVAILABILITY_ZONES,
                    INTROSPECTION,
                    AUTO_SCALING_STRATEGY,
                    REPLICA -> List.of();
        };
    }

    /** The privileges there after the same change. What differs for other reasons stays. */
    private static Set<Privilege> wanted(Place there, Altered altered) {
        if (altered.fact().aspect() != Aspect.GRANT) {
            return Set.of();
        }
        Set<Privilege> before = altered.privilegesBefore();
        Set<Privilege> now = altered.privilegesNow();
        Set<Privilege> held = there.owned().acl().granted(altered.fact().roles().getFirst());
        Set<Privilege> wanted = without(held, without(before, now));
        wanted.addAll(without(now, before));
        return wanted;
    }

    private List<Statement> grants(Place place, RoleId role, Set<Privilege> wanted) {
        Grantee grantee = Messages.grantee(catalog, role);
        Set<Privilege> held = place.owned().acl().granted(role);
        List<Statement> statements = new ArrayList<>();
        Set<Privilege> missing = without(wanted, held);
        if (!missing.isEmpty()) {
            statements.add(
                    Statement.of(Ddl.grant(place.target(), missing, grantee)).alone());
        }
        Set<Privilege> more = without(held, wanted);
        if (!more.isEmpty()) {
            statements.add(new Statement(
                            Ddl.revoke(place.target(), more, grantee),
                            Optional.empty(),
                            List.of(Ddl.grant(place.target(), more, grantee)))
                    .alone());
        }
        return statements;
    }

    private static Set<Privilege> without(Set<Privilege> some, Set<Privilege> others) {
        Set<Privilege> rest = EnumSet.noneOf(Privilege.class);
        rest.addAll(some);
        rest.removeAll(others);
        return rest;
    }

    private static List<Statement> ofCluster(
            Place place, Optional<String> value, BiFunction<Identifier, String, String> statement) {
        return place.target() instanceof Target.OfCluster cluster
                ? value.map(setting -> Statement.of(statement.apply(cluster.name(), setting))).stream()
                        .toList()
                : List.of();
    }

    /** The same comment there. A comment that is removed can be written again. */
    private List<Statement> comment(Place there, Optional<String> text) {
        return text.map(comment -> List.of(Statement.of(Ddl.comment(there.target(), comment))))
                .orElseGet(() -> catalog.comment(there.owned().id()).stream()
                        .map(old -> new Statement(
                                Ddl.uncomment(there.target()),
                                Optional.empty(),
                                List.of(Ddl.comment(there.target(), old))))
                        .toList());
    }
}
