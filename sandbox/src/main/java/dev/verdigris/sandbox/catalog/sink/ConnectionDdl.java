package dev.verdigris.sandbox.catalog.sink;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.ItemStore;
import dev.verdigris.sandbox.catalog.context.Placement;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.SinkStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValue;
import dev.verdigris.sandbox.statement.option.OptionValues;

/** Creates connections and secrets. The sandbox never opens these connections and does not store a secret's value. */
public final class ConnectionDdl {

    private ConnectionDdl() {}

    /** Carries out CREATE SECRET. */
    public static void createSecret(DdlContext ddl, SinkStatement.CreateSecret statement) {
        Optional<CatalogEntry.Schema> place =
                Placement.find(ddl, statement.name(), statement.ifNotExists(), ObjectKind.SECRET);
        if (place.isEmpty()) {
            return;
        }
        ddl.access.require(Requirements.createItem(place.get(), null));
        ItemStore items = new ItemStore(ddl);
        String id = items.nextId();
        add(
                items,
                id,
                place.get(),
                statement.name().last(),
                ObjectKind.SECRET,
                "CREATE SECRET " + Template.fullName(id) + " AS '********'",
                Json.object(),
                List.of());
    }

    /** Carries out ALTER SECRET. */
    public static void alterSecret(DdlContext ddl, SinkStatement.AlterSecret statement) {
        Optional<CatalogEntry.Item> found = ddl.names.findItem(statement.name());
        if (found.isEmpty()) {
            ddl.noticeMissingOr(statement.ifExists(), ObjectKind.SECRET, statement.name());
            return;
        }
        ddl.access.require(Requirements.alter(ddl.require(found.get(), ObjectKind.SECRET)));
    }

    /** Carries out CREATE CONNECTION. */
    public static void create(DdlContext ddl, SinkStatement.CreateConnection statement) {
        Optional<CatalogEntry.Schema> place =
                Placement.find(ddl, statement.name(), statement.ifNotExists(), ObjectKind.CONNECTION);
        if (place.isEmpty()) {
            return;
        }
        List<CatalogEntry.Item> named = new ArrayList<>();
        List<String> words = statement.options().stream()
                .sorted(Comparator.comparing(Option::name))
                .map(option -> option.name() + " = " + word(ddl, option, named))
                .toList();
        ddl.access.require(Requirements.createConnection(place.get(), named));
        Json details = Json.object().put("type", statement.type());
        if (statement.type().equals("kafka")) {
            details.texts("brokers", brokers(statement.options()));
        }
        ItemStore items = new ItemStore(ddl);
        String id = items.nextId();
        add(
                items,
                id,
                place.get(),
                statement.name().last(),
                ObjectKind.CONNECTION,
                "CREATE CONNECTION " + Template.fullName(id) + Template.lineOrBlank(0) + "TO "
                        + statement.type().replace('-', ' ').toUpperCase(Locale.ROOT) + Template.lineOrBlank(4) + "("
                        + Template.lineOrNothing(8) + String.join("," + Template.lineOrBlank(8), words)
                        + Template.lineOrNothing(4) + ")",
                details,
                named.stream().map(CatalogEntry.Item::id).toList());
    }

    private static void add(
            ItemStore items,
            String id,
            CatalogEntry.Schema schema,
            String name,
            ObjectKind kind,
            String template,
            Json details,
            List<String> references) {
        ItemStore.NewItem item =
                new ItemStore.NewItem(id, schema, name, kind, null, null, null, null, template, details, references);
        items.add(item, ItemStore.auditDetails(item));
    }

    private static List<String> brokers(List<Option> options) {
        List<String> brokers = new ArrayList<>();
        for (Option option : options) {
            if (option.name().equals("BROKER") || option.name().equals("BROKERS")) {
                brokers.addAll(
                        option.value() instanceof OptionValue.Raw raw
                                ? List.of(raw.sql().split("'")[1])
                                : OptionValues.texts(option));
            }
        }
        return brokers;
    }

    /** The option's value as the statement shows it. Adds the items that it names to {@code named}. */
    private static String word(DdlContext ddl, Option option, List<CatalogEntry.Item> named) {
        boolean secret = option.name().contains("PASSWORD") || option.name().contains("SECRET ACCESS KEY");
        if (secret && !(option.value() instanceof OptionValue.SecretName)) {
            throw SqlError.internal("invalid " + option.name() + ": must provide a secret value");
        }
        OptionValue value = option.value();
        return value == null ? "true" : word(ddl, option.name(), value, named);
    }

    private static String word(DdlContext ddl, String option, OptionValue value, List<CatalogEntry.Item> named) {
        return switch (value) {
            case OptionValue.Text text -> Template.literal(text.value());
            case OptionValue.Number number -> number.value();
            case OptionValue.Raw raw -> Template.text(raw.sql());
            case OptionValue.SecretName secret -> {
                CatalogEntry.Item item = ddl.require(ddl.names.item(secret.name()), ObjectKind.SECRET);
                named.add(item);
                yield "SECRET " + Template.item(item.id());
            }
            case OptionValue.Word word -> {
                boolean namesConnection =
                        option.endsWith("CONNECTION") || option.endsWith("TUNNEL") || option.equals("AWS PRIVATELINK");
                if (!namesConnection) {
                    yield Template.word(word);
                }
                CatalogEntry.Item item = ddl.require(ddl.names.item(word.name()), ObjectKind.CONNECTION);
                named.add(item);
                yield Template.item(item.id());
            }
            case OptionValue.Items items ->
                items.values().stream()
                        .map(item -> word(ddl, option, item, named))
                        .reduce((a, b) -> a + ", " + b)
                        .map(list -> "(" + list + ")")
                        .orElse("()");
            case OptionValue.Nested nested -> Template.text(nested.name());
        };
    }
}
