package dev.verdigris.core.deployment.record;

import java.time.Instant;
import java.util.Optional;

/**
 * The last rollback of a deployment. It stays in the record while the deployment exists, also after a later build. What
 * was rolled back is known by its files or, if another tool built it, by its objects.
 *
 * @param at the time of the rollback, by the clock of the machine that ran it
 * @param role the name of the role that ran it; empty if the record had no room for it
 * @param token the fencing token that the rollback gave to the state view; an entry with another token is about an
 *     earlier rollback
 * @param files the digest of the files that were rolled back; empty if they are not known
 * @param side the digest of the objects that were rolled back; empty if the files are known
 */
public record RolledBack(
        Instant at,
        Optional<String> role,
        FencingToken token,
        Optional<Fingerprint> files,
        Optional<Fingerprint> side) {

    RolledBack renamed(FencingToken to) {
        return new RolledBack(at, role, to, files, side);
    }

    RolledBack withoutRole() {
        return new RolledBack(at, Optional.empty(), token, files, side);
    }
}
