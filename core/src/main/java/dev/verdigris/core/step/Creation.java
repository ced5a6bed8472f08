package dev.verdigris.core.step;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Dependency;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.DatabaseId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.ReplicaId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** The changes of the catalog when something is created: the creator owns it, and default privileges apply. */
final class Creation {

    private static final Set<Privilege> CONTAINER = EnumSet.of(Privilege.USAGE, Privilege.CREATE);

    private Creation() {}

    static CatalogSnapshot schema(CatalogSnapshot catalog, SchemaName name) {
        return schema(catalog, name, catalog.defaultPrivileges());
    }

    /**
     * A schema of ours. Nobody's rights on it decide anything, so default privileges are applied only if they were
     * read.
     */
    static CatalogSnapshot ownSchema(CatalogSnapshot catalog, SchemaName name) {
        return schema(catalog, name, known(catalog));
    }

    private static List<DefaultPrivilege> known(CatalogSnapshot catalog) {
        return catalog.unread().contains(CatalogPart.DEFAULT_PRIVILEGES) ? List.of() : catalog.defaultPrivileges();
    }

    private static CatalogSnapshot schema(CatalogSnapshot catalog, SchemaName name, List<DefaultPrivilege> rows) {
        if (catalog.schema(name).isPresent()) {
            throw new IllegalStateException("schema " + name + " already exists");
        }
        Database database = catalog.database(name.database())
                .orElseThrow(() -> new IllegalStateException("unknown database " + name.database()));
        RoleId creator = catalog.session().role();
        String id = next(catalog.schemas().stream().map(Schema::id));
        Acl acl = acl(
                creator,
                rows,
                CONTAINER,
                DefaultPrivilege.ObjectKind.SCHEMA,
                row -> row.schema().isEmpty() && isIn(row, database.id()));
        List<Schema> schemas = new ArrayList<>(catalog.schemas());
        schemas.add(new Schema(new SchemaId(id), database.id(), name.schema(), creator, acl));
        return catalog.toBuilder().schemas(schemas).build();
    }

    static CatalogSnapshot cluster(CatalogSnapshot catalog, Identifier name, ClusterSpec spec) {
        if (catalog.cluster(name).isPresent()) {
            throw new IllegalStateException("cluster " + name + " already exists");
        }
        String id = next(catalog.clusters().stream().map(Cluster::id));
        Acl acl = acl(
                catalog.session().role(),
                catalog.defaultPrivileges(),
                CONTAINER,
                DefaultPrivilege.ObjectKind.CLUSTER,
                row -> row.schema().isEmpty() && row.database().isEmpty());
        ClusterConfig config = switch (spec) {
            case ClusterSpec.Managed managed -> managed.config();
            case ClusterSpec.Unmanaged unmanaged -> new ClusterConfig.Unmanaged(Optional.empty());
        };
        List<Cluster> clusters = new ArrayList<>(catalog.clusters());
        clusters.add(
                new Cluster(new ClusterId(id), name, catalog.session().role(), acl, config, replicas(catalog, spec)));
        return catalog.toBuilder().clusters(clusters).build();
    }

    /** A managed cluster whose replicas are replaced by others of another size. */
    static CatalogSnapshot resized(CatalogSnapshot catalog, RightSize resize) {
        List<Cluster> clusters = catalog.clusters().stream()
                .map(cluster -> cluster.name().equals(resize.cluster()) ? resized(catalog, cluster, resize) : cluster)
                .toList();
        return catalog.toBuilder().clusters(clusters).build();
    }

    private static Cluster resized(CatalogSnapshot catalog, Cluster cluster, RightSize resize) {
        return switch (cluster.config()) {
            case ClusterConfig.Managed managed -> {
                ClusterConfig.Managed config = managed.withSize(resize.size());
                yield new Cluster(
                        cluster.id(),
                        cluster.name(),
                        cluster.owner(),
                        cluster.acl(),
                        config,
                        replicas(catalog, new ClusterSpec.Managed(config)));
            }
            case ClusterConfig.Unmanaged unmanaged -> cluster;
        };
    }

    /** A view of the lock schema. Its query is a constant, so it reads nothing. */
    static CatalogSnapshot constant(CatalogSnapshot catalog, ObjectName name, String query) {
        return view(catalog, name, query, catalog.defaultPrivileges());
    }

    /** A view of ours that reads nothing. Default privileges are applied only if they were read. */
    static CatalogSnapshot ownView(CatalogSnapshot catalog, ObjectName name, String query) {
        return view(catalog, name, query, known(catalog));
    }

    private static CatalogSnapshot view(
            CatalogSnapshot catalog, ObjectName name, String query, List<DefaultPrivilege> rows) {
        Schema schema = Existing.schema(catalog, name.schema());
        if (!catalog.itemsNamed(schema.id(), name.name()).isEmpty()) {
            throw new IllegalStateException("view '" + name + "' already exists");
        }
        List<Item> items = new ArrayList<>(catalog.items());
        Acl acl = relationAcl(catalog.session().role(), rows, schema);
        items.add(item(
                        catalog,
                        nextItem(catalog, items),
                        schema,
                        name.name(),
                        ItemKind.VIEW,
                        Optional.empty(),
                        Optional.empty(),
                        acl)
                .definedBy("CREATE VIEW " + name.sql() + " AS " + query));
        return catalog.toBuilder().items(items).build();
    }

