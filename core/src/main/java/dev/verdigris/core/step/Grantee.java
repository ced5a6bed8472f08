package dev.verdigris.core.step;

import dev.verdigris.core.name.Identifier;

/** The role or roles that a grant names, or whose objects default privileges concern. */
public sealed interface Grantee {

    /** PUBLIC. As the creator in default privileges it means all roles. */
    record Everybody() implements Grantee {}

    /**
     * One role.
     *
     * @param name its name
     */
    record ToRole(Identifier name) implements Grantee {}
}
