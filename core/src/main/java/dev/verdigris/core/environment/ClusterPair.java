package dev.verdigris.core.environment;

import dev.verdigris.core.name.Identifier;

/**
 * A live cluster and its suffixed counterpart, by name.
 *
 * @param live the production name
 * @param suffixed the same name with the environment's suffix
 */
public record ClusterPair(Identifier live, Identifier suffixed) implements Pair {

    @Override
    public String inWords() {
        return "cluster " + live + " with " + suffixed;
    }
}
