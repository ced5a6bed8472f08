package dev.verdigris.core.catalog.access;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * The privileges that one role granted to another one.
 *
 * @param grantee the role with the privileges; {@link RoleId#PUBLIC} for all roles
 * @param privileges the privileges in the order of the enum, at least one
 * @param grantor the owner at the time of the grant
 */
public record AclItem(RoleId grantee, Set<Privilege> privileges, RoleId grantor) {

    public AclItem {
        if (privileges.isEmpty()) {
            throw new IllegalArgumentException("an ACL entry grants something");
        }
        privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
    }

    /**
     * Reads the text form {@code grantee=LETTERS/grantor} of a {@code mz_aclitem}.
     *
     * @throws IllegalArgumentException if the text has another form or contains an unknown letter; an unknown privilege
     *     must not count as a missing one
     */
    public static AclItem parse(String text) {
        int equals = text.indexOf('=');
        int slash = text.indexOf('/', equals + 1);
        if (equals < 0 || slash < 0) {
            throw new IllegalArgumentException("not an ACL entry: " + text);
        }
        return new AclItem(
                RoleId.ofAcl(text.substring(0, equals)),
                letters(text.substring(equals + 1, slash)),
                RoleId.ofAcl(text.substring(slash + 1)));
    }

    /**
     * Reads the letters of an ACL, such as {@code UC}.
     *
     * @throws IllegalArgumentException for an unknown letter
     */
    public static Set<Privilege> letters(String letters) {
        Set<Privilege> privileges = new TreeSet<>();
        for (char letter : letters.toCharArray()) {
            privileges.add(Privilege.ofLetter(letter)
                    .orElseThrow(() -> new IllegalArgumentException("unknown privilege letter: " + letter)));
        }
        return privileges;
    }

    /** The text form that {@link #parse} reads. */
    @Override
    public String toString() {
        String letters = List.copyOf(privileges).stream()
                .map(privilege -> String.valueOf(privilege.letter()))
                .collect(Collectors.joining());
        return (grantee.isPublic() ? "" : grantee.value()) + "=" + letters + "/" + grantor.value();
    }
}
