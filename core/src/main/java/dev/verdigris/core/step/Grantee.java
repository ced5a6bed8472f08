package dev.verdigris.core.step;

import dev.verdigris.core.name.Identifier;

/** To whom something is granted, or whose objects default privileges concern. */
public sealed interface Grantee {

    /** Everybody; as the creator in default privileges: all roles. */
    record Everybody() implements Grantee {}

    /**
     * One role.
     *
     * @param name its name
     */
    record ToRole(Identifier name) implements Grantee {}
}
