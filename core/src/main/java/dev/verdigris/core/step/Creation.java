package dev.verdigris.core.step;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Database;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.AclItem;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.ClusterId;
import dev.verdigris.core.catalog.id.DatabaseId;
import dev.verdigris.core.catalog.id.ItemId;
import dev.verdigris.core.catalog.id.ReplicaId;
import dev.verdigris.core.catalog.id.RoleId;
import dev.verdigris.core.catalog.id.SchemaId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** What creating something leaves in the catalog: the creator owns it, and default privileges apply. */
final class Creation {

    private Creation() {}

    static CatalogSnapshot schema(CatalogSnapshot catalog, SchemaName name) {
        if (catalog.schema(name).isPresent()) {
            throw new IllegalStateException("schema " + name + " already exists");
        }
        Database database = catalog.database(name.database())
                .orElseThrow(() -> new IllegalStateException("unknown database " + name.database()));
        RoleId creator = catalog.session().role();
        String id = next(catalog.schemas().stream().map(Schema::id));
        Acl acl = acl(catalog, Optional.of(database.id()), DefaultPrivilege.ObjectKind.SCHEMA);
        List<Schema> schemas = new ArrayList<>(catalog.schemas());
        schemas.add(new Schema(new SchemaId(id), database.id(), name.schema(), creator, acl));
        return catalog.toBuilder().schemas(schemas).build();
    }

    static CatalogSnapshot cluster(CatalogSnapshot catalog, Identifier name, ClusterSpec spec) {
        if (catalog.cluster(name).isPresent()) {
            throw new IllegalStateException("cluster " + name + " already exists");
        }
        String id = next(catalog.clusters().stream().map(Cluster::id));
        Acl acl = acl(catalog, Optional.empty(), DefaultPrivilege.ObjectKind.CLUSTER);
        ClusterConfig config = switch (spec) {
            case ClusterSpec.Managed managed -> managed.config();
            case ClusterSpec.Unmanaged unmanaged -> new ClusterConfig.Unmanaged(Optional.empty());
        };
        List<Cluster> clusters = new ArrayList<>(catalog.clusters());
        clusters.add(
                new Cluster(new ClusterId(id), name, catalog.session().role(), acl, config, replicas(catalog, spec)));
        return catalog.toBuilder().clusters(clusters).build();
    }

    /** An empty view that reads nothing. */
    static CatalogSnapshot view(CatalogSnapshot catalog, ObjectName name) {
        Schema schema = Existing.schema(catalog, name.schema());
        if (!catalog.itemsNamed(schema.id(), name.name()).isEmpty()) {
            throw new IllegalStateException("view '" + name + "' already exists");
        }
        RoleId creator = catalog.session().role();
        String id = next(catalog.items().stream().map(Item::id));
        List<Item> items = new ArrayList<>(catalog.items());
        items.add(new Item(
                new ItemId(id),
                schema.id(),
                name.name(),
                ItemKind.VIEW,
                Optional.empty(),
                creator,
                Acl.NONE.plus(new AclItem(creator, EnumSet.of(Privilege.SELECT), creator)),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
        return catalog.toBuilder().items(items).build();
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

    private static Acl acl(CatalogSnapshot catalog, Optional<DatabaseId> database, DefaultPrivilege.ObjectKind kind) {
        RoleId creator = catalog.session().role();
        Acl acl = Acl.NONE.plus(new AclItem(creator, EnumSet.of(Privilege.USAGE, Privilege.CREATE), creator));
        for (DefaultPrivilege row : catalog.defaultPrivileges()) {
            boolean applies = row.kind() == kind
                    && (row.creator().isPublic() || row.creator().equals(creator))
                    && row.schema().isEmpty()
                    && (row.database().isEmpty() || row.database().equals(database));
            if (applies) {
                acl = acl.plus(new AclItem(row.grantee(), row.privileges(), creator));
            }
        }
        return acl;
    }

    private static String next(Stream<? extends CatalogId> ids) {
        long last = ids.filter(CatalogId::isUser)
                .mapToLong(id -> Long.parseLong(id.value().substring(1)))
                .max()
                .orElse(0);
        return "u" + (last + 1);
    }
}
