package dev.verdigris.sandbox.request;

import java.util.List;
import java.util.UUID;

/**
 * The session's state at the start of a statement, as far as the catalog needs it.
 *
 * @param sessionId the id shown in {@code mz_internal.mz_sessions}
 * @param connectionId the number that cancels it
 * @param roleId the id of the role in force
 * @param roleName the name of the role in force
 * @param superuser whether the role bypasses privileges
 * @param rbacEnabled whether privileges are checked for this session
 * @param database the session's database; it may not exist
 * @param searchPath the schemas of {@code search_path} in order, without the implicit ones; they may not exist
 * @param cluster the session's cluster; it may not exist
 */
public record SessionContext(
        UUID sessionId,
        int connectionId,
        String roleId,
        String roleName,
        boolean superuser,
        boolean rbacEnabled,
        String database,
        List<String> searchPath,
        String cluster) {

    public SessionContext {
        searchPath = List.copyOf(searchPath);
    }
}
