package dev.verdigris.core.model;

import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.Kebab;

/**
 * One statement for the staged side.
 *
 * @param effect what it leaves in the catalog
 * @param live the relation of the file by its production name; for an index, comment or grant, the relation that it is
 *     for
 * @param staged the same relation on the staged side
 * @param cluster the cluster in the text, by its staged name; empty for kinds that run on none
 * @param sql the text to run, without a semicolon. The names of the created object and of every model that it reads are
 *     complete, so that no search path decides. If the file names no cluster, the text does
 * @param reads the relations that the query reads, by their production names, inside and outside the environment's
 *     schemas. Relations of the system catalog are left out
 * @param inputs the same relations by the names that they have when the statement runs
 * @param file the name of its file for messages
 * @param line the line in the file on which it begins, counted from 1
 */
public record BuildStatement(
        Effect effect,
        ObjectName live,
        ObjectName staged,
        Optional<Identifier> cluster,
        String sql,
        SortedSet<ObjectName> reads,
        SortedSet<ObjectName> inputs,
        String file,
        int line) {

    /** What a statement leaves in the catalog, as far as its text says it. */
    public sealed interface Effect {

        /**
         * A view.
         *
         * @param columns its columns in order; empty if the text does not say them
         */
        record View(Optional<List<Identifier>> columns) implements Effect {

            public View {
                columns = columns.map(List::copyOf);
            }
        }

        /**
         * A materialized view.
         *
         * @param columns its columns in order; empty if the text does not say them
         */
        record MaterializedView(Optional<List<Identifier>> columns) implements Effect {

            public MaterializedView {
                columns = columns.map(List::copyOf);
            }
        }

        /**
         * An index.
         *
         * @param name its name; the server gives one where the statement does not
         */
        record Index(Optional<Identifier> name) implements Effect {}

        /**
         * A comment on the file's relation.
         *
         * @param index the index that it concerns instead
         * @param column the column that it concerns instead
         * @param text the text; empty if it is removed
         */
        record Comment(Optional<Identifier> index, Optional<Identifier> column, Optional<String> text)
                implements Effect {}

        /**
         * A grant. SELECT is the only privilege that a view takes; the server leaves others out.
         *
         * @param select whether SELECT is granted
         * @param roles to which roles
         * @param everybody whether to PUBLIC as well
         */
        record Grant(boolean select, List<Identifier> roles, boolean everybody) implements Effect {

            public Grant {
                roles = List.copyOf(roles);
            }
        }
    }

    public BuildStatement {
        reads = Collections.unmodifiableSortedSet(new TreeSet<>(reads));
        inputs = Collections.unmodifiableSortedSet(new TreeSet<>(inputs));
    }

    /** The file and line that it comes from. */
    public String place() {
        return file + ":" + line;
    }

    /** Whether it creates the relation of its file. */
    public boolean createsRelation() {
        return effect instanceof Effect.View || effect instanceof Effect.MaterializedView;
    }

    /** The columns of the relation that it creates, as far as its text says them; empty if the server decides. */
    public Optional<List<Identifier>> columns() {
        return switch (effect) {
            case Effect.View view -> view.columns();
            case Effect.MaterializedView view -> view.columns();
            case Effect.Index index -> Optional.empty();
            case Effect.Comment comment -> Optional.empty();
            case Effect.Grant grant -> Optional.empty();
        };
    }

    /** What it creates or does, in kebab case, such as {@code materialized-view} or {@code comment}. */
    public String word() {
        return Kebab.of(effect.getClass());
    }
}
