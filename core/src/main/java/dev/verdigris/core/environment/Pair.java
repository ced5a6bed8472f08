package dev.verdigris.core.environment;

/** The names of one pair. */
public sealed interface Pair permits SchemaPair, ClusterPair {

    /** Both names in words, such as {@code schema db.core with db.core_dbt_deploy}. */
    String inWords();
}
