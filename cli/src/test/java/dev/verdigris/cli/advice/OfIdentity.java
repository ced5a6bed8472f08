package dev.verdigris.cli.advice;

import java.util.List;

import dev.verdigris.core.problem.ProblemCode;

/** Whose deployment it is, and what other tools have done to its pairs. */
final class OfIdentity {

    static final List<Situation> ALL = List.of(
            Situation.of(
                    ProblemCode.LOCKED,
                    "the deployment of another run is in force",
                    shop -> {
                        shop.verdigris("init", "--deployment-id", "theirs");
                        shop.model(3);
                    },
                    "init",
                    "--deployment-id",
                    "mine"),
            Situation.of(
                    ProblemCode.OTHER_DEPLOYMENT,
                    "a run promotes under another id",
                    shop -> {
                        shop.verdigris("init", "--deployment-id", "theirs");
                        shop.verdigris("build", "--deployment-id", "theirs");
                        shop.model(3);
                    },
                    "promote",
                    "--deployment-id",
                    "mine"),
            Situation.of(
                            ProblemCode.OTHER_FILES,
                            "the files have changed since the build",
                            shop -> {
                                shop.stage();
                                shop.model(3);
                            },
                            "promote")
                    .byHand("with the files of that deployment", shop -> shop.model(2)),
            Situation.of(
                            ProblemCode.PAIRS_TAKEN,
                            "another environment has the same pairs",
                            shop -> {
                                shop.stage();
                                shop.configure(shop.configuration().withEnvironment("other"));
                            },
                            "init")
                    .byHand(
                            "list no name that the other environment uses",
                            shop -> shop.configure(shop.configuration()
                                    .withSchemas(List.of(shop.name("raw")))
                                    .withClusters(List.of()))),
            Situation.of(
                            ProblemCode.ENVIRONMENT_CHANGED,
                            "a schema was added after the beginning",
                            shop -> {
                                shop.stage();
                                shop.configure(
                                        shop.configuration().withSchemas(List.of(shop.name("mart"), shop.name("raw"))));
                            },
                            "promote")
                    .byHand(
                            "take out",
                            shop -> shop.configure(shop.configuration().withSchemas(List.of(shop.name("mart")))))
                    .byHand(
                            "list none of these",
                            shop -> shop.configure(shop.configuration()
                                    .withSchemas(List.of(shop.name("raw")))
                                    .withClusters(List.of()))),
            Situation.of(
                            ProblemCode.HALF_SWAPPED,
                            "only the schema was swapped by hand",
                            shop -> {
                                shop.stage();
                                shop.sql("ALTER SCHEMA " + shop.schema("mart") + " SWAP WITH " + shop.staged("mart"));
                            },
                            "status")
                    .moving(),
            Situation.of(
                    ProblemCode.SIDES_UNCLEAR,
                    "the live side was created again by hand",
                    shop -> {
                        shop.stage();
                        shop.sql(
                                "DROP SCHEMA " + shop.schema("mart") + " CASCADE",
                                "CREATE SCHEMA " + shop.schema("mart"),
                                shop.version(shop.view(), shop.id("prod"), 1));
                        shop.readable(shop.schema("mart"), shop.view());
                    },
                    "status"),
            Situation.of(
                    ProblemCode.STATE_VIEWS_CONFLICT,
                    "there is a second state view",
                    shop -> {
                        shop.stage();
                        shop.sql("CREATE VIEW " + shop.lock() + ".promoted_222222222222 AS SELECT 1");
                    },
                    "status"),
            Situation.of(
                    ProblemCode.RECORD_UNREADABLE,
                    "somebody wrote over the record",
                    shop -> {
                        shop.verdigris("init");
                        shop.sql("COMMENT ON VIEW " + shop.stateView() + " IS 'mine'");
                    },
                    "status"),
            Situation.of(
                    ProblemCode.RECORD_UNREADABLE,
                    "the lock schema is empty",
                    shop -> shop.sql("CREATE SCHEMA " + shop.lock()),
                    "status"),
            Situation.of(
                    ProblemCode.STAGED_NOT_OURS, "another tool has staged objects", OfIdentity::stageElsewhere, "init"),
            Situation.of(
                    ProblemCode.UNKNOWN_SIDE, "another tool has staged objects", OfIdentity::stageElsewhere, "abort"),
            Situation.of(
                    ProblemCode.UNKNOWN_SIDE,
                    "another tool has made the live side later than the suffixed one",
                    shop -> {
                        stageElsewhere(shop);
                        shop.sql(
                                "ALTER SCHEMA " + shop.schema("mart") + " SWAP WITH " + shop.staged("mart"),
                                "ALTER CLUSTER " + shop.id("prod") + " SWAP WITH " + shop.staged("prod"));
                    },
                    "status"));

    private OfIdentity() {}

    private static void stageElsewhere(Shop shop) {
        shop.sql(
                "CREATE SCHEMA " + shop.stagedSchema("mart"),
                "CREATE CLUSTER " + shop.staged("prod") + " (SIZE = '25cc')",
                shop.version(shop.stagedView(), shop.staged("prod"), 2));
        shop.readable(shop.stagedSchema("mart"), shop.stagedView());
    }
}
