package dev.verdigris.sandbox.session.protocol;

import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.catalog.store.NameResolver;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.query.Passthrough;
import dev.verdigris.sandbox.session.result.Binding;
import dev.verdigris.sandbox.session.result.ExplanationWriter;
import dev.verdigris.sandbox.session.result.ResultWriter;
import dev.verdigris.sandbox.statement.ast.Explain;
import dev.verdigris.sandbox.statement.ast.Query;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.wire.ResultColumn;

/** EXPLAIN of queries (Materialize docs: sql/explain-plan). */
final class Explanations {

    private final SessionCore core;
    private final Passthrough passthrough;

    Explanations(SessionCore core, Passthrough passthrough) {
        this.core = core;
        this.passthrough = passthrough;
    }

    /** The one column of the answer. The physical plan is the one that is shown unless another is asked for. */
    static ResultColumn column(Explain explain) {
        String stage = explain.stage().isEmpty() ? "PHYSICAL PLAN" : explain.stage();
        return ResultColumn.text(Stream.of(stage.split(" "))
                .map(word -> word.charAt(0) + word.substring(1).toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" ")));
    }

    /** Explains a query, whose text for PostgreSQL is {@code sql}. */
    void run(Explain explain, Query query, String sql, Binding binding, ResultWriter writer) throws IOException {
        // It reads nothing, so it needs no snapshot; a subscription that follows must not be bound to one.
        passthrough.run(
                new Passthrough.Request(explain, "EXPLAIN " + sql, binding, true),
                new ExplanationWriter(
                        column(explain), sources(query), core.variables().get("cluster"), writer));
    }

    private List<String> sources(Query query) {
        return core.services().lookup().call(transaction -> {
            NameResolver names = new NameResolver(transaction, core.context(transaction));
            return query.relations().stream()
                    .map(names::findItem)
                    .flatMap(Optional::stream)
                    .filter(item -> item.kind() != ObjectKind.VIEW)
                    .map(CatalogEntry.Item::fullName)
                    .toList();
        });
    }
}
