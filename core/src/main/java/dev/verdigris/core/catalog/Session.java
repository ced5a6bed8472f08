package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * The role of a connection, and the rules that apply to it.
 *
 * @param role the current role
 * @param superuser whether it is the session of a superuser
 * @param rbacEnabled whether the server checks privileges at all
 * @param serverVersion the text of {@code mz_version()}
 */
public record Session(RoleId role, boolean superuser, boolean rbacEnabled, String serverVersion) {

    /** Whether the server checks this session's rights. The server records owners and grants in any case. */
    public boolean isChecked() {
        return rbacEnabled && !superuser;
    }
}
