package dev.verdigris.cli.advice;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

import static dev.verdigris.cli.advice.Hand.State.PROMOTED;
import static dev.verdigris.cli.advice.Hand.State.ROLLED_BACK;
import static dev.verdigris.cli.advice.Hand.State.STAGED;

/**
 * What another tool, or a person, does to a deployment between two verbs.
 *
 * @param state the state before
 * @param what what is done, as the page of the operators says it
 * @param does does it
 */
record Hand(State state, String what, Consumer<Shop> does) {

    /** How far Verdigris has come. Version 1 was live at first, and version 2 is the new one. */
    enum State {
        STAGED("staged", Shop::stage),
        PROMOTED("promoted", Shop::promote),
        ROLLED_BACK("rolled back", shop -> {
            shop.promote();
            shop.verdigris("rollback");
        });

        private final String words;
        private final Consumer<Shop> reach;

        State(String words, Consumer<Shop> reach) {
            this.words = words;
            this.reach = reach;
        }

        /** Brings a shop into this state. */
        void reach(Shop shop) {
            reach.accept(shop);
        }

        @Override
        public String toString() {
            return words;
        }
    }

    private static final Consumer<Shop> LIVE_SCHEMA_RENAMED =
            shop -> shop.sql("ALTER SCHEMA " + shop.schema("mart") + " RENAME TO " + shop.id("old"));

    private static final Consumer<Shop> LIVE_CLUSTER_RENAMED =
            shop -> shop.sql("ALTER CLUSTER " + shop.id("prod") + " RENAME TO " + shop.id("oldc"));

    private static final Consumer<Shop> SUFFIXED_SCHEMA_RENAMED =
            shop -> shop.sql("ALTER SCHEMA " + shop.stagedSchema("mart") + " RENAME TO " + shop.id("away"));

    private static final Consumer<Shop> SUFFIXED_CLUSTER_RENAMED =
            shop -> shop.sql("ALTER CLUSTER " + shop.staged("prod") + " RENAME TO " + shop.id("awayc"));

    private static final Consumer<Shop> SCHEMA_MOVED_IN = LIVE_SCHEMA_RENAMED.andThen(
            shop -> shop.sql("ALTER SCHEMA " + shop.stagedSchema("mart") + " RENAME TO " + shop.id("mart")));

    private static final Consumer<Shop> ALL_MOVED_IN = SCHEMA_MOVED_IN
            .andThen(LIVE_CLUSTER_RENAMED)
            .andThen(shop -> shop.sql("ALTER CLUSTER " + shop.staged("prod") + " RENAME TO " + shop.id("prod")));

    private static final Consumer<Shop> SCHEMA_SWAPPED =
            shop -> shop.sql("ALTER SCHEMA " + shop.schema("mart") + " SWAP WITH " + shop.staged("mart"));

    private static final Consumer<Shop> CLUSTER_SWAPPED =
            shop -> shop.sql("ALTER CLUSTER " + shop.id("prod") + " SWAP WITH " + shop.staged("prod"));

    private static final Consumer<Shop> ALL_SWAPPED = SCHEMA_SWAPPED.andThen(CLUSTER_SWAPPED);

    private static final Consumer<Shop> LIVE_SCHEMA_DROPPED =
            shop -> shop.sql("DROP SCHEMA " + shop.schema("mart") + " CASCADE");

    private static final Consumer<Shop> LIVE_CLUSTER_DROPPED =
            shop -> shop.sql("DROP CLUSTER " + shop.id("prod") + " CASCADE");

    private static final Consumer<Shop> SUFFIXED_SCHEMA_DROPPED =
            shop -> shop.sql("DROP SCHEMA " + shop.stagedSchema("mart") + " CASCADE");

    private static final Consumer<Shop> SUFFIXED_CLUSTER_DROPPED =
            shop -> shop.sql("DROP CLUSTER " + shop.staged("prod") + " CASCADE");

    private static final Consumer<Shop> LOCK_DROPPED = shop -> shop.sql("DROP SCHEMA " + shop.lock() + " CASCADE");

    private static final Consumer<Shop> STATE_VIEW_DROPPED = shop -> shop.sql("DROP VIEW " + shop.stateView());

    /** All that the page says. */
    static final List<Hand> ALL = Stream.of(ofNames(), ofSwaps(), ofDrops(), ofLocks())
            .flatMap(List::stream)
            .toList();

