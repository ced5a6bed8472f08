package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.ObjectName;

/**
 * Sorts statements into layers by their dependencies.
 *
 * <p>A relation comes after the relations that it reads and after their indexes. The server plans a dataflow for the
 * indexes that exist when the dataflow is created, and it does not change the plan later. Comments come after indexes,
 * because they may be on an index.
 */
final class Layers {

    private final Map<ObjectName, List<BuildStatement>> statements = new HashMap<>();
    private final SortedMap<Integer, List<BuildStatement>> layers = new TreeMap<>();

    /** The first layer in which a relation can be read with all its indexes. */
    private final Map<ObjectName, Integer> usable = new HashMap<>();

    private Layers(List<BuildStatement> all) {
        all.forEach(statement -> statements
                .computeIfAbsent(statement.live(), name -> new ArrayList<>())
                .add(statement));
    }

    /**
     * Sorts statements.
     *
     * @param all the statements, those of one relation in the order of their file
     * @param order the relations, each after those that it reads
     */
    static List<List<BuildStatement>> of(List<BuildStatement> all, List<ObjectName> order) {
        Layers layers = new Layers(all);
        order.forEach(layers::place);
        layers.layers.values().forEach(layer -> layer.sort(Comparator.comparing(BuildStatement::live)));
        return List.copyOf(layers.layers.values());
    }

    private void place(ObjectName model) {
        List<BuildStatement> own = statements.getOrDefault(model, List.of());
        int relation = own.stream()
                .flatMap(statement -> statement.reads().stream())
                .filter(read -> !read.equals(model))
                .mapToInt(read -> usable.getOrDefault(read, 0))
                .max()
                .orElse(0);
        boolean indexed = own.stream().anyMatch(statement -> statement.effect() instanceof Effect.Index);
        usable.put(model, relation + (indexed ? 2 : 1));
        for (BuildStatement statement : own) {
            int layer = switch (statement.effect()) {
                case Effect.View view -> relation;
                case Effect.MaterializedView view -> relation;
                case Effect.Index index -> relation + 1;
                case Effect.Grant grant -> relation + 1;
                case Effect.Comment comment -> relation + (indexed ? 2 : 1);
            };
            layers.computeIfAbsent(layer, number -> new ArrayList<>()).add(statement);
        }
    }
}
