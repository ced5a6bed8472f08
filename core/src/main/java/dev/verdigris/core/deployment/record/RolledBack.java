package dev.verdigris.core.deployment.record;

import java.time.Instant;
import java.util.Optional;

/**
 * The last rollback of a deployment. It stays in the record while the deployment exists, also after a later build.
 *
 * @param at the time of the rollback, by the clock of the machine that ran it
 * @param role the name of the role that ran it; empty if the record had no room for it
 * @param files the digest of the files that were rolled back; empty if they are not known
 */
public record RolledBack(Instant at, Optional<String> role, Optional<Fingerprint> files) {

    RolledBack withoutRole() {
        return new RolledBack(at, Optional.empty(), files);
    }
}
