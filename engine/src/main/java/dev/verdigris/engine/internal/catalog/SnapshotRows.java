package dev.verdigris.engine.internal.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Dependency;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Limit;
import dev.verdigris.core.catalog.Replacement;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.catalog.Subscription;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.access.RoleMember;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.ClusterId;
import dev.verdigris.core.catalog.id.DatabaseId;
import dev.verdigris.core.catalog.id.ItemId;
import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.catalog.id.SchemaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.Rows.Row;

/** Turns the rows of the catalog queries into core's values. */
final class SnapshotRows {

    private final Map<CatalogQuery, Rows> rows;

    private SnapshotRows(Map<CatalogQuery, Rows> rows) {
        this.rows = rows;
    }

    static CatalogSnapshot snapshot(Map<CatalogQuery, Rows> rows, Map<Limit, Integer> limits) {
        SnapshotRows reader = new SnapshotRows(rows);
        return CatalogSnapshot.builder(session(reader.of(CatalogQuery.SESSION)))
                .databases(reader.map(CatalogQuery.DATABASES, SnapshotRows::database))
                .roles(reader.map(CatalogQuery.ROLES, SnapshotRows::role))
                .roleMembers(reader.map(CatalogQuery.ROLE_MEMBERS, SnapshotRows::member))
                .schemas(reader.map(CatalogQuery.SCHEMAS, SnapshotRows::schema))
                .clusters(ClusterRows.clusters(reader.of(CatalogQuery.CLUSTERS), reader.of(CatalogQuery.REPLICAS)))
                .items(reader.map(CatalogQuery.ITEMS, SnapshotRows::item))
                .dependencies(reader.map(CatalogQuery.DEPENDENCIES, SnapshotRows::dependency))
                .comments(reader.flatMap(CatalogQuery.COMMENTS, SnapshotRows::comment))
                .defaultPrivileges(reader.flatMap(CatalogQuery.DEFAULT_PRIVILEGES, SnapshotRows::defaultPrivilege))
                .systemPrivileges(new Acl(
                        reader.map(CatalogQuery.SYSTEM_PRIVILEGES, row -> AclItem.parse(row.text("privilege")))))
                .columns(columns(reader.of(CatalogQuery.COLUMNS)))
                .statuses(reader.map(CatalogQuery.RUN_STATUSES, ObservationRows::status))
                .subscriptions(reader.map(CatalogQuery.SUBSCRIPTIONS, SnapshotRows::subscription))
                .replacements(reader.map(CatalogQuery.REPLACEMENTS, SnapshotRows::replacement))
                .auditEvents(reader.map(CatalogQuery.AUDIT_EVENTS, SnapshotRows::auditEvent))
                .limits(limits)
                .build();
    }

    private Rows of(CatalogQuery query) {
        Rows result = rows.get(query);
        if (result == null) {
            throw new IllegalStateException("the catalog query " + query + " was not sent");
        }
        return result;
    }

    private <T> List<T> map(CatalogQuery query, Function<Row, T> reader) {
        return of(query).map(reader);
    }

    private <T> List<T> flatMap(CatalogQuery query, Function<Row, Optional<T>> reader) {
        return of(query).rows().stream()
                .flatMap(row -> reader.apply(row).stream())
                .toList();
    }

    private static Session session(Rows rows) {
        if (rows.size() != 1) {
            throw new IllegalStateException("the session's role has " + rows.size() + " rows in mz_roles");
        }
        Row row = rows.rows().get(0);
        return new Session(
                new RoleId(row.text("role_id")), row.flag("superuser"), row.flag("rbac"), row.text("version"));
    }

    private static Database database(Row row) {
        return new Database(
                new DatabaseId(row.text("id")), name(row), owner(row), ServerTexts.acl(row.orNull("privileges")));
    }

    private static Role role(Row row) {
        return new Role(new RoleId(row.text("id")), name(row));
    }

    private static RoleMember member(Row row) {
        return new RoleMember(new RoleId(row.text("role_id")), new RoleId(row.text("member_id")));
    }

    private static Schema schema(Row row) {
        return new Schema(
                new SchemaId(row.text("id")),
                new DatabaseId(row.text("database_id")),
                name(row),
                owner(row),
                ServerTexts.acl(row.orNull("privileges")));
    }

    private static Item item(Row row) {
        return new Item(
                new ItemId(row.text("id")),
                new SchemaId(row.text("schema_id")),
                name(row),
                ItemKind.ofCatalog(row.text("type")),
                maybe(row, "subtype", Function.identity()),
                owner(row),
                ServerTexts.acl(row.orNull("privileges")),
                maybe(row, "cluster_id", ClusterId::new),
                maybe(row, "on_id", ItemId::new),
                maybe(row, "source_id", ItemId::new),
                maybe(row, "connection_id", ItemId::new),
                maybe(row, "create_sql", Function.identity()));
    }

    private static Dependency dependency(Row row) {
        return new Dependency(new ItemId(row.text("object_id")), new ItemId(row.text("referenced_id")));
    }

    private static Optional<Comment> comment(Row row) {
        return CatalogId.ofComment(row.text("object_type"), row.text("id"))
                .map(target ->
                        new Comment(target, maybe(row, "column_position", Integer::valueOf), row.text("comment")));
    }

    private static Optional<DefaultPrivilege> defaultPrivilege(Row row) {
        String type = row.text("object_type").toUpperCase(Locale.ROOT);
        Stream<DefaultPrivilege.ObjectKind> kinds = Arrays.stream(DefaultPrivilege.ObjectKind.values());
        return kinds.filter(kind -> kind.name().equals(type))
                .findFirst()
                .map(kind -> new DefaultPrivilege(
                        RoleId.ofAcl(row.text("role_id")),
                        maybe(row, "database_id", DatabaseId::new),
                        maybe(row, "schema_id", SchemaId::new),
                        kind,
                        RoleId.ofAcl(row.text("grantee")),
                        AclItem.letters(row.text("privileges"))));
    }

    private static Map<ItemId, List<Column>> columns(Rows rows) {
        Map<ItemId, List<Column>> columns = new LinkedHashMap<>();
        for (Row row : rows.rows()) {
            columns.computeIfAbsent(new ItemId(row.text("item_id")), unused -> new ArrayList<>())
                    .add(new Column(
                            name(row), Integer.parseInt(row.text("position")), row.text("type"), row.flag("nullable")));
        }
        return columns;
    }

    private static Subscription subscription(Row row) {
        return new Subscription(
                row.text("id"),
                new ClusterId(row.text("cluster_id")),
                ServerTexts.elements(row.orNull("reads")).stream()
                        .map(ItemId::new)
                        .toList(),
                Long.parseLong(row.text("connection_id")),
                new RoleId(row.text("role_id")),
                ServerTexts.instant(row.text("since_seconds")));
    }

    private static Replacement replacement(Row row) {
        return new Replacement(new ItemId(row.text("replacement_id")), new ItemId(row.text("target_id")));
    }

    private static AuditEvent auditEvent(Row row) {
        return new AuditEvent(
                Long.parseLong(row.text("id")),
                row.text("event_type"),
                row.text("object_type"),
                row.text("details"),
                maybe(row, "user_name", Function.identity()),
                ServerTexts.instant(row.text("occurred_seconds")));
    }

    private static Identifier name(Row row) {
        return Identifier.of(row.text("name"));
    }

    private static RoleId owner(Row row) {
        return new RoleId(row.text("owner_id"));
    }

    private static <T> Optional<T> maybe(Row row, String column, Function<String, T> reader) {
        return Optional.ofNullable(row.orNull(column)).map(reader);
    }
}
