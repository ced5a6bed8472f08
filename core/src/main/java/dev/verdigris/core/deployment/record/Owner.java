package dev.verdigris.core.deployment.record;

import java.util.Optional;

/**
 * Whose deployment it is. A takeover replaces all parts.
 *
 * @param id the id of the deployment
 * @param named whether the user or the CI system gave that id
 * @param role the name of the role that began it or took it over; empty if the record had no room for it
 * @param provenance where its files come from
 */
public record Owner(DeploymentId id, boolean named, Optional<String> role, Provenance provenance) {

    /** The same with another role. */
    public Owner withRole(Optional<String> other) {
        return new Owner(id, named, other, provenance);
    }

    /** The same with another origin of the files. */
    public Owner withProvenance(Provenance other) {
        return new Owner(id, named, role, other);
    }
}
