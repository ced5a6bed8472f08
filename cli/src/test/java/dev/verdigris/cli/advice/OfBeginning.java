package dev.verdigris.cli.advice;

import java.util.List;

import dev.verdigris.core.problem.ProblemCode;

/** What init finds: names, clusters and limits. */
final class OfBeginning {

    static final List<Situation> ALL = List.of(
            Situation.of(
                            ProblemCode.LIVE_MISSING,
                            "a schema is misspelled",
                            shop -> shop.configure(
                                    shop.configuration().withSchemas(List.of(shop.name("mart"), shop.name("rwa")))),
                            "init")
                    .byHand(
                            "correct its name",
                            shop -> shop.configure(
                                    shop.configuration().withSchemas(List.of(shop.name("mart"), shop.name("raw"))))),
            Situation.of(
                    ProblemCode.LIVE_MISSING,
                    "a cluster is new",
                    shop -> shop.configure(
                            shop.configuration().withClusters(List.of(shop.name("prod"), shop.name("serving")))),
                    "init"),
            Situation.of(
                            ProblemCode.TENANT,
                            "a view of others runs on the live cluster",
                            shop -> shop.sql(tenant(shop, "prod")),
                            "init")
                    .byHand(
                            "its owner creates it again in another cluster",
                            shop -> shop.sql(
                                    "CREATE CLUSTER " + shop.id("theirs") + " (SIZE = '25cc')",
                                    "DROP MATERIALIZED VIEW " + shop.schema("raw") + "." + shop.id("w"),
                                    tenant(shop, "theirs"))),
            Situation.of(
                    ProblemCode.PAUSED_CLUSTER,
                    "the live cluster has no replicas",
                    shop -> shop.sql("ALTER CLUSTER " + shop.id("prod") + " SET (REPLICATION FACTOR 0)"),
                    "init"),
            Situation.of(
                    ProblemCode.LIMIT,
                    "the server has no room for another cluster",
                    shop -> shop.system("ALTER SYSTEM SET max_clusters = "
                            + shop.one("SELECT count(*) FROM mz_catalog.mz_clusters WHERE id LIKE 'u%'")),
                    "init"));

    private OfBeginning() {}

    private static String tenant(Shop shop, String cluster) {
        return "CREATE MATERIALIZED VIEW " + shop.schema("raw") + "." + shop.id("w") + " IN CLUSTER " + shop.id(cluster)
                + " AS SELECT id FROM " + shop.orders();
    }
}
