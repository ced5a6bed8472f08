package dev.verdigris.core.deployment;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Replica;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.name.Identifier;

/**
 * Computes digests of the live side and of model files.
 *
 * <p>The digest of the live side covers each fact that a swap would silently take out of production if it was
 * changed after init. These are the ids, owners and grants of live schemas, of their objects and of live clusters, the
 * settings of the clusters, and default privileges. It does not cover comments, statuses, and replicas that the server
 * creates by itself. It does not cover empty schemas and clusters either, because init itself may create these.
 */
public final class Digests {

    private Digests() {}

    /** The digest of the live side. */
    public static Digest ofLive(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<String> facts = new ArrayList<>();
        for (Schema schema : sides.schemasOf(ResolvedPairs.Side.LIVE)) {
            schema(catalog, schema, facts);
        }
        for (Cluster cluster : sides.clustersOf(ResolvedPairs.Side.LIVE)) {
            cluster(catalog, cluster, facts);
        }
        facts.sort(null);
        return digest(facts);
    }

    /**
     * The digest of the staged side: the ids and names of its objects. An object that is built again has a new id,
     * so two sides have the same digest only if they consist of the same objects.
     */
    public static Digest ofStaged(DeploymentView view) {
        return ofObjects(view, ResolvedPairs.Side.SUFFIXED);
    }

    /** The same of any side. A swap does not change it. */
    public static Digest ofObjects(DeploymentView view, ResolvedPairs.Side side) {
        return digest(view.pairs().itemsOf(side).stream()
                .map(item -> fact("item", item.id(), item.name()))
                .sorted()
                .toList());
    }

    /** The digest of model files: their paths and texts. Neither their order nor the form of line ends matters. */
    public static Digest ofFiles(List<ModelFile> files) {
        return digest(files.stream()
                .map(file -> fact(file.path(), file.text().replace("\r\n", "\n")))
                .sorted()
                .toList());
    }

    /** The digest of any values, by their texts and their order. */
    public static Digest of(List<?> values) {
        return digest(List.of(fact(values.toArray())));
    }

    /** The digest of pairs. Their order does not matter. */
    static Digest ofPairs(List<Pair> pairs) {
        return digest(pairs.stream()
                .map(pair -> fact(pair.live(), pair.suffixed()))
                .sorted()
                .toList());
    }

    /** The digest of a name, which is shorter than a name can be. */
    public static Digest ofName(Identifier name) {
        return digest(List.of(fact(name)));
    }

    private static void schema(CatalogSnapshot catalog, Schema schema, List<String> facts) {
        List<Item> items = catalog.itemsIn(schema.id());
        if (items.isEmpty()) {
            return;
        }
        facts.add(fact("schema", schema.name(), schema.id(), schema.owner(), acl(schema.acl())));
        for (Item item : items) {
            facts.add(fact("item", item.name(), item.id(), item.kind(), item.owner(), acl(item.acl())));
        }
        for (DefaultPrivilege row : catalog.defaultPrivilegesIn(schema.id())) {
            facts.add(fact("default", schema.id(), row.creator(), row.kind(), row.grantee(), row.privileges()));
        }
    }

    private static void cluster(CatalogSnapshot catalog, Cluster cluster, List<String> facts) {
        if (catalog.itemsOn(cluster.id()).isEmpty()) {
            return;
        }
        facts.add(fact("cluster", cluster.name(), cluster.id(), cluster.owner(), acl(cluster.acl())));
        switch (cluster.config()) {
            case ClusterConfig.Managed managed -> {
                facts.add(fact("managed", cluster.id(), settings(managed)));
                autoScaling(catalog, managed)
                        .ifPresent(strategy -> facts.add(fact("auto scaling", cluster.id(), strategy)));
            }
            case ClusterConfig.Unmanaged unmanaged ->
                cluster.replicas().stream()
                        .filter(replica -> !replica.internal() && !replica.pending())
                        .forEach(replica -> facts.add(replica(cluster, replica)));
        }
    }

    private static Optional<String> autoScaling(CatalogSnapshot catalog, ClusterConfig.Managed managed) {
        return catalog.session().knowsAutoScaling()
                ? managed.autoScaling().map(ClusterConfig.AutoScaling::text)
                : Optional.empty();
    }

    private static String settings(ClusterConfig.Managed managed) {
        String running = switch (managed.schedule()) {
            case ClusterConfig.Schedule.Manual manual -> "replicas " + managed.replicationFactor();
            case ClusterConfig.Schedule.OnRefresh onRefresh ->
                "on refresh " + onRefresh.hydrationTimeEstimate().toMillis();
        };
        String introspection = managed.introspectionDebugging() + " "
                + managed.introspectionInterval().map(Duration::toMillis).orElse(0L);
        return fact(managed.size(), running, managed.availabilityZones(), introspection);
    }

    private static String replica(Cluster cluster, Replica replica) {
        return fact(
                "replica",
                cluster.id(),
                replica.name(),
                replica.size().orElse(""),
                replica.availabilityZone().orElse(""));
    }

    private static String acl(Acl acl) {
        return acl.byGrantee().toString();
    }

    /** One line per fact. Each part has its length in front, so that no name can imitate another fact. */
    private static String fact(Object... parts) {
        StringBuilder line = new StringBuilder();
        for (Object part : parts) {
            String text = part.toString();
            line.append(text.length()).append(':').append(text).append(' ');
        }
        return line.toString();
    }

    private static Digest digest(List<String> facts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (String fact : facts) {
                sha256.update(fact.getBytes(StandardCharsets.UTF_8));
                sha256.update((byte) '\n');
            }
            return new Digest(HexFormat.of().formatHex(sha256.digest()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
