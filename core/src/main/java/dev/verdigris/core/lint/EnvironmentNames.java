package dev.verdigris.core.lint;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place.Setting;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/** The names of several environments on one server. */
public final class EnvironmentNames {

    private EnvironmentNames() {}

    /**
     * Staged names of one environment that are live names of the other. A swap of the one would take away what is live in
     * the other. The same live name in both is no problem: one of them is deployed at a time.
     */
    public static List<Problem> collisions(Environment one, Environment other) {
        return Stream.concat(between(one, other), between(other, one)).toList();
    }

    private static Stream<Problem> between(Environment staging, Environment living) {
        Set<Target> live = living.pairs().stream().map(Pair::live).collect(Collectors.toSet());
        return staging.pairs().stream()
                .filter(pair -> live.contains(pair.suffixed()))
                .map(pair -> new Problem(
                        ProblemCode.DUPLICATE_PAIR,
                        "the staged name of " + pair.live() + " in environment " + staging.name() + " is that of live "
                                + pair.suffixed() + " in environment " + living.name(),
                        pair.suffixed().toString(),
                        Fix.edit(
                                "give environment " + staging.name() + " another suffix, or leave the name out",
                                Setting.SUFFIX)));
    }
}
