package dev.verdigris.cli.advice;

import java.util.List;

import dev.verdigris.core.problem.ProblemCode;

/** What the verbs that end a deployment find. */
final class OfDrops {

    static final List<Situation> ALL = List.of(
            Situation.of(
                    ProblemCode.PREVIOUS_SIDE_REMAINS, "the last deployment was not cleaned up", Shop::promote, "init"),
            Situation.of(
                    ProblemCode.NOTHING_STAGED, "an abort would drop the previous version", Shop::promote, "abort"),
            Situation.of(
                            ProblemCode.DROPPING,
                            "a cleanup was stopped after its first step",
                            shop -> {
                                shop.promote();
                                shop.sql("ALTER VIEW " + shop.stateView() + " RENAME TO dropping_222222222222");
                            },
                            "rollback")
                    .byHand("finish the cleanup", shop -> {}),
            Situation.of(
                            ProblemCode.STILL_READ,
                            "a view of others reads the previous side",
                            shop -> {
                                shop.promote();
                                shop.sql("CREATE VIEW " + shop.schema("raw") + "." + shop.id("late")
                                        + " AS SELECT id FROM " + shop.stagedView());
                            },
                            "cleanup")
                    .byHand("ask its owner", OfDrops::again),
            Situation.of(
                    ProblemCode.NOT_DRAINED,
                    "a client subscribes to the previous side",
                    shop -> {
                        shop.promote();
                        shop.subscribe("SUBSCRIBE (SELECT id FROM " + shop.stagedView() + ")");
                    },
                    "cleanup",
                    "--yes",
                    "--drain-timeout",
                    "0s"));

    private OfDrops() {}

    private static void again(Shop shop) {
        String late = shop.schema("raw") + "." + shop.id("late");
        shop.sql("DROP VIEW " + late, "CREATE VIEW " + late + " AS SELECT id FROM " + shop.view());
    }
}
