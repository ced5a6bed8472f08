package dev.verdigris.cli.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Puts the keys of merged anchors into the mappings of a file, once for each mapping. The order in which they win is
 * that of PyYAML, with which dbt reads: the keys of the mapping itself, then those of its last merge. Versions of
 * PyYAML differ in which anchor of a list wins, so the anchors of a list must not contradict each other.
 */
final class YamlMerges {

    /** The most keys that the anchors of a file may bring, counted again for each merge. */
    private static final int MOST_KEYS = 1_000_000;

    /**
     * What is wrong with a merge.
     *
     * @param what the mistake
     * @param where the node that has it
     */
    record Fault(String what, Node where) {}

    private final boolean lastWins;
    private final Set<Node> begun = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> ended = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<Fault> faults = new ArrayList<>();
    private int keys;

    private YamlMerges(boolean lastWins) {
        this.lastWins = lastWins;
    }

    /**
     * Expands all mappings of {@code root}.
     *
     * @param lastWins whether the last of the same keys of a mapping counts; otherwise all of them stay
     * @return the mistakes
     */
    static List<Fault> expand(Node root, boolean lastWins) {
        YamlMerges merges = new YamlMerges(lastWins);
        merges.visit(root);
        return merges.faults;
    }

    /** Visits a node once. Only the nesting of the file makes it recursive, because an alias follows its anchor. */
    private void visit(Node node) {
        if (!begun.add(node)) {
            return;
        }
        switch (node) {
            case MappingNode mapping -> {
                mapping.getValue().forEach(tuple -> visit(tuple.getValueNode()));
                mapping.setValue(expanded(mapping));
            }
            case SequenceNode list -> list.getValue().forEach(this::visit);
            default -> {}
        }
        ended.add(node);
    }

    private List<NodeTuple> expanded(MappingNode mapping) {
        List<NodeTuple> written = new ArrayList<>();
        Map<String, NodeTuple> own = new LinkedHashMap<>();
        Map<String, NodeTuple> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            if (Tag.MERGE.equals(tuple.getKeyNode().getTag())) {
                merge(tuple.getValueNode(), merged);
            } else {
                boolean known = word(tuple).map(word -> own.put(word, tuple)).isPresent();
                if (!known || !lastWins) {
                    written.add(tuple);
                }
            }
        }
        merged.keySet().removeAll(own.keySet());
        return Stream.concat(
                        written.stream()
                                .map(tuple ->
                                        lastWins ? word(tuple).map(own::get).orElse(tuple) : tuple),
                        merged.values().stream())
                .toList();
    }

    private static Optional<String> word(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode word ? Optional.of(word.getValue()) : Optional.empty();
    }

    /** Adds the keys of the mappings that one {@code <<} merges. */
    private void merge(Node merge, Map<String, NodeTuple> merged) {
        Map<String, NodeTuple> keysOfAll = new LinkedHashMap<>();
        for (Node each : merge instanceof SequenceNode list ? list.getValue() : List.of(merge)) {
            if (!(each instanceof MappingNode source)) {
                faults.add(new Fault("<< merges something that is not a mapping", each));
            } else if (!ended.contains(source)) {
                faults.add(new Fault("an anchor contains itself", source));
            } else if (isWithinLimit(source, merge)) {
                source.getValue()
                        .forEach(tuple -> word(tuple).ifPresent(word -> {
                            NodeTuple other = keysOfAll.put(word, tuple);
                            if (other != null && !isSame(other.getValueNode(), tuple.getValueNode())) {
                                faults.add(
                                        new Fault("two anchors of one merge have different values for " + word, merge));
                            }
                        }));
            }
        }
        merged.putAll(keysOfAll);
    }

    private static boolean isSame(Node one, Node other) {
        return one == other
                || one instanceof ScalarNode first
                        && other instanceof ScalarNode second
                        && first.getTag().equals(second.getTag())
                        && first.getValue().equals(second.getValue());
    }

    private boolean isWithinLimit(MappingNode source, Node merge) {
        boolean before = keys <= MOST_KEYS;
        keys += before ? source.getValue().size() : 0;
        if (before && keys > MOST_KEYS) {
            faults.add(new Fault("the anchors of the file bring more than " + MOST_KEYS + " keys", merge));
        }
        return keys <= MOST_KEYS;
    }
}
