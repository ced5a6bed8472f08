package dev.verdigris.cli.advice;

import java.util.List;

import dev.verdigris.core.problem.ProblemCode;

/** What is wrong with the staged side, or is missing from it. */
final class OfStagedSide {

    static final List<Situation> ALL = List.of(
            Situation.of(ProblemCode.NOTHING_STAGED, "no deployment was begun", shop -> {}, "promote"),
            Situation.of(ProblemCode.STAGED_EMPTY, "nothing was built", shop -> shop.verdigris("init"), "promote"),
            Situation.of(
                    ProblemCode.HALF_MISSING,
                    "the staged cluster was dropped",
                    shop -> {
                        shop.stage();
                        shop.sql("DROP CLUSTER " + shop.staged("prod") + " CASCADE");
                    },
                    "status"),
            Situation.of(
                    ProblemCode.BUILD_UNFINISHED,
                    "the server refused a part of the build",
                    shop -> {
                        String extra = shop.schema("raw") + "." + shop.id("extra");
                        shop.sql("CREATE TABLE " + extra + " (a int)");
                        shop.model(
                                "w",
                                "CREATE VIEW " + shop.schema("mart") + "." + shop.id("w") + " AS SELECT b FROM " + extra
                                        + ";");
                        shop.verdigris("init");
                        shop.ask(List.of("build"));
                        shop.sql("DROP TABLE " + extra, "CREATE TABLE " + extra + " (b int)");
                    },
                    "promote"),
            Situation.of(
                    ProblemCode.STAGED_CHANGED,
                    "a view was added by hand",
                    shop -> {
                        shop.stage();
                        shop.sql("CREATE VIEW " + shop.stagedSchema("mart") + "." + shop.id("w") + " AS SELECT 1 AS a");
                    },
                    "promote"),
            Situation.of(
                    ProblemCode.CROSS_WIRED,
                    "a view by hand reads the live side",
                    shop -> {
                        shop.stage();
                        shop.sql("CREATE VIEW " + shop.stagedSchema("mart") + "." + shop.id("w") + " AS SELECT id FROM "
                                + shop.view());
                    },
                    "promote"),
            Situation.of(
                            ProblemCode.READS_SUFFIXED,
                            "a model reads the staged side of others",
                            shop -> {
                                shop.sql(
                                        "CREATE SCHEMA " + shop.schema("theirs"),
                                        "CREATE VIEW " + shop.schema("theirs") + ".a AS SELECT 1 AS b",
                                        "CREATE SCHEMA " + shop.stagedSchema("theirs"),
                                        "CREATE VIEW " + shop.stagedSchema("theirs") + ".a AS SELECT 2 AS b");
                                reading(shop, shop.stagedSchema("theirs"));
                                shop.stage();
                            },
                            "promote")
                    .byHand("read the live object", shop -> {
                        reading(shop, shop.schema("theirs"));
                        shop.ask(List.of("build"));
                    }),
            Situation.of(
                            ProblemCode.MISPLACED,
                            "a staged view by hand runs on the live cluster",
                            shop -> {
                                shop.stage();
                                shop.sql(onCluster(shop, shop.id("prod")));
                            },
                            "promote")
                    .byHand("create it again in the cluster of its side", OfStagedSide::inItsCluster),
            Situation.of(
                            ProblemCode.OUTSIDE_CLUSTER,
                            "a staged view by hand runs on a cluster of others",
                            shop -> {
                                shop.stage();
                                shop.sql(
                                        "CREATE CLUSTER " + shop.id("theirs") + " (SIZE = '25cc')",
                                        onCluster(shop, shop.id("theirs")));
                            },
                            "promote")
                    .byHand("create it again in a staged cluster", OfStagedSide::inItsCluster),
            Situation.of(
                            ProblemCode.INCOMPLETE,
                            "a live view has no model",
                            shop -> {
                                shop.sql("CREATE VIEW " + shop.schema("mart") + "." + shop.id("w")
                                        + " AS SELECT 1 AS a");
                                shop.stage();
                            },
                            "promote")
                    .byHand("add it to the models and build them", shop -> {
                        shop.model(
                                "w", "CREATE VIEW " + shop.schema("mart") + "." + shop.id("w") + " AS SELECT 1 AS a;");
                        shop.ask(List.of("build", "--take-over"));
                    }),
            Situation.of(
                    ProblemCode.REPLACEMENT_PENDING,
                    "a replacement waits on the staged side",
                    shop -> {
                        shop.stage();
                        shop.sql("CREATE REPLACEMENT MATERIALIZED VIEW " + shop.stagedSchema("mart") + "."
                                + shop.id("rp") + " FOR " + shop.stagedView() + " IN CLUSTER " + shop.staged("prod")
                                + " AS SELECT id, amount, 2 AS version FROM " + shop.orders());
                    },
                    "promote"),
            Situation.of(
                    ProblemCode.RENAME_CONFLICT,
                    "a staged definition names a column by its schema",
                    shop -> {
                        shop.stage();
                        twoPart(shop);
                    },
                    "abort"),
            Situation.of(
                            ProblemCode.NOT_READY,
                            "nothing hydrates yet",
                            shop -> {
                                shop.system("SELECT mz_sandbox.hold_hydration('*')");
                                shop.stage();
                            },
                            "promote")
                    .meanwhile(shop -> shop.system("SELECT mz_sandbox.reset()")),
            Situation.of(
                            ProblemCode.NEVER_READY,
                            "the staged cluster has no replica",
                            shop -> {
                                shop.stage();
                                shop.sql("ALTER CLUSTER " + shop.staged("prod") + " SET (REPLICATION FACTOR 0)");
                            },
                            "promote")
                    .byHand(
                            "fix the cause",
                            shop -> shop.sql("ALTER CLUSTER " + shop.staged("prod") + " SET (REPLICATION FACTOR 1)")),
            Situation.of(
                    ProblemCode.NOT_CHECKED,
                    "the checks have not run",
                    shop -> {
                        shop.write("checks/none.sql", "SELECT id FROM " + shop.view() + " WHERE id < 0;");
                        shop.stage();
                    },
                    "promote"),
            Situation.of(
                            ProblemCode.CHECK_FAILED,
                            "a check has found rows",
                            shop -> {
                                shop.write("checks/some.sql", "SELECT id FROM " + shop.view() + " WHERE version = 2;");
                                shop.stage();
                                shop.ask(List.of("check"));
                            },
                            "promote")
                    .byHand("correct the models", shop -> shop.model(3))
                    .byHand(
                            "run the checks again",
                            shop -> shop.write(
                                    "checks/some.sql", "SELECT id FROM " + shop.view() + " WHERE version = 1;")));

    private OfStagedSide() {}

    private static void reading(Shop shop, String schema) {
        shop.model(
                "w", "CREATE VIEW " + shop.schema("mart") + "." + shop.id("w") + " AS SELECT b FROM " + schema + ".a;");
    }

    private static String onCluster(Shop shop, String cluster) {
        return "CREATE MATERIALIZED VIEW " + shop.stagedSchema("mart") + "." + shop.id("w") + " IN CLUSTER " + cluster
                + " AS SELECT id FROM " + shop.orders();
    }

    private static void inItsCluster(Shop shop) {
        shop.sql(
                "DROP MATERIALIZED VIEW " + shop.stagedSchema("mart") + "." + shop.id("w"),
                onCluster(shop, shop.staged("prod")));
    }

    private static void twoPart(Shop shop) {
        shop.sql("CREATE VIEW " + shop.stagedSchema("mart") + "." + shop.id("w") + " AS SELECT " + shop.staged("mart")
                + "." + shop.id("v") + ".id FROM " + shop.stagedView());
    }
}
