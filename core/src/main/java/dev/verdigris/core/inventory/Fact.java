package dev.verdigris.core.inventory;

import java.util.Comparator;
import java.util.List;

import dev.verdigris.core.catalog.access.DefaultPrivilege.ObjectKind;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * The key of one fact. The part of an inventory has the value.
 *
 * @param aspect what it is about
 * @param which which one, if there can be several
 */
public record Fact(Aspect aspect, Which which) implements Comparable<Fact> {

    private static final Comparator<Fact> ORDER = Comparator.comparing(Fact::aspect)
            .thenComparing(fact -> fact.which().text());

    private static final String SEPARATOR = ":";

    /** Which one of several facts of one aspect. */
    public sealed interface Which {

        /** It as an inventory has it. */
        String text();

        /** There is only one. */
        record Only() implements Which {
            @Override
            public String text() {
                return "";
            }
        }

        /** The privileges of a role. */
        record OfRole(RoleId role) implements Which {
            @Override
            public String text() {
                return role.value();
            }
        }

        /** The default privileges of a role, for the objects of a kind that another role creates. */
        record OfDefault(RoleId grantee, ObjectKind kind, RoleId creator) implements Which {
            @Override
            public String text() {
                return grantee.value() + " " + kind + " " + creator.value();
            }
        }

        /** The comment on a column, by its position from 1. */
        record OfColumn(int position) implements Which {
            @Override
            public String text() {
                return String.valueOf(position);
            }
        }

        /** A replica, by its name. */
        record OfReplica(String name) implements Which {
            @Override
            public String text() {
                return name;
            }
        }
    }

    static Fact of(Aspect aspect) {
        return new Fact(aspect, new Which.Only());
    }

    static Fact grant(RoleId role) {
        return new Fact(Aspect.GRANT, new Which.OfRole(role));
    }

    static Fact replica(String name) {
        return new Fact(Aspect.REPLICA, new Which.OfReplica(name));
    }

    /** The roles whose access it is about. */
    public List<RoleId> roles() {
        return switch (which) {
            case Which.OfRole of -> List.of(of.role());
            case Which.OfDefault of -> List.of(of.grantee(), of.creator());
            case Which.Only only -> List.of();
            case Which.OfColumn column -> List.of();
            case Which.OfReplica replica -> List.of();
        };
    }

    /** The fact as a text that {@link #parse} reads. */
    String text() {
        String of = which.text();
        return of.isEmpty() ? aspect.word() : aspect.word() + SEPARATOR + of;
    }

    static Fact parse(String text) {
        int colon = text.indexOf(SEPARATOR);
        String word = colon < 0 ? text : text.substring(0, colon);
        return Aspect.of(word)
                .map(aspect -> new Fact(aspect, which(aspect, colon < 0 ? "" : text.substring(colon + 1))))
                .orElseThrow(() -> new IllegalArgumentException("not an aspect: " + word));
    }

    private static Which which(Aspect aspect, String text) {
        return switch (aspect) {
            case GRANT -> new Which.OfRole(new RoleId(text));
            case DEFAULT_PRIVILEGE -> ofDefault(text);
            case COLUMN_COMMENT -> new Which.OfColumn(Integer.parseInt(text));
            case REPLICA -> new Which.OfReplica(text);
            case NAME,
                    OWNER,
                    COMMENT,
                    READS,
                    SIZE,
                    REPLICATION_FACTOR,
                    SCHEDULE,
                    AVAILABILITY_ZONES,
                    INTROSPECTION,
                    AUTO_SCALING_STRATEGY -> new Which.Only();
        };
    }

    private static Which ofDefault(String text) {
        List<String> words = List.of(text.split(" "));
        if (words.size() != 3) {
            throw new IllegalArgumentException("not a default privilege: " + text);
        }
        return new Which.OfDefault(
                new RoleId(words.get(0)), ObjectKind.valueOf(words.get(1)), new RoleId(words.get(2)));
    }

    @Override
    public int compareTo(Fact other) {
        return ORDER.compare(this, other);
    }
}
