package dev.verdigris.core.model.syntax;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * One SELECT with its FROM clause. A qualified column reference finds its relation there.
 *
 * <p>It is filled while its query is read and does not change afterwards.
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

    /** The relations of the FROM clause without an alias. A relation with an alias is known only by the alias. */
    public List<NamePath> relations() {
        return Collections.unmodifiableList(relations);
    }
}
