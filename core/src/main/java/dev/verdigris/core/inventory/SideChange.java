package dev.verdigris.core.inventory;

import java.util.Arrays;
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
            return privileges(before);
        }

        /** The privileges after a change of a grant. */
        public Set<Privilege> privilegesNow() {
            return privileges(now);
        }

        /** Whether a value shows the same change. Privileges that it has for other reasons do not matter. */
        public boolean isIn(Optional<String> value) {
            if (fact.aspect() != Aspect.GRANT) {
                return value.equals(now);
            }
            Set<Privilege> there = privileges(value);
            return Arrays.stream(Privilege.values())
                    .filter(each ->
                            privilegesBefore().contains(each) != privilegesNow().contains(each))
                    .allMatch(each -> there.contains(each) == privilegesNow().contains(each));
        }

        private Set<Privilege> privileges(Optional<String> value) {
            return fact.aspect() == Aspect.GRANT
                    ? value.map(FactReader::privileges).orElse(Set.of())
                    : Set.of();
        }
    }
}
