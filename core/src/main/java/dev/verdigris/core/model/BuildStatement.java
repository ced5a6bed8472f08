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
 * @param kind what it does
 * @param live the relation of the file by its production name; for an index, comment or grant the one that it concerns
 * @param staged the same relation on the staged side
 * @param cluster the cluster that the text names, as the staged side calls it; empty for kinds that live on none
 * @param sql the text to run, without a semicolon. It names what it creates and every model that it reads in full, so
 *     that no search path decides; where the source left the cluster open, it is filled in
 * @param reads the relations that the query reads by their production names, inside and outside the deployed schemas;
 *     relations of the system catalog are left out
 * @param file the file that it comes from, as it is to be cited
 * @param line the line on which it begins there, counted from 1
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

    /** What a statement does. */
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
