package dev.verdigris.core.catalog.id;

/**
 * The id of a role, or of the pseudo role {@link #PUBLIC}, which has no row in {@code mz_roles}.
 *
 * @param value the id as the server prints it, such as {@code u3}
 */
public record RoleId(String value) implements CatalogId {

    /** All roles. As the creator of a default privilege it means ALL ROLES. */
    public static final RoleId PUBLIC = new RoleId("p");

    public RoleId {
        CatalogId.check(value);
    }

    /** Reads an id from an ACL. There, an empty text means PUBLIC too. */
    public static RoleId ofAcl(String text) {
        return text.isEmpty() ? PUBLIC : new RoleId(text);
    }

    /** Whether this is {@link #PUBLIC}. */
    public boolean isPublic() {
        return equals(PUBLIC);
    }

    @Override
    public String toString() {
        return value;
    }
}