    /** A sink. It needs what the sink beside it needs, except the object that this one reads. */
    static CatalogSnapshot sink(CatalogSnapshot catalog, Step.RepublishSink create) {
        Item beside = catalog.item(create.sinkId())
                .orElseThrow(() -> new IllegalStateException("unknown catalog item " + create.sink()));
        Schema schema = Existing.schema(catalog, create.created().schema());
        if (!catalog.itemsNamed(schema.id(), create.created().name()).isEmpty()) {
            throw new IllegalStateException("sink '" + create.created() + "' already exists");
        }
        if (catalog.item(create.fromId()).isEmpty()) {
            throw new IllegalStateException("unknown catalog item " + create.from());
        }
        List<Item> items = new ArrayList<>(catalog.items());
        ItemId id = nextItem(catalog, items);
        items.add(new Item(
                id,
                schema.id(),
                create.created().name(),
                ItemKind.SINK,
                beside.subtype(),
                catalog.session().role(),
                Acl.NONE,
                beside.cluster(),
                Optional.empty(),
                Optional.empty(),
                beside.connection(),
                Optional.empty()));
        List<Dependency> dependencies = new ArrayList<>(catalog.dependencies());
        dependencies.add(new Dependency(id, create.fromId()));
        catalog.reads(beside.id()).stream()
                .filter(read -> catalog.item(read)
                        .filter(item -> item.kind() == ItemKind.CONNECTION)
                        .isPresent())
                .forEach(read -> dependencies.add(new Dependency(id, read)));
        return catalog.toBuilder().items(items).dependencies(dependencies).build();
    }

    /** The id of a new object, given the existing ones. It is greater than those of all earlier ones. */
    static ItemId nextItem(CatalogSnapshot catalog, Collection<Item> items) {
        return new ItemId(
                next(Stream.concat(catalog.lastGone().stream(), items.stream().map(Item::id))));
    }

    /** A new view, materialized view or index. */
    static Item item(
            CatalogSnapshot catalog,
            ItemId id,
            Schema schema,
            Identifier name,
            ItemKind kind,
            Optional<ClusterId> cluster,
            Optional<ItemId> on) {
        Acl acl =
                on.isPresent() ? Acl.NONE : relationAcl(catalog.session().role(), catalog.defaultPrivileges(), schema);
        return item(catalog, id, schema, name, kind, cluster, on, acl);
    }

    private static Acl relationAcl(RoleId creator, List<DefaultPrivilege> rows, Schema schema) {
        return acl(
                creator,
                rows,
                EnumSet.of(Privilege.SELECT),
                DefaultPrivilege.ObjectKind.TABLE,
                row -> isIn(row, schema.database())
                        && (row.schema().isEmpty() || row.schema().get().equals(schema.id())));
    }

    private static Item item(
            CatalogSnapshot catalog,
            ItemId id,
            Schema schema,
            Identifier name,
            ItemKind kind,
            Optional<ClusterId> cluster,
            Optional<ItemId> on,
            Acl acl) {
        return new Item(
                id,
                schema.id(),
                name,
                kind,
                Optional.empty(),
                catalog.session().role(),
                acl,
                cluster,
                on,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    private static List<Replica> replicas(CatalogSnapshot catalog, ClusterSpec spec) {
        List<ClusterSpec.ReplicaSpec> wanted = switch (spec) {
            case ClusterSpec.Managed managed -> managed(managed.config());
            case ClusterSpec.Unmanaged unmanaged -> unmanaged.replicas();
        };
        String last = next(catalog.clusters().stream()
                .flatMap(cluster -> cluster.replicas().stream())
                .map(Replica::id));
        long first = Long.parseLong(last.substring(1));
        List<Replica> replicas = new ArrayList<>();
        for (ClusterSpec.ReplicaSpec each : wanted) {
            replicas.add(new Replica(
                    new ReplicaId("u" + (first + replicas.size())),
                    each.name(),
                    Optional.of(each.size()),
                    each.availabilityZone(),
                    false,
                    false));
        }
        return replicas;
    }

    private static List<ClusterSpec.ReplicaSpec> managed(ClusterConfig.Managed config) {
        List<ClusterSpec.ReplicaSpec> replicas = new ArrayList<>();
        if (config.schedule() instanceof ClusterConfig.Schedule.Manual) {
            for (int i = 1; i <= config.replicationFactor(); i++) {
                replicas.add(new ClusterSpec.ReplicaSpec(Identifier.of("r" + i), config.size(), Optional.empty()));
            }
        }
        return replicas;
    }

    /** The creator's privileges, which are all that the kind has, and those that default privileges add. */
    private static Acl acl(
            RoleId creator,
            List<DefaultPrivilege> rows,
            Set<Privilege> all,
            DefaultPrivilege.ObjectKind kind,
            Predicate<DefaultPrivilege> inScope) {
        Acl acl = Acl.NONE.plus(new AclItem(creator, all, creator));
        for (DefaultPrivilege row : rows) {
            boolean applies = row.kind() == kind
                    && (row.creator().isPublic() || row.creator().equals(creator));
            Set<Privilege> granted = EnumSet.copyOf(row.privileges());
            granted.retainAll(all);
            if (applies && !granted.isEmpty() && inScope.test(row)) {
                acl = acl.plus(new AclItem(row.grantee(), granted, creator));
            }
        }
        return acl;
    }

    private static boolean isIn(DefaultPrivilege row, DatabaseId database) {
        return row.database().isEmpty() || row.database().get().equals(database);
    }

    private static String next(Stream<? extends CatalogId> ids) {
        long last = ids.filter(CatalogId::isUser)
                .mapToLong(id -> Long.parseLong(id.value().substring(1)))
                .max()
                .orElse(0);
        return "u" + (last + 1);
    }
}
