package dev.verdigris.core.inventory;

import java.util.Comparator;
import java.util.List;

import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * The key of one fact. The part of an inventory has the value.
 *
 * @param aspect what it is about
 * @param of which one, if there can be several: the id of a role, the position of a column, the name of a replica;
 *     empty otherwise
 */
public record Fact(Aspect aspect, String of) implements Comparable<Fact> {

    private static final Comparator<Fact> ORDER =
            Comparator.comparing(Fact::aspect).thenComparing(Fact::of);

    private static final String SEPARATOR = ":";

    static Fact of(Aspect aspect) {
        return new Fact(aspect, "");
    }

    /** The roles whose access it is about. */
    public List<RoleId> roles() {
        return switch (aspect) {
            case GRANT -> List.of(new RoleId(of));
            case DEFAULT_PRIVILEGE -> {
                String[] words = of.split(" ");
                yield List.of(new RoleId(words[0]), new RoleId(words[2]));
            }
            case NAME,
                    OWNER,
                    COMMENT,
                    COLUMN_COMMENT,
                    SIZE,
                    REPLICATION_FACTOR,
                    SCHEDULE,
                    AVAILABILITY_ZONES,
                    INTROSPECTION,
                    AUTO_SCALING_STRATEGY,
                    REPLICA -> List.of();
        };
    }

    /** The fact as a text that {@link #parse} reads. */
    String text() {
        return of.isEmpty() ? aspect.word() : aspect.word() + SEPARATOR + of;
    }

    static Fact parse(String text) {
        int colon = text.indexOf(SEPARATOR);
        String word = colon < 0 ? text : text.substring(0, colon);
        return Aspect.of(word)
                .map(aspect -> new Fact(aspect, colon < 0 ? "" : text.substring(colon + 1)))
                .orElseThrow(() -> new IllegalArgumentException("not an aspect: " + word));
    }

    @Override
    public int compareTo(Fact other) {
        return ORDER.compare(this, other);
    }
}
