package dev.verdigris.core.deployment.record;

import java.util.Optional;

/**
 * Where the files of a deployment come from, as the user or the CI system says it. A part that the record had no room
 * for is empty.
 *
 * @param commit the commit
 * @param tag the tag of the CI run
 * @param run the address of the CI run
 */
public record Provenance(Optional<String> commit, Optional<String> tag, Optional<String> run) {

    /** Nothing is known. */
    public static final Provenance NONE = new Provenance(Optional.empty(), Optional.empty(), Optional.empty());
}
