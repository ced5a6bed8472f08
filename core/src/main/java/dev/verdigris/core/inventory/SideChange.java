package dev.verdigris.core.inventory;

import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.access.Privilege;

/** One thing that has changed on a side. */
public sealed interface SideChange {

    /** What has changed, as it is now; as it was, if it is gone. */
    Part part();

    /** It is new. */
    record Created(Part part) implements SideChange {}

    /** It is gone. */
    record Dropped(Part part) implements SideChange {}

    /** It is new, and it has the name of one that is gone. */
    record Replaced(Part before, Part part) implements SideChange {}

    /** A fact about it has another value. An empty value means that there was none, or that there is none. */
    record Altered(Part part, Fact fact, Optional<String> before, Optional<String> now) implements SideChange {

        /** The privileges before a change of a grant. */
        public Set<Privilege> privilegesBefore() {
            return fact.aspect() == Aspect.GRANT
                    ? before.map(FactReader::privileges).orElse(Set.of())
                    : Set.of();
        }
    }
}
