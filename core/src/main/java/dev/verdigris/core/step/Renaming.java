package dev.verdigris.core.step;

import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.name.ObjectName;

/**
 * A schema, cluster or object with its name before and after a transition.
 *
 * @param from the name before it
 * @param to the name after it
 */
public record Renaming(Target from, Target to) {

    /** The names that exist after a transition that also renames the state view. */
    static List<Target> results(ObjectName stateView, List<Renaming> renamings) {
        return Stream.concat(
                        Stream.of(Target.view(stateView)), renamings.stream().map(Renaming::to))
                .toList();
    }
}
