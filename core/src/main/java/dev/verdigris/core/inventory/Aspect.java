package dev.verdigris.core.inventory;

import java.util.Arrays;
import java.util.Optional;

import dev.verdigris.core.text.Kebab;

/** What a fact about a schema, a cluster or an object is about. */
public enum Aspect {
    NAME,
    OWNER,
    /** The privileges of one role. */
    GRANT,
    /** The default privileges of one role, for objects of one kind that one role creates. */
    DEFAULT_PRIVILEGE,
    COMMENT,
    COLUMN_COMMENT,
    /** What an external dependent reads on a side. The objects of a side do not have it. */
    READS,
    SIZE,
    REPLICATION_FACTOR,
    SCHEDULE,
    AVAILABILITY_ZONES,
    INTROSPECTION,
    /** How the server adds replicas by itself. Inventories of older servers and of the first form lack it. */
    AUTO_SCALING_STRATEGY,
    /** A replica of an unmanaged cluster. */
    REPLICA;

    /** The aspect as JSON spells it, such as {@code replication-factor}. */
    public String word() {
        return Kebab.of(this);
    }

    /** The aspect in a sentence, such as {@code replication factor}. */
    public String text() {
        return word().replace('-', ' ');
    }

    /** Whether it is a setting of a cluster. */
    public boolean isOfCluster() {
        return compareTo(SIZE) >= 0;
    }

    /** Whether an inventory without such a fact does not know it. Of the other aspects, none is a value too. */
    boolean isUnknownIfAbsent() {
        return this == AUTO_SCALING_STRATEGY;
    }

    static Optional<Aspect> of(String word) {
        return Arrays.stream(values())
                .filter(aspect -> aspect.word().equals(word))
                .findFirst();
    }
}
