package dev.verdigris.core.diff.definition;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.model.syntax.Splitter;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/** The text of a model file that says what is live. */
public final class ModelFileText {

    private ModelFileText() {}

    /**
     * The statements of a relation with its indexes, comments and grants, laid out for people. Names of its database
     * have two parts, as they mean in the file of the relation; all others are complete. Otherwise the words are those
     * that the server stores.
     *
     * @param catalog the catalog, with columns
     * @param relation a view or materialized view with a stored definition
     * @param database the database of the relation
     * @param renamed the objects that get another name in the same database
     * @param grants whether its grants are written, too
     */
    public static String of(
            CatalogSnapshot catalog,
            Item relation,
            Identifier database,
            Map<ObjectName, ObjectName> renamed,
            boolean grants) {
        WrittenNames names = WrittenNames.of(database, catalog, renamed);
        List<String> statements = Splitter.split(new StoredModel(catalog, relation).text()).statements().stream()
                .map(tokens -> NormalForm.written(tokens, names))
                .filter(words -> grants || !words.getFirst().is("grant"))
                .map(words -> Layout.of(words).stream().map(Line::text).collect(Collectors.joining("\n")) + ";\n")
                .toList();
        String around = String.join("", statements.subList(1, statements.size()));
        return around.isEmpty() ? statements.getFirst() : statements.getFirst() + '\n' + around;
    }
}
