package dev.verdigris.engine.rights;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * One right of the deployer: a privilege, an ownership or a membership.
 *
 * @param kind what it is a right to
 * @param object the name of the object as SQL; the role of a membership; empty for the system
 * @param type the type of the object as the catalog names it
 * @param privilege the privilege; empty for an ownership or a membership
 * @param grantee who holds it, as SQL
 */
record Right(Kind kind, String object, String type, String privilege, String grantee) {

    /** The end of the name of a view of Verdigris, which differs from deployment to deployment. */
    private static final Pattern TOKEN =
            Pattern.compile("(staged_|promoted_|rolled_back_|dropping_|(build|consents)_|)[0-9a-f]{12}\"$");

    /** The kinds of rights. */
    enum Kind {
        PRIVILEGE,
        OWNERSHIP,
        MEMBERSHIP
    }

    /** The same for the rights that are the same in each deployment. */
    String key() {
        String name = TOKEN.matcher(object).replaceAll("$2…\"");
        return (privilege.isEmpty() ? kind.name().toLowerCase(Locale.ROOT) : privilege) + " on " + type + " " + name
                + " of " + grantee;
    }

    /**
     * Takes it away.
     *
     * @param stranger the role that becomes the owner instead
     */
    String take(String stranger) {
        return switch (kind) {
            case PRIVILEGE -> "REVOKE " + privilege + " ON " + on() + " FROM " + grantee;
            case OWNERSHIP -> owner(stranger);
            case MEMBERSHIP -> "REVOKE " + object + " FROM " + grantee;
        };
    }

    /** Gives it back. */
    String give() {
        return switch (kind) {
            case PRIVILEGE -> "GRANT " + privilege + " ON " + on() + " TO " + grantee;
            case OWNERSHIP -> owner(grantee);
            case MEMBERSHIP -> "GRANT " + object + " TO " + grantee;
        };
    }

    /** The same right to an object of another name. */
    Right named(String other) {
        return new Right(kind, other, type, privilege, grantee);
    }

    private String owner(String to) {
        return "ALTER " + type.toUpperCase(Locale.ROOT).replace('-', ' ') + " " + object + " OWNER TO " + to;
    }

    private String on() {
        return switch (type) {
            case "system" -> "SYSTEM";
            case "table", "source", "view", "materialized-view" -> "TABLE " + object;
            default -> type.toUpperCase(Locale.ROOT) + " " + object;
        };
    }
}
