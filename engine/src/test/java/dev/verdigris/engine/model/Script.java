package dev.verdigris.engine.model;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * An interleaving of runs: how the environments relate, then one action after the other. Its text is a list of actions
 * that are separated by semicolons. The system property {@code verdigris.script} replays such a text.
 */
public record Script(Layout layout, List<Action> actions) {

    /** The property whose text is played instead of random scripts. */
    public static final String PROPERTY = "verdigris.script";

    private static final int WHOLE = 100;

    public Script {
        actions = List.copyOf(actions);
    }

    /** The script of a text. */
    public static Script parse(String text) {
        List<String> parts =
                Arrays.stream(text.split(";")).filter(part -> !part.isBlank()).toList();
        return new Script(
                Layout.valueOf(parts.get(0).strip().toUpperCase(Locale.ROOT)),
                parts.stream().skip(1).map(Action::parse).toList());
    }

    /** Scripts of all kinds: some whole runs in their usual order, then up to {@code longest} actions. */
    public static Arbitrary<Script> any(int longest) {
        Arbitrary<Action> action = Arbitraries.frequencyOf(
                Tuple.of(4, begins()),
                Tuple.of(6, goes()),
                Tuple.of(1, Arbitraries.of(Seat.class).map(Action.Die::new)));
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
        List<Work> order = List.of(Work.INIT, Work.BUILD, Work.PROMOTE, Work.CLEANUP);
        return Combinators.combine(
                        Arbitraries.of(Seat.class), Arbitraries.integers().between(1, order.size()))
                .as((seat, length) -> order.stream()
                        .limit(length)
                        .<Action>mapMulti((work, all) -> {
                            all.accept(new Action.Begin(seat, work, true));
                            all.accept(new Action.Go(seat, WHOLE));
                        })
                        .toList());
    }

    private static Arbitrary<Action> begins() {
        Arbitrary<Work> works = Arbitraries.frequency(
                Tuple.of(3, Work.INIT),
                Tuple.of(4, Work.BUILD),
                Tuple.of(5, Work.PROMOTE),
                Tuple.of(3, Work.ROLLBACK),
                Tuple.of(2, Work.CLEANUP),
                Tuple.of(2, Work.ABORT));
        return Combinators.combine(Arbitraries.of(Seat.class), works, Arbitraries.of(true, false))
                .as(Action.Begin::new);
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
