package dev.verdigris.sandbox.catalog.object;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.name.Quoting;
import dev.verdigris.sandbox.statement.rewrite.QueryText;

/**
 * The texts of an item that gets another name, and of the views that read it. The names in front of their columns
 * become the new one. Materialize refuses the rename where a text does not show what a name in it means, and where the
 * new name is in use in a text, in any position (its public tests: rename.td).
 */
final class RenamedTexts {

    private final DdlContext ddl;
    private final CatalogEntry.Item item;
    private final String newName;

    RenamedTexts(DdlContext ddl, CatalogEntry.Item item, String newName) {
        this.ddl = ddl;
        this.item = item;
        this.newName = newName;
    }

    /**
     * Writes the new texts into the store.
     *
     * @throws SqlError XX000 for a renaming conflict
     */
    void write() {
        ddl.sql.query("""
                        SELECT i.id, i.create_template, i.details ->> 'definition'
                        FROM mz_store.item i
                        WHERE i.kind IN ('view', 'materialized-view') AND (i.id = $1
                            OR i.id IN (SELECT d.object_id FROM mz_store.dependency d WHERE d.referenced_id = $1))
                        ORDER BY substr(i.id, 2)::bigint
                        """, item.id()).forEach(row -> write(row.text(0), row.text(1), row.text(2)));
    }

    private void write(String id, String create, String definition) {
        Optional<String> words = Template.asWords(definition);
        Optional<String> createWords = Template.asWords(create);
        if (words.isEmpty() || createWords.isEmpty()) {
            return;
        }
        requireNoConflict(id, definition, new QueryText(words.get()));
        ddl.sql.execute(
                "UPDATE mz_store.item SET create_template = $2,"
                        + " details = jsonb_set(details, '{definition}', to_jsonb($3::text)) WHERE id = $1",
                id,
                renamed(createWords.get()),
                renamed(words.get()));
    }

    private void requireNoConflict(String id, String definition, QueryText text) {
        List<String> names = text.names();
        List<CatalogEntry.Item> others = Template.items(definition).stream()
                .filter(other -> !other.equals(item.id()))
                .map(ddl.names::findItemById)
                .flatMap(Optional::stream)
                .toList();
        if (names.contains(newName) || others.stream().anyMatch(this::isNewNamePartOf) || isNewNamePartOf(item)) {
            throw conflict(
                    id,
                    "found reference to " + Quoting.identifier(newName) + "; cannot rename "
                            + Quoting.identifier(item.name())
                            + " to any identity used in any existing view definitions");
        }
        long written = names.stream().filter(item.name()::equals).count();
        long understood = text.columnQualifiers().stream().filter(this::isItem).count();
        boolean alike =
                understood > 0 && others.stream().anyMatch(other -> other.name().equals(item.name()));
        if (written != understood || alike) {
            throw conflict(id, "ambiguous reference to item named " + item.name());
        }
    }

    /** Whether the new name is already the database, the schema or the name of a relation that the text reads. */
    private boolean isNewNamePartOf(CatalogEntry.Item other) {
        return newName.equals(other.schema().database())
                || newName.equals(other.schema().name())
                || (!other.id().equals(item.id()) && newName.equals(other.name()));
    }

    /** Whether a name in front of a column is the item's. */
    private boolean isItem(ObjectPath qualifier) {
        return qualifier.last().equals(item.name())
                && (qualifier.size() == 1
                        || (qualifier.size() == 2
                                && qualifier.parts().get(0).equals(item.schema().name())));
    }

    private String renamed(String words) {
        return Template.ofWords(new QueryText(words)
                .replaceNames(
                        relation -> Optional.empty(),
                        qualifier -> isItem(qualifier) ? Optional.of(withNewName(qualifier)) : Optional.empty(),
                        UnaryOperator.identity()));
    }

    private String withNewName(ObjectPath qualifier) {
        return qualifier.size() == 1
                ? ObjectPath.of(newName).normalized()
                : ObjectPath.of(qualifier.parts().get(0), newName).normalized();
    }

    private SqlError conflict(String id, String what) {
        return SqlError.internal("renaming conflict: in "
                + ddl.names.itemById(id).fullName() + ", which uses " + item.fullName() + ", " + what);
    }
}
