package dev.verdigris.sandbox.catalog.relation;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.Json;
import dev.verdigris.sandbox.catalog.store.Template;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.name.ObjectPath;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValues;
import org.jspecify.annotations.Nullable;

/** The load generators and their tables (Materialize docs: sql/create-source/load-generator). */
enum LoadGenerator {
    AUCTION(
            "auction",
            new Table("accounts", "id bigint NOT NULL, org_id bigint NOT NULL, balance bigint NOT NULL"),
            new Table(
                    "auctions",
                    "id bigint NOT NULL, seller bigint NOT NULL, item text NOT NULL, end_time timestamptz NOT NULL"),
            new Table(
                    "bids",
                    "id bigint NOT NULL, buyer bigint NOT NULL, auction_id bigint NOT NULL, amount integer NOT NULL,"
                            + " bid_time timestamptz NOT NULL"),
            new Table("organizations", "id bigint NOT NULL, name text NOT NULL"),
            new Table("users", "id bigint NOT NULL, org_id bigint NOT NULL, name text NOT NULL")),
    COUNTER("counter", new Table("counter", "counter bigint NOT NULL"));

    private final String schema;
    private final List<Table> tables;

    LoadGenerator(String schema, Table... tables) {
        this.schema = schema;
        this.tables = List.of(tables);
    }

    /**
     * A table of a generator.
     *
     * @param name its name
     * @param columnsSql its columns for PostgreSQL
     */
    record Table(String name, String columnsSql) {}

    /** The schema that a REFERENCE may name. */
    String schema() {
        return schema;
    }

    List<Table> tables() {
        return tables;
    }

    /** The table whose rows the source itself shows. */
    Optional<String> ownTable() {
        return tables.size() == 1 ? Optional.of(tables.get(0).name()) : Optional.empty();
    }

    /** The table that a REFERENCE means. */
    String resolve(@Nullable ObjectPath reference) {
        if (reference == null) {
            return ownTable()
                    .orElseThrow(() -> SqlError.internal("CREATE TABLE .. FROM SOURCE must specify a REFERENCE"));
        }
        boolean schemaFits = reference.size() == 1
                || reference.parts().get(reference.size() - 2).equals(schema);
        return tables.stream()
                .map(Table::name)
                .filter(name -> schemaFits && name.equals(reference.last()))
                .findFirst()
                .orElseThrow(
                        () -> SqlError.internal("reference to " + reference.normalized() + " not found in source"));
    }

    /** Reads the generator's options into the details and returns their text for the statement. */
    List<String> options(DdlContext ddl, List<Option> options, Json details) {
        List<String> words = new ArrayList<>();
        for (Option option : options) {
            switch (option.name()) {
                case "TICK INTERVAL" -> {
                    details.put("tick_interval", SourceDdl.milliseconds(ddl, option));
                    words.add("TICK INTERVAL = " + Template.literal(OptionValues.text(option)));
                }
                case "AS OF", "UP TO" -> {
                    details.put(option.name().equals("AS OF") ? "as_of" : "up_to", OptionValues.count(option));
                    words.add(option.name() + " = " + OptionValues.count(option));
                }
                case "MAX CARDINALITY" -> {
                    if (this != COUNTER) {
                        throw notSupported(option);
                    }
                    details.put("max_cardinality", OptionValues.count(option));
                    words.add("MAX CARDINALITY = " + OptionValues.count(option));
                }
                default -> throw notSupported(option);
            }
        }
        return words;
    }

    private SqlError notSupported(Option option) {
        return SqlError.internal(name() + " load generators do not support " + option.name() + " values");
    }
}
