package dev.verdigris.core.catalog;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.catalog.id.CatalogId.RoleId;

/**
 * The role of a connection, and the rules that apply to it.
 *
 * @param role the current role
 * @param superuser whether it is the session of a superuser
 * @param rbacEnabled whether the server checks privileges at all
 * @param serverVersion the text of {@code mz_version()}
 * @param region the text of {@code mz_environment_id()}, which no other server has; empty if it is not known
 */
public record Session(
        RoleId role, boolean superuser, boolean rbacEnabled, String serverVersion, Optional<String> region) {

    private static final Pattern VERSION = Pattern.compile("v(\\d{1,4})\\.(\\d{1,4})\\..*");

    /** A session with a server whose id is not known. */
    public Session(RoleId role, boolean superuser, boolean rbacEnabled, String serverVersion) {
        this(role, superuser, rbacEnabled, serverVersion, Optional.empty());
    }

    /** Whether the server is certainly of this version or of a later one. */
    public boolean isAtLeast(int major, int minor) {
        return isAtLeast(serverVersion, major, minor);
    }

    /** Whether a version, as {@code mz_version()} returns it, is certainly this one or a later one. */
    public static boolean isAtLeast(String serverVersion, int major, int minor) {
        Matcher version = VERSION.matcher(serverVersion);
        if (!version.matches()) {
            return false;
        }
        int shown = Integer.parseInt(version.group(1));
        return shown > major || shown == major && Integer.parseInt(version.group(2)) >= minor;
    }

    /** Whether the server has auto scaling strategies of clusters. Older ones have no relation that shows them. */
    public boolean knowsAutoScaling() {
        return isAtLeast(26, 34);
    }

    /** Whether the server shows to every role which of its parameters somebody has changed. */
    public boolean showsFlags() {
        return isAtLeast(26, 31);
    }

    /** Whether the server resizes clusters after its answer to the statement, and shows how that goes. */
    public boolean knowsReconfigurations() {
        return isAtLeast(26, 35);
    }

    /** Whether the server can compress the arrangements of clusters. */
    public boolean knowsCompression() {
        return isAtLeast(26, 38);
    }

    /** Whether the server checks this session's rights. The server records owners and grants in any case. */
    public boolean isChecked() {
        return rbacEnabled && !superuser;
    }
}
