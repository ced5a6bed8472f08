package dev.verdigris.core.model.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One SELECT with its FROM clause: where a qualified column reference looks for the relation that it names.
 *
 * <p>Filled while its query is read and not changed afterwards.
 */
public final class Block {

    private final @Nullable Block outer;
    private final List<NamePath> relations = new ArrayList<>();

    Block(@Nullable Block outer) {
        this.outer = outer;
    }

    void add(NamePath relation) {
        relations.add(relation);
    }

    /** The SELECT around this one, if it is a subquery. */
    public Optional<Block> outer() {
        return Optional.ofNullable(outer);
    }

    /** The relations of the FROM clause that go by their own name: those with an alias are known by that alone. */
    public List<NamePath> relations() {
        return Collections.unmodifiableList(relations);
    }
}
