package dev.verdigris.core.model.syntax;

import java.util.HashSet;
import java.util.Set;

import dev.verdigris.core.name.Identifier;

/** The common table expressions that a query may name. They come before any relation of the catalog. */
record Scope(Set<Identifier> names) {

    static final Scope EMPTY = new Scope(Set.of());

    Scope with(Identifier name) {
        return with(Set.of(name));
    }

    Scope with(Set<Identifier> more) {
        Set<Identifier> all = new HashSet<>(names);
        all.addAll(more);
        return new Scope(Set.copyOf(all));
    }

    boolean holds(NamePath path) {
        return path.size() == 1 && names.contains(path.last());
    }
}
