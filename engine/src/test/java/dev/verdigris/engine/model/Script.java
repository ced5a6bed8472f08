package dev.verdigris.engine.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.engine.model.Action.Option;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.Tuple;

/**
 * An interleaving of runs: how the environments relate, then one action after the other. Its text is a list of actions
 * that are separated by semicolons. The system property {@code verdigris.script} replays such a text.
 */
public record Script(Layout layout, List<Action> actions) {

    /** The property whose text is played instead of random scripts. */
    public static final String PROPERTY = "verdigris.script";

    private static final long SEED = 20_261_129;

    private static final int WHOLE = 100;
    private static final int LENGTH = 7;

    /** The usual orders of runs. */
    private static final List<List<Work>> USUAL = List.of(
            List.of(Work.INIT, Work.BUILD, Work.CHECK, Work.PROMOTE, Work.CLEANUP),
            List.of(Work.INIT, Work.BUILD, Work.CHECK, Work.PROMOTE, Work.ROLLBACK, Work.BUILD, Work.PROMOTE),
            List.of(Work.DEPLOY, Work.DEPLOY, Work.ROLLBACK, Work.DEPLOY));

    public Script {
        actions = List.copyOf(actions);
    }

    /** Whether this test process replays a script, so that its figures are those of one play. */
    static boolean isReplayed() {
        return System.getProperty(PROPERTY) != null;
    }

    /** The script of a text. */
    public static Script parse(String text) {
        List<String> parts =
                Arrays.stream(text.split(";")).filter(part -> !part.isBlank()).toList();
        return new Script(
                Layout.valueOf(parts.get(0).strip().toUpperCase(Locale.ROOT)),
                parts.stream().skip(1).map(Action::parse).toList());
    }

    /**
     * A number of scripts. A normal build plays the same ones each time, so that a change is what makes it fail. The
     * profile {@code proofs} plays others each time, and prints the seed; {@code -Dverdigris.seed} plays them again.
     */
    public static Stream<Script> share(int longest, int number) {
        long seed =
                Long.getLong("verdigris.seed", Boolean.getBoolean("verdigris.proofs") ? new Random().nextLong() : SEED);
        System.out.println(number + " scripts of the seed " + seed);
        return any(longest).generator(1000).stream(new Random(seed))
                .limit(number)
                .map(Shrinkable::value);
    }

    /** Scripts of all kinds: some whole runs in their usual order, then up to {@code longest} actions. */
    public static Arbitrary<Script> any(int longest) {
        Arbitrary<Action> action = Arbitraries.frequencyOf(
                Tuple.of(8, begins()),
                Tuple.of(12, goes()),
                Tuple.of(3, checkOuts()),
                Tuple.of(2, Arbitraries.of(Seat.class).map(Action.Die::new)));
        return Combinators.combine(
                        Arbitraries.of(Layout.class),
                        usual().list().ofMaxSize(2),
                        action.list().ofMinSize(1).ofMaxSize(longest))
                .as((layout, usual, actions) -> new Script(
                        layout,
                        Stream.concat(usual.stream().flatMap(List::stream), actions.stream())
                                .toList()));
    }

    /** The first runs of a deployment, undisturbed. */
    private static Arbitrary<List<Action>> usual() {
        return Combinators.combine(
                        Arbitraries.of(Seat.class),
                        Arbitraries.of(USUAL),
                        Arbitraries.integers().between(1, LENGTH),
                        Arbitraries.of(Option.CONSENTING, Option.NAMED, Option.EMBEDDED)
                                .set())
                .as((seat, order, length, options) -> order.stream()
                        .limit(length)
                        .<Action>mapMulti((work, all) -> {
                            all.accept(new Action.Begin(seat, work, options));
                            all.accept(new Action.Go(seat, WHOLE));
                        })
                        .toList());
    }

    private static Arbitrary<Action> begins() {
        Arbitrary<Work> works = Arbitraries.frequency(
                Tuple.of(3, Work.INIT),
                Tuple.of(4, Work.BUILD),
                Tuple.of(2, Work.AWAIT),
                Tuple.of(2, Work.CHECK),
                Tuple.of(5, Work.PROMOTE),
                Tuple.of(3, Work.DEPLOY),
                Tuple.of(3, Work.ROLLBACK),
                Tuple.of(2, Work.CLEANUP),
                Tuple.of(2, Work.ABORT));
        return Combinators.combine(Arbitraries.of(Seat.class), works, options()).as(Action.Begin::new);
    }

    private static Arbitrary<Set<Option>> options() {
        return Combinators.combine(
                        option(50, Option.CONSENTING),
                        option(40, Option.NAMED),
                        option(20, Option.TAKING_OVER),
                        option(50, Option.EMBEDDED),
                        option(5, Option.ADOPTING),
                        option(10, Option.EDITED))
                .as((a, b, c, d, e, f) ->
                        Stream.of(a, b, c, d, e, f).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet()));
    }

    private static Arbitrary<Optional<Option>> option(int percent, Option option) {
        return Arbitraries.frequency(Tuple.of(percent, Optional.of(option)), Tuple.of(100 - percent, Optional.empty()));
    }

    private static Arbitrary<Action> checkOuts() {
        return Combinators.combine(
                        Arbitraries.of(Seat.class), Arbitraries.integers().between(1, ModelFiles.VERSIONS))
                .as(Action.CheckOut::new);
    }

    private static Arbitrary<Action> goes() {
        return Combinators.combine(Arbitraries.of(Seat.class), Arbitraries.of(1, 1, 2, 2, 3, 5, 8, 20, WHOLE))
                .as(Action.Go::new);
    }

    @Override
    public String toString() {
        return Stream.concat(
                        Stream.of(layout.name().toLowerCase(Locale.ROOT)),
                        actions.stream().map(Action::toString))
                .collect(Collectors.joining("; "));
    }
}
