package dev.verdigris.core.step;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Dependency;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * The changes of the catalog by statements of model files. No statement needs the result of another one, so each of
 * them uses the catalog before the first.
 */
final class ModelStatements {

    private final CatalogSnapshot before;
    private final List<Item> items;
    private final List<Dependency> dependencies;
    private final List<Comment> comments;
    private final Map<ItemId, Acl> granted = new HashMap<>();

    ModelStatements(CatalogSnapshot before) {
        this.before = before;
        this.items = new ArrayList<>(before.items());
        this.dependencies = new ArrayList<>(before.dependencies());
        this.comments = new ArrayList<>(before.comments());
    }

    CatalogSnapshot catalog() {
        items.replaceAll(item -> item.ownedBy(item.owner(), granted.getOrDefault(item.id(), item.acl())));
        return before.toBuilder()
                .items(items)
                .dependencies(dependencies)
                .comments(comments)
                .build();
    }

    void run(BuildStatement statement) {
        switch (statement.effect()) {
            case Effect.View view -> relation(statement, ItemKind.VIEW);
            case Effect.MaterializedView view -> relation(statement, ItemKind.MATERIALIZED_VIEW);
            case Effect.Index index -> find(statement.staged()).ifPresent(on -> index(statement, index, on));
            case Effect.Comment comment -> comment(statement, comment);
            case Effect.Grant grant -> find(statement.staged()).ifPresent(on -> grant(grant, on));
        }
    }

    private void relation(BuildStatement statement, ItemKind kind) {
        Optional<Schema> schema = before.schema(statement.staged().schema());
        if (schema.isEmpty() || find(statement.staged()).isPresent()) {
            return;
        }
        ItemId id = Creation.nextItem(before, items);
        items.add(Creation.item(
                before,
                id,
                schema.get(),
                statement.staged().name(),
                kind,
                statement.cluster().flatMap(before::cluster).map(Cluster::id),
                Optional.empty()));
        statement.inputs().stream()
                .flatMap(input -> find(input).stream())
                .forEach(input -> dependencies.add(new Dependency(id, input.id())));
    }

    private void index(BuildStatement statement, Effect.Index index, Item on) {
        ItemId id = Creation.nextItem(before, items);
        items.add(Creation.item(
                before,
                id,
                before.schema(on.schema()).orElseThrow(),
                index.name().orElseGet(() -> Identifier.of("index " + id + ", which the server names")),
                ItemKind.INDEX,
                statement.cluster().flatMap(before::cluster).map(Cluster::id),
                Optional.of(on.id())));
        dependencies.add(new Dependency(id, on.id()));
    }

    private void comment(BuildStatement statement, Effect.Comment comment) {
        ObjectName on = comment.index()
                .map(index -> statement.staged().schema().object(index.value()))
                .orElse(statement.staged());
        Optional<Item> target = find(on);
        Optional<Integer> column = comment.column()
                .flatMap(name -> target.flatMap(relation -> before.columnNamed(relation.id(), name)))
                .map(found -> found.position());
        if (target.isEmpty() || column.isPresent() != comment.column().isPresent()) {
            return;
        }
        ItemId id = target.get().id();
        comments.removeIf(each -> each.target().equals(id) && each.column().equals(column));
        comment.text().ifPresent(text -> comments.add(new Comment(id, column, text)));
    }

    private void grant(Effect.Grant grant, Item on) {
        List<RoleId> grantees = new ArrayList<>();
        if (grant.everybody()) {
            grantees.add(RoleId.PUBLIC);
        }
        before.roles().stream()
                .filter(role -> grant.roles().contains(role.name()))
                .map(Role::id)
                .forEach(grantees::add);
        Acl acl = granted.getOrDefault(on.id(), on.acl());
        for (RoleId grantee : grant.select() ? grantees : List.<RoleId>of()) {
            acl = acl.plus(new AclItem(grantee, EnumSet.of(Privilege.SELECT), on.owner()));
        }
        granted.put(on.id(), acl);
    }

    private Optional<Item> find(ObjectName name) {
        return before.schema(name.schema()).stream()
                .flatMap(schema -> before.itemsNamed(schema.id(), name.name()).stream())
                .filter(item -> item.kind().isRelation() || item.kind() == ItemKind.INDEX)
                .findFirst();
    }
}
