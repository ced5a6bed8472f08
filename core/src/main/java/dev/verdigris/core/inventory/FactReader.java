package dev.verdigris.core.inventory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Comment;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Owned;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.DbtDeployment;
import dev.verdigris.core.deployment.Digests;

/** Reads the facts about schemas, clusters and objects from a catalog. */
final class FactReader {

    /** So many digits distinguish the comments of one object. */
    private static final int DIGITS = 8;

    private static final String SEPARATOR = ", ";

    private final CatalogSnapshot catalog;
    private final Map<CatalogId, List<Comment>> comments = new HashMap<>();

    FactReader(CatalogSnapshot catalog) {
        this.catalog = catalog;
        catalog.comments()
                .forEach(comment -> comments.computeIfAbsent(comment.target(), unused -> new ArrayList<>())
                        .add(comment));
    }

    SortedMap<Fact, String> of(Schema schema) {
        SortedMap<Fact, String> facts = common(schema, schema.acl());
        for (DefaultPrivilege row : catalog.defaultPrivilegesIn(schema.id())) {
            facts.merge(
                    new Fact(
                            Aspect.DEFAULT_PRIVILEGE,
                            new Fact.Which.OfDefault(row.grantee(), row.kind(), row.creator())),
                    words(row.privileges()),
                    (one, other) -> one + ", " + other);
        }
        return facts;
    }

    SortedMap<Fact, String> of(Item item) {
        return common(item, item.acl());
    }

    SortedMap<Fact, String> of(Cluster cluster) {
        SortedMap<Fact, String> facts = common(cluster, cluster.acl());
        switch (cluster.config()) {
            case ClusterConfig.Managed managed -> {
                managed(managed, facts);
                autoScaling(managed, facts);
            }
            case ClusterConfig.Unmanaged unmanaged ->
                cluster.replicas().stream()
                        .filter(replica -> !replica.internal() && !replica.pending())
                        .forEach(replica -> facts.put(
                                Fact.replica(replica.name().value()),
                                replica.size().orElse("no size")
                                        + replica.availabilityZone()
                                                .map(zone -> " in zone " + zone)
                                                .orElse("")));
        }
        return facts;
    }

    /** The server changes the number of replicas of a cluster that has a schedule. */
    private static void managed(ClusterConfig.Managed managed, SortedMap<Fact, String> facts) {
        facts.put(Fact.of(Aspect.SIZE), managed.size());
        switch (managed.schedule()) {
            case ClusterConfig.Schedule.Manual manual ->
                facts.put(Fact.of(Aspect.REPLICATION_FACTOR), String.valueOf(managed.replicationFactor()));
            case ClusterConfig.Schedule.OnRefresh onRefresh ->
                facts.put(
                        Fact.of(Aspect.SCHEDULE),
                        "on refresh, " + onRefresh.hydrationTimeEstimate().toSeconds() + " s before");
        }
        if (!managed.availabilityZones().isEmpty()) {
            facts.put(Fact.of(Aspect.AVAILABILITY_ZONES), String.join(", ", managed.availabilityZones()));
        }
        facts.put(
                Fact.of(Aspect.INTROSPECTION),
                managed.introspectionInterval()
                                .map(Duration::toMillis)
                                .map(millis -> "every " + millis + " ms")
                                .orElse("off")
                        + (managed.introspectionDebugging() ? ", with debugging" : ""));
    }

    private void autoScaling(ClusterConfig.Managed managed, SortedMap<Fact, String> facts) {
        if (catalog.session().knowsAutoScaling()) {
            facts.put(
                    Fact.of(Aspect.AUTO_SCALING_STRATEGY),
                    managed.autoScaling().map(ClusterConfig.AutoScaling::text).orElse("none"));
        }
    }

    /** The owner has all privileges because it is the owner, so a grant to it does not count as a fact. */
    private SortedMap<Fact, String> common(Owned each, Acl acl) {
        SortedMap<Fact, String> facts = new TreeMap<>();
        RoleId owner = each.owner();
        facts.put(Fact.of(Aspect.OWNER), owner.value());
        acl.byGrantee().forEach((grantee, privileges) -> {
            if (!grantee.equals(owner)) {
                facts.put(Fact.grant(grantee), words(privileges));
            }
        });
        comments.getOrDefault(each.id(), List.of()).stream()
                .filter(comment -> DbtDeployment.of(comment.text()).isEmpty())
                .forEach(comment -> facts.put(
                        comment.column()
                                .map(column -> new Fact(Aspect.COLUMN_COMMENT, new Fact.Which.OfColumn(column)))
                                .orElseGet(() -> Fact.of(Aspect.COMMENT)),
                        Digests.of(List.of(comment.text())).value().substring(0, DIGITS)));
        return facts;
    }

    private static String words(Collection<Privilege> privileges) {
        return privileges.stream().sorted().map(Privilege::name).collect(Collectors.joining(SEPARATOR));
    }

    /** The privileges in the value of a grant. */
    static Set<Privilege> privileges(String words) {
        List<String> names = List.of(words.split(SEPARATOR));
        return Arrays.stream(Privilege.values())
                .filter(privilege -> names.contains(privilege.name()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
