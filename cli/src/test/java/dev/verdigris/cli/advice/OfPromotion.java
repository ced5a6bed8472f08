package dev.verdigris.cli.advice;

import java.util.List;

import dev.verdigris.core.name.Literal;
import dev.verdigris.core.problem.ProblemCode;

/** What stands in the way of a swap, or is left after it. */
final class OfPromotion {

    static final List<Situation> ALL = List.of(
            Situation.of(ProblemCode.DRIFTED, "the live side got a grant", OfPromotion::grantAfterStaging, "promote"),
            Situation.of(
                    ProblemCode.LOST_ACCESS, "the live side got a grant", OfPromotion::grantAfterStaging, "promote"),
            Situation.of(
                    ProblemCode.GAINED_ACCESS,
                    "a role got a grant on the staged side",
                    OfPromotion::grantOnStagedSide,
                    "promote"),
            Situation.of(
                    ProblemCode.OTHER_OWNER,
                    "the live view belongs to a role of which the deployer is no member",
                    OfPromotion::otherOwner,
                    "promote"),
            Situation.of(
                            ProblemCode.ROLLED_BACK_FILES,
                            "the same files are promoted again",
                            shop -> {
                                shop.promote();
                                shop.verdigris("rollback");
                            },
                            "promote")
                    .byHand("correct the files", shop -> shop.model(3)),
            Situation.of(
                            ProblemCode.TEMPORARY_VIEW,
                            "a session has a view over two staged relations",
                            shop -> {
                                shop.model(
                                        "w",
                                        "CREATE VIEW " + shop.schema("mart") + "." + shop.id("w")
                                                + " AS SELECT id FROM " + shop.orders() + ";");
                                shop.stage();
                                shop.sql("CREATE TEMPORARY VIEW tv AS SELECT a.id FROM " + shop.stagedView() + " AS a, "
                                        + shop.stagedSchema("mart") + "." + shop.id("w") + " AS b");
                            },
                            "promote")
                    .byHand("drops it there", shop -> shop.sql("DROP VIEW tv"))
                    .byHand("its owner can create it again", shop -> {}),
            Situation.of(
                            ProblemCode.SINK_TARGET,
                            "the new version is a view, which no sink can read",
                            shop -> {
                                sink(shop);
                                shop.model(
                                        "v",
                                        "CREATE VIEW " + shop.view() + " AS SELECT id, amount, 2 AS version FROM "
                                                + shop.orders() + ";");
                                shop.stage();
                            },
                            "promote")
                    .byHand("build a materialized view", OfPromotion::rebuilt),
            Situation.of(
                            ProblemCode.SINK_COLUMNS,
                            "the new version lacks the key of a sink",
                            shop -> {
                                sink(shop);
                                shop.model(
                                        "v",
                                        "CREATE MATERIALIZED VIEW " + shop.view() + " IN CLUSTER " + shop.id("prod")
                                                + " AS SELECT amount, 2 AS version FROM " + shop.orders() + ";");
                                shop.stage();
                            },
                            "promote")
                    .byHand("keep the columns", OfPromotion::rebuilt),
            Situation.of(
                    ProblemCode.PREVIOUS_CHANGED,
                    "the cluster of the previous side has another size",
                    shop -> {
                        shop.promote();
                        shop.sql("ALTER CLUSTER " + shop.staged("prod") + " SET (SIZE = '50cc')");
                    },
                    "rollback"),
            Situation.of(
                            ProblemCode.SINK_UNHEALTHY,
                            "a sink stands still",
                            shop -> {
                                sink(shop);
                                shop.stage();
                                replicas(shop, 0, "paused");
                            },
                            "promote")
                    .byHand("make the sink run", shop -> replicas(shop, 1, "running")),
            Situation.of(
                            ProblemCode.SINK_CHOICE,
                            "the name of a sink is misspelled",
                            shop -> choice(shop, "snk"),
                            "promote")
                    .byHand("correct the name", shop -> choose(shop, "sink", "repoint")),
            Situation.of(
                            ProblemCode.SINK_REFUSED,
                            "a sink must not follow yet",
                            shop -> choice(shop, "sink"),
                            "promote")
                    .byHand("choose repoint", shop -> choose(shop, "sink", "repoint")),
            Situation.of(
                            ProblemCode.SINK_PENDING,
                            "a sink could not follow in time",
                            shop -> {
                                sink(shop);
                                shop.stage();
                                shop.system("SELECT mz_sandbox.hold_statements('ALTER SINK')");
                            },
                            "promote",
                            "--wait",
                            "--sink-timeout",
                            "300ms")
                    .meanwhile(shop -> shop.system("SELECT mz_sandbox.reset()")));

    private OfPromotion() {}

    private static void otherOwner(Shop shop) {
        String other = shop.id("other");
        shop.system(
                "CREATE ROLE " + other,
                "GRANT CREATE, USAGE ON SCHEMA " + shop.schema("mart") + " TO " + other,
                "GRANT USAGE ON SCHEMA " + shop.schema("raw") + " TO " + other,
                "GRANT SELECT ON TABLE " + shop.orders() + " TO " + other,
                "ALTER MATERIALIZED VIEW " + shop.view() + " OWNER TO " + other);
        shop.stage();
    }

    private static void rebuilt(Shop shop) {
        shop.model(2);
        shop.ask(List.of("build"));
    }

    private static void replicas(Shop shop, int number, String status) {
        shop.sql("ALTER CLUSTER " + shop.id("out") + " SET (REPLICATION FACTOR " + number + ")");
        until(shop, status);
    }

    private static void until(Shop shop, String status) {
        shop.until(
                "SELECT status FROM mz_internal.mz_sink_statuses WHERE name = "
                        + Literal.of(shop.name("sink")).sql(),
                status);
    }

    private static void sink(Shop shop) {
        String schema = shop.schema("out");
        shop.sql(
                "CREATE SCHEMA " + schema,
                "CREATE CLUSTER " + shop.id("out") + " (SIZE = '25cc')",
                "CREATE CONNECTION " + schema + "." + shop.id("kafka")
                        + " TO KAFKA (BROKER 'localhost:9092', SECURITY PROTOCOL PLAINTEXT) WITH (VALIDATE = false)",
                "CREATE SINK " + schema + "." + shop.id("sink") + " IN CLUSTER " + shop.id("out") + " FROM "
                        + shop.view() + " INTO KAFKA CONNECTION " + schema + "." + shop.id("kafka")
                        + " (TOPIC 'orders') KEY (id) NOT ENFORCED FORMAT JSON ENVELOPE UPSERT");
        until(shop, "running");
    }

    /** A staged version, and the way refuse for a sink of this name. */
    private static void choice(Shop shop, String name) {
        sink(shop);
        shop.stage();
        choose(shop, name, "refuse");
    }

    private static void choose(Shop shop, String name, String way) {
        String sink = shop.schema("out") + "." + shop.id(name);
        shop.write(
                "verdigris.yml",
                shop.configuration().text() + "sinks: [{name: '" + sink.replace("'", "''") + "', way: " + way + "}]\n");
    }

    private static void grantAfterStaging(Shop shop) {
        shop.stage();
        shop.system("CREATE ROLE " + shop.id("late"));
        shop.sql("GRANT SELECT ON " + shop.view() + " TO " + shop.id("late"));
    }

    private static void grantOnStagedSide(Shop shop) {
        shop.stage();
        shop.system("CREATE ROLE " + shop.id("early"));
        shop.sql("GRANT SELECT ON " + shop.stagedView() + " TO " + shop.id("early"));
    }
}
