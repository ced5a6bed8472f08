package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.id.RoleId;

/**
 * Who is connected, and under which rules.
 *
 * @param role the role in force
 * @param superuser whether the session is a superuser's
 * @param rbacEnabled whether the server checks privileges at all
 * @param serverVersion the text of {@code mz_version()}
 */
public record Session(RoleId role, boolean superuser, boolean rbacEnabled, String serverVersion) {

    /** Whether the server checks this session's rights. If not, owners and grants are recorded all the same. */
    public boolean isChecked() {
        return rbacEnabled && !superuser;
    }
}
