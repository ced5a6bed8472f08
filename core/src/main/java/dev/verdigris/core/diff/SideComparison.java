package dev.verdigris.core.diff;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.LiveNames;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.diff.ContractChange.CommentChanged;
import dev.verdigris.core.diff.ContractChange.DefinitionChanged;
import dev.verdigris.core.diff.ContractChange.GrantGained;
import dev.verdigris.core.diff.ContractChange.GrantLost;
import dev.verdigris.core.diff.ContractChange.KindChanged;
import dev.verdigris.core.diff.ContractChange.ObjectAdded;
import dev.verdigris.core.diff.ContractChange.ObjectRemoved;
import dev.verdigris.core.diff.ContractChange.OwnerChanged;
import dev.verdigris.core.guard.rights.LostPrivileges;

/** Compares each object of the live side with its staged counterpart. An index belongs to the relation that it is on. */
public final class SideComparison {

    private final CatalogSnapshot catalog;
    private final ResolvedPairs pairs;
    private final LiveNames names;
    private final Readers readers;
    private final Map<List<Object>, String> columnComments = new HashMap<>();

    private SideComparison(DeploymentView view, DbtFacts dbt) {
        this.catalog = view.catalog();
        this.pairs = view.pairs();
        this.names = new LiveNames(view);
        this.readers = new Readers(view, dbt);
        for (Comment comment : catalog.comments()) {
            comment.column()
                    .ifPresent(position -> columnComments.put(List.of(comment.target(), position), comment.text()));
        }
    }

    /**
     * Compares the live side with the staged one in one reading of the catalog.
     *
     * @param dbt what dbt knows of readers outside the server
     * @throws dev.verdigris.core.catalog.CatalogPart.Unread if the columns were not read
     */
    public static ContractDiff of(DeploymentView view, DbtFacts dbt) {
        return new ContractDiff(new SideComparison(view, dbt).objects());
    }

    /** Every object of either side, with its changes. */
    private List<ObjectDiff> objects() {
        List<ObjectDiff> objects = new ArrayList<>();
        for (Item live : compared(Side.LIVE).toList()) {
            objects.add(
                    pairs.counterpartOf(live).map(staged -> both(live, staged)).orElseGet(() -> removed(live)));
        }
        compared(Side.SUFFIXED)
                .filter(staged -> pairs.counterpartOf(staged).isEmpty())
                .forEach(staged -> objects.add(added(staged)));
        return objects;
    }

    private Stream<Item> compared(Side side) {
        return pairs.itemsOf(side).stream().filter(item -> switch (item.kind()) {
            case TABLE, SOURCE, VIEW, MATERIALIZED_VIEW, TYPE, FUNCTION -> true;
            case INDEX, SINK, CONNECTION, SECRET, OTHER -> false;
        });
    }

    private ObjectDiff removed(Item live) {
        return diff(live, Optional.empty(), false, List.of(new ObjectRemoved(live.kind())));
    }

    private ObjectDiff added(Item staged) {
        Judge judge = new Judge(List.of());
        return new ObjectDiff(
                names.of(catalog.nameOf(staged)),
                Optional.empty(),
                Optional.of(staged.kind()),
                false,
                List.of(judge.judge(new ObjectAdded(staged.kind()))),
                List.of());
    }

    private ObjectDiff both(Item live, Item staged) {
        boolean redefined = !definition(live).equals(definition(staged));
        List<ContractChange> changes = new ArrayList<>();
        if (live.kind() != staged.kind()) {
            changes.add(new KindChanged(live.kind(), staged.kind()));
        }
        if (live.kind().isRelation() && staged.kind().isRelation()) {
            changes.addAll(ColumnDiff.of(catalog.columns(live.id()), catalog.columns(staged.id())));
            changes.addAll(IndexDiff.of(indexes(live), indexes(staged)));
        } else if (redefined) {
            changes.add(new DefinitionChanged(staged.kind()));
        }
        access(live, staged, changes);
        comments(live, staged, changes);
        return diff(live, Optional.of(staged.kind()), redefined, changes);
    }

    private ObjectDiff diff(Item live, Optional<ItemKind> staged, boolean redefined, List<ContractChange> changes) {
        List<Reader> known = readers.of(live);
        Judge judge = new Judge(known);
        return new ObjectDiff(
                catalog.nameOf(live),
                Optional.of(live.kind()),
                staged,
                redefined,
                changes.stream().map(judge::judge).toList(),
                known);
    }

    private Optional<String> definition(Item item) {
        return item.createSql().map(names::definition);
    }

    private List<IndexShape> indexes(Item relation) {
        return catalog.readers(relation.id()).stream()
                .flatMap(id -> catalog.item(id).stream())
                .filter(item -> item.kind() == ItemKind.INDEX
                        && item.on().filter(relation.id()::equals).isPresent())
                .map(index -> IndexShape.of(index, names))
                .toList();
    }

    /** The owner, and the privileges that are not those of an owner. */
    private void access(Item live, Item staged, List<ContractChange> changes) {
        if (!live.owner().equals(staged.owner())) {
            changes.add(new OwnerChanged(catalog.nameOf(live.owner()), catalog.nameOf(staged.owner())));
        }
        LostPrivileges.of(catalog, LostPrivileges.grantable(live, staged.kind()), staged.acl())
                .forEach((role, lost) -> changes.add(new GrantLost(catalog.nameOf(role), lost)));
        LostPrivileges.of(catalog, LostPrivileges.grantable(staged, live.kind()), live.acl())
                .forEach((role, gained) -> gained(staged, role, gained).ifPresent(changes::add));
    }

    private Optional<ContractChange> gained(Item staged, RoleId role, Set<Privilege> gained) {
        return role.equals(staged.owner())
                ? Optional.empty()
                : Optional.of(new GrantGained(catalog.nameOf(role), gained));
    }

    private void comments(Item live, Item staged, List<ContractChange> changes) {
        Optional<String> before = catalog.comment(live.id());
        Optional<String> after = catalog.comment(staged.id());
        if (!before.equals(after)) {
            changes.add(new CommentChanged(Optional.empty(), before, after));
        }
        if (!live.kind().isRelation() || !staged.kind().isRelation()) {
            return;
        }
        for (Column column : catalog.columns(live.id())) {
            Optional<Column> other = catalog.columnNamed(staged.id(), column.name());
            Optional<String> text = columnComment(live, column);
            other.map(found -> columnComment(staged, found))
                    .filter(found -> !found.equals(text))
                    .ifPresent(found -> changes.add(new CommentChanged(Optional.of(column.name()), text, found)));
        }
    }

    private Optional<String> columnComment(Item relation, Column column) {
        return Optional.ofNullable(columnComments.get(List.of(relation.id(), column.position())));
    }
}
