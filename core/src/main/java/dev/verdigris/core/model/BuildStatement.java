package dev.verdigris.core.model;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * One statement for the staged side.
 *
 * @param kind its kind
 * @param live the relation of the file by its production name; for an index, comment or grant, the relation that it is
 *     for
 * @param staged the same relation on the staged side
 * @param cluster the cluster in the text, by its staged name; empty for kinds that run on none
 * @param sql the text to run, without a semicolon. The names of the created object and of every model that it reads are
 *     complete, so that no search path decides. If the file names no cluster, the text does
 * @param reads the relations that the query reads, by their production names, inside and outside the environment's
 *     schemas. Relations of the system catalog are left out
 * @param file the name of its file for messages
 * @param line the line in the file on which it begins, counted from 1
 */
public record BuildStatement(
        Kind kind,
        ObjectName live,
        ObjectName staged,
        Optional<Identifier> cluster,
        String sql,
        SortedSet<ObjectName> reads,
        String file,
        int line) {

    /** The kinds of statements. */
    public enum Kind {
        /** Creates a view. */
        VIEW,
        /** Creates a materialized view. */
        MATERIALIZED_VIEW,
        /** Creates an index on the file's relation. */
        INDEX,
        /** Comments on the file's relation, one of its columns or one of its indexes. */
        COMMENT,
        /** Grants privileges on the file's relation. */
        GRANT;

        /** Whether it creates the relation of its file. */
        public boolean createsRelation() {
            return switch (this) {
                case VIEW, MATERIALIZED_VIEW -> true;
                case INDEX, COMMENT, GRANT -> false;
            };
        }
    }

    public BuildStatement {
        reads = Collections.unmodifiableSortedSet(new TreeSet<>(reads));
    }
}
