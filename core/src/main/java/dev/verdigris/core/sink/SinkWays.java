package dev.verdigris.core.sink;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * The ways that were chosen for sinks. A sink that is not among them is re-pointed.
 *
 * @param chosen the way of each sink
 * @param made the names of the sinks that deployments make, and that are therefore never re-pointed by this one
 */
public record SinkWays(SortedMap<ObjectName, SinkWay> chosen, Set<ObjectName> made) {

    /** No choice. */
    public static final SinkWays NONE = new SinkWays(new TreeMap<>(), Set.of());

    public SinkWays {
        chosen = Collections.unmodifiableSortedMap(new TreeMap<>(chosen));
        made = Set.copyOf(made);
    }

    /** Choices that a deployment has not kept. */
    public static SinkWays of(Map<ObjectName, SinkWay> chosen) {
        return new SinkWays(new TreeMap<>(chosen), Set.of());
    }

    /** The way of a sink. */
    public SinkWay of(ObjectName sink) {
        return Optional.ofNullable(chosen.get(sink)).orElseGet(SinkWay.Repoint::new);
    }

    /** These choices, and weaker ones for the other sinks. */
    public SinkWays over(SinkWays weaker) {
        SortedMap<ObjectName, SinkWay> all = new TreeMap<>(weaker.chosen);
        all.putAll(chosen);
        return new SinkWays(all, union(made, weaker.made));
    }

    /** The same after a deployment has kept them. */
    public SinkWays kept() {
        Set<ObjectName> named = chosen.entrySet().stream()
                .flatMap(entry -> entry.getValue() instanceof SinkWay.Republish way
                        ? Stream.of(made(entry.getKey(), way.topic()))
                        : Stream.empty())
                .collect(Collectors.toSet());
        return new SinkWays(chosen, union(made, named));
    }

    /** The choices for a rollback: each sink that follows it is re-pointed. */
    public SinkWays back() {
        return new SinkWays(new TreeMap<>(), made);
    }

    /**
     * Those that a deployment must keep, because what it has kept says something else. A refusal ends with the run.
     *
     * @param concerned the sinks that the run concerns
     */
    public SinkWays beyond(SinkWays kept, Collection<ObjectName> concerned) {
        SortedMap<ObjectName, SinkWay> more = new TreeMap<>(unlike(kept).chosen);
        more.keySet().retainAll(concerned);
        more.values().removeIf(SinkWay.Refuse.class::isInstance);
        return of(more);
    }

    /** Those that say something else than what a deployment has kept. */
    public SinkWays unlike(SinkWays kept) {
        SortedMap<ObjectName, SinkWay> other = new TreeMap<>(chosen);
        other.entrySet().removeIf(entry -> entry.getValue().equals(kept.of(entry.getKey())));
        return of(other);
    }

    /** Whether nothing was chosen. */
    public boolean isEmpty() {
        return chosen.isEmpty();
    }

    /** The sink that publishes the new version beside another one. It has the name of its topic. */
    public static ObjectName made(ObjectName beside, Topic topic) {
        return new ObjectName(beside.schema(), Identifier.of(topic.name()));
    }

    private static Set<ObjectName> union(Set<ObjectName> one, Set<ObjectName> other) {
        Set<ObjectName> all = new TreeSet<>(one);
        all.addAll(other);
        return all;
    }
}
