package dev.verdigris.engine.internal.catalog;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Column;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Dependency;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Replacement;
import dev.verdigris.core.catalog.RunStatus;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.catalog.SnapshotBuilder;
import dev.verdigris.core.catalog.Subscription;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.access.RoleMember;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.engine.internal.connection.Rows;
import dev.verdigris.engine.internal.connection.Rows.Row;

/** Turns the rows of the catalog queries into core's values, and puts together what belongs together. */
final class SnapshotRows {

    private final CatalogRows rows;
    private final List<Item> items;

    private SnapshotRows(CatalogRows rows) {
        this.rows = rows;
        this.items = ItemRows.items(rows);
    }

    static CatalogSnapshot snapshot(CatalogRows rows) {
        return new SnapshotRows(rows).snapshot();
    }

    private CatalogSnapshot snapshot() {
        SnapshotBuilder builder = CatalogSnapshot.builder(session(rows.of(CatalogQuery.ROLES)))
                .unread(rows.scope().unread())
                .databases(rows.map(CatalogQuery.DATABASES, SnapshotRows::database))
                .roles(rows.map(CatalogQuery.ROLES, SnapshotRows::role))
                .schemas(rows.map(CatalogQuery.SCHEMAS, SnapshotRows::schema))
                .clusters(ClusterRows.clusters(rows, items))
                .items(items)
                .dependencies(rows.map(CatalogQuery.DEPENDENCIES, SnapshotRows::dependency))
                .comments(rows.flatMap(CatalogQuery.COMMENTS, SnapshotRows::comment))
                .replacements(replacements())
                .temporaryViews(TemporaryViewRows.of(rows))
                .statuses(statuses());
        optionalParts().forEach((part, setter) -> {
            if (rows.scope().has(part)) {
                setter.accept(builder);
            }
        });
        if (rows.scope().has(CatalogPart.RECONFIGURATIONS)) {
            builder.reconfigurations(reconfigurations());
        }
        return builder.build();
    }

    private Map<ClusterId, String> reconfigurations() {
        return rows.of(CatalogQuery.RECONFIGURATIONS).rows().stream()
                .collect(Collectors.toMap(row -> new ClusterId(row.text("cluster_id")), row -> row.text("status")));
    }

    private Map<CatalogPart, Consumer<SnapshotBuilder>> optionalParts() {
        return Map.of(
                CatalogPart.ROLE_MEMBERS,
                builder -> builder.roleMembers(rows.map(CatalogQuery.ROLE_MEMBERS, SnapshotRows::member)),
                CatalogPart.DEFAULT_PRIVILEGES,
                builder -> builder.defaultPrivileges(
                        rows.flatMap(CatalogQuery.DEFAULT_PRIVILEGES, SnapshotRows::defaultPrivilege)),
                CatalogPart.SYSTEM_PRIVILEGES,
                builder -> builder.systemPrivileges(
                        new Acl(rows.map(CatalogQuery.SYSTEM_PRIVILEGES, row -> AclItem.parse(row.text("privilege"))))),
                CatalogPart.COLUMNS,
                builder -> builder.columns(columns(rows.of(CatalogQuery.COLUMNS))),
                CatalogPart.CONNECTIONS,
                builder -> builder.connections(connections()),
                CatalogPart.SUBSCRIPTIONS,
                builder -> builder.subscriptions(subscriptions()),
                CatalogPart.AUDIT_EVENTS,
                builder -> builder.auditEvents(auditEvents()),
                CatalogPart.LIMITS,
                builder -> builder.limits(rows.limits()),
                CatalogPart.SIZES,
                builder -> builder.credits(credits()));
    }

    private Map<String, BigDecimal> credits() {
        return rows.of(CatalogQuery.REPLICA_SIZES).rows().stream()
                .collect(
                        Collectors.toMap(row -> row.text("size"), row -> new BigDecimal(row.text("credits_per_hour"))));
    }

    /** Replacements are part of what reads what, so whether there are any is shown by the definitions at least. */
    private List<Replacement> replacements() {
        return rows.has(CatalogQuery.REPLACEMENTS) || items.stream().anyMatch(StoredDefinition::mayReplace)
                ? rows.map(CatalogQuery.REPLACEMENTS, SnapshotRows::replacement)
                : List.of();
    }

    private List<RunStatus> statuses() {
        return Stream.of(CatalogQuery.SOURCE_STATUSES, CatalogQuery.SINK_STATUSES)
                .filter(rows::has)
                .flatMap(query -> rows.map(query, ObservationRows::status).stream())
                .toList();
    }

    private static Session session(Rows roles) {
        List<Row> mine = roles.rows().stream().filter(row -> row.flag("mine")).toList();
        if (mine.size() != 1) {
            throw new IllegalStateException("the session's role has " + mine.size() + " rows in mz_roles");
        }
        Row row = mine.get(0);
        return new Session(
                new RoleId(row.text("id")),
                row.flag("superuser"),
                row.flag("rbac"),
                row.text("version"),
                Optional.ofNullable(row.orNull("region")));
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
                            name(row),
                            Integer.parseInt(row.text("position")),
                            row.text("type"),
                            Integer.parseInt(row.text("type_modifier")),
                            row.flag("nullable")));
        }
        columns.values().forEach(list -> list.sort(Comparator.comparing(Column::position)));
        return columns;
    }

    private Map<Long, Instant> connections() {
        Map<Long, Instant> connections = new HashMap<>();
        rows.of(CatalogQuery.SESSIONS)
                .rows()
                .forEach(row -> connections.put(
                        Long.parseLong(row.text("connection_id")), ServerTexts.instant(row.text("connected_seconds"))));
        return connections;
    }

    /** A subscription whose session has just ended is none any more. */
    private List<Subscription> subscriptions() {
        CollectionIds collections = new CollectionIds(items, rows);
        Map<String, Row> sessions = new HashMap<>();
        rows.of(CatalogQuery.SESSIONS).rows().forEach(row -> sessions.put(row.text("id"), row));
        return rows.flatMap(
                CatalogQuery.SUBSCRIPTIONS,
                row -> Optional.ofNullable(sessions.get(row.text("session_id")))
                        .map(session -> subscription(row, session, collections)));
    }

    private static Subscription subscription(Row row, Row session, CollectionIds collections) {
        return new Subscription(
                row.text("id"),
                new ClusterId(row.text("cluster_id")),
                ServerTexts.elements(row.orNull("reads")).stream()
                        .filter(collection -> new ItemId(collection).isUser())
                        .flatMap(collection -> collections.object(collection).stream())
                        .toList(),
                Long.parseLong(session.text("connection_id")),
                new RoleId(session.text("role_id")),
                ServerTexts.instant(row.text("since_seconds")));
    }

    private List<AuditEvent> auditEvents() {
        return rows.map(CatalogQuery.AUDIT_EVENTS, AuditLog::event).stream()
                .sorted(Comparator.comparingLong(AuditEvent::id).reversed())
                .toList();
    }

    private static Replacement replacement(Row row) {
        return new Replacement(new ItemId(row.text("replacement_id")), new ItemId(row.text("target_id")));
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