    private static List<Hand> ofNames() {
        return List.of(
                new Hand(STAGED, "renames the staged schema", SUFFIXED_SCHEMA_RENAMED),
                new Hand(STAGED, "renames the staged cluster", SUFFIXED_CLUSTER_RENAMED),
                new Hand(STAGED, "renames the live schema", LIVE_SCHEMA_RENAMED),
                new Hand(STAGED, "renames the live cluster", LIVE_CLUSTER_RENAMED),
                new Hand(STAGED, "renames the staged schema to the live name", SCHEMA_MOVED_IN),
                new Hand(STAGED, "renames the whole staged side to the live names", ALL_MOVED_IN),
                new Hand(PROMOTED, "renames the previous schema", SUFFIXED_SCHEMA_RENAMED),
                new Hand(PROMOTED, "renames the previous cluster", SUFFIXED_CLUSTER_RENAMED),
                new Hand(
                        PROMOTED,
                        "renames the whole previous side",
                        SUFFIXED_SCHEMA_RENAMED.andThen(SUFFIXED_CLUSTER_RENAMED)),
                new Hand(PROMOTED, "renames the live schema", LIVE_SCHEMA_RENAMED),
                new Hand(PROMOTED, "renames the live cluster", LIVE_CLUSTER_RENAMED),
                new Hand(PROMOTED, "renames the previous schema to the live name", SCHEMA_MOVED_IN),
                new Hand(PROMOTED, "renames the whole previous side to the live names", ALL_MOVED_IN),
                new Hand(ROLLED_BACK, "renames the staged schema", SUFFIXED_SCHEMA_RENAMED),
                new Hand(ROLLED_BACK, "renames the live schema", LIVE_SCHEMA_RENAMED));
    }

    private static List<Hand> ofSwaps() {
        return List.of(
                new Hand(STAGED, "swaps the schemas", SCHEMA_SWAPPED),
                new Hand(STAGED, "swaps the clusters", CLUSTER_SWAPPED),
                new Hand(STAGED, "swaps all pairs", ALL_SWAPPED),
                new Hand(
                        STAGED,
                        "swaps all pairs and drops the previous schema",
                        ALL_SWAPPED.andThen(SUFFIXED_SCHEMA_DROPPED)),
                new Hand(PROMOTED, "swaps the schemas", SCHEMA_SWAPPED),
                new Hand(PROMOTED, "swaps all pairs", ALL_SWAPPED),
                new Hand(ROLLED_BACK, "swaps the schemas", SCHEMA_SWAPPED),
                new Hand(ROLLED_BACK, "swaps all pairs", ALL_SWAPPED));
    }

    private static List<Hand> ofDrops() {
        return List.of(
                new Hand(STAGED, "drops the staged schema", SUFFIXED_SCHEMA_DROPPED),
                new Hand(STAGED, "drops the staged cluster", SUFFIXED_CLUSTER_DROPPED),
                new Hand(STAGED, "drops the staged side", SUFFIXED_SCHEMA_DROPPED.andThen(SUFFIXED_CLUSTER_DROPPED)),
                new Hand(STAGED, "drops the live schema", LIVE_SCHEMA_DROPPED),
                new Hand(STAGED, "drops the live side", LIVE_SCHEMA_DROPPED.andThen(LIVE_CLUSTER_DROPPED)),
                new Hand(PROMOTED, "drops the previous schema", SUFFIXED_SCHEMA_DROPPED),
                new Hand(PROMOTED, "drops the previous cluster", SUFFIXED_CLUSTER_DROPPED),
                new Hand(
                        PROMOTED, "drops the previous side", SUFFIXED_SCHEMA_DROPPED.andThen(SUFFIXED_CLUSTER_DROPPED)),
                new Hand(PROMOTED, "drops the live schema", LIVE_SCHEMA_DROPPED),
                new Hand(PROMOTED, "drops the live side", LIVE_SCHEMA_DROPPED.andThen(LIVE_CLUSTER_DROPPED)),
                new Hand(ROLLED_BACK, "drops the staged schema", SUFFIXED_SCHEMA_DROPPED));
    }

    private static List<Hand> ofLocks() {
        return List.of(
                new Hand(STAGED, "drops the lock schema", LOCK_DROPPED),
                new Hand(STAGED, "drops the state view", STATE_VIEW_DROPPED),
                new Hand(STAGED, "swaps all pairs and drops the lock schema", ALL_SWAPPED.andThen(LOCK_DROPPED)),
                new Hand(PROMOTED, "drops the lock schema", LOCK_DROPPED),
                new Hand(PROMOTED, "drops the state view", STATE_VIEW_DROPPED),
                new Hand(PROMOTED, "swaps all pairs and drops the lock schema", ALL_SWAPPED.andThen(LOCK_DROPPED)),
                new Hand(ROLLED_BACK, "drops the lock schema", LOCK_DROPPED),
                new Hand(ROLLED_BACK, "drops the state view", STATE_VIEW_DROPPED));
    }

    @Override
    public String toString() {
        return state + ": somebody " + what;
    }
}
