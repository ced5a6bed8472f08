package dev.verdigris.sandbox.session.protocol;

import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.sandbox.backend.CatalogTransaction;
import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.session.core.SessionCore;
import dev.verdigris.sandbox.session.query.MissingObjects;
import dev.verdigris.sandbox.session.result.ResultWriter;
import dev.verdigris.sandbox.session.transaction.TransactionControl;
import dev.verdigris.sandbox.session.transaction.TransactionRules.Contents;
import dev.verdigris.sandbox.session.variable.RenamedSettings;
import dev.verdigris.sandbox.session.variable.SystemDefaults;
import dev.verdigris.sandbox.session.variable.VariableCatalog;
import dev.verdigris.sandbox.session.variable.VariableDefinition;
import dev.verdigris.sandbox.session.variable.Variables;
import dev.verdigris.sandbox.statement.ast.SessionStatement;
import dev.verdigris.sandbox.statement.ast.TransactionMode;
import dev.verdigris.sandbox.wire.ResultColumn;
import org.jspecify.annotations.Nullable;

/** SET, RESET, SHOW of variables and DISCARD (Materialize docs: sql/set, sql/show). */
public final class SessionCommands {

    private final SessionCore core;
    private final TransactionControl transaction;

    /** The commands of one session. */
    public SessionCommands(SessionCore core, TransactionControl transaction) {
        this.core = core;
        this.transaction = transaction;
    }

    void run(SessionStatement statement, ResultWriter writer) throws IOException {
        switch (statement) {
            case SessionStatement.SetVariable set -> {
                set(set);
                writer.complete("SET");
            }
            case SessionStatement.ResetVariable reset -> {
                reset(reset.name());
                writer.complete(reset.viaSet() ? "SET" : "RESET");
            }
            case SessionStatement.ShowVariable show -> show(show, writer);
            case SessionStatement.SetTransaction set -> {
                setTransaction(set);
                writer.complete("SET");
            }
            case SessionStatement.Discard discard -> discard(discard, writer);
        }
    }

    /** The columns of SHOW. */
    static List<ResultColumn> columns(SessionStatement.ShowVariable show) {
        if (show.name().equals("all")) {
            return List.of(ResultColumn.text("name"), ResultColumn.text("setting"), ResultColumn.text("description"));
        }
        return List.of(ResultColumn.text(show.name()));
    }

    private void set(SessionStatement.SetVariable set) throws IOException {
        if (set.name().equals("cluster") && isReading()) {
            throw SqlError.of("25001", "SET cluster cannot be called in an active transaction");
        }
        requireNoQueryBefore(set.name());
        core.variables().set(set.name(), RenamedSettings.currentValues(set), set.local());
        applyToBackend(set);
        Optional<Diagnostic> remark = RenamedSettings.warning(set).or(() -> remarkOnIsolation(set));
        if (remark.isPresent()) {
            core.notice(remark.get());
        }
        warnOfMissing(set.name());
    }

    private void requireNoQueryBefore(String variable) {
        if (variable.equals("transaction_isolation") && transaction.contents() != Contents.NONE) {
            throw SqlError.of("25001", "SET TRANSACTION ISOLATION LEVEL must be called before any query");
        }
    }

    private static Optional<Diagnostic> remarkOnIsolation(SessionStatement.SetVariable set) {
        if (!set.name().equals("transaction_isolation")) {
            return Optional.empty();
        }
        String level = set.values().get(0).toLowerCase(Locale.ROOT);
        return switch (level) {
            case "read uncommitted", "read committed", "repeatable read" ->
                Optional.of(Diagnostic.notice(
                        "00000",
                        "transaction isolation level " + level
                                + " is unimplemented, the session will be upgraded to serializable"));
            case "strong session serializable" ->
                Optional.of(Diagnostic.notice(
                        "00000",
                        "The Strong Session Serializable isolation level may exhibit consistency violations when"
                                + " reading from catalog objects"));
            default -> Optional.empty();
        };
    }

    private boolean isReading() {
        return transaction.contents() == Contents.READS || transaction.contents() == Contents.CONSTANT_READS;
    }

    /** Only PostgreSQL knows all time zones. */
    private void applyToBackend(SessionStatement.SetVariable set) {
        try {
            core.settings().apply();
        } catch (SqlError refused) {
            throw SqlError.of(
                    "22023",
                    "invalid value for parameter \""
                            + Variables.definition(set.name()).name() + "\": \"" + String.join(", ", set.values())
                            + "\"");
        }
    }

    private void reset(String name) {
        if (name.equals("all")) {
            core.variables().resetAll();
        } else {
            requireNoQueryBefore(name);
            core.variables().reset(name);
        }
    }

    private void setTransaction(SessionStatement.SetTransaction set) {
        if (set.modes().stream().anyMatch(TransactionMode.Access.class::isInstance)) {
            throw SqlError.of("0A000", "SET TRANSACTION <access-mode> are not supported");
        }
        if (!set.session()) {
            transaction.setModes(set.modes());
            return;
        }
        for (TransactionMode mode : set.modes()) {
            switch (mode) {
                case TransactionMode.Isolation isolation ->
                    core.variables().set("transaction_isolation", List.of(isolation.level()), false);
                case TransactionMode.Access access -> throw new IllegalStateException("refused before");
            }
        }
    }

    private void show(SessionStatement.ShowVariable show, ResultWriter writer) throws IOException {
        if (show.name().equals("all")) {
            writer.columns(columns(show));
            for (VariableDefinition definition : VariableCatalog.all()) {
                writer.row(
                        List.of(definition.name(), core.variables().get(definition.name()), definition.description()));
            }
            writer.complete("SELECT " + VariableCatalog.all().size());
            return;
        }
        if (show.name().equals("schema")) {
            writer.columns(columns(show));
            writer.row(Collections.singletonList(activeSchema()));
            writer.complete("SELECT 1");
            return;
        }
        String value = VariableCatalog.find(show.name())
                .map(definition -> core.variables().get(definition.name()))
                .or(() -> systemParameter(show.name()))
                .or(() -> SystemDefaults.of(show.name()))
                .orElseThrow(
                        () -> SqlError.of("42704", "unrecognized configuration parameter \"" + show.name() + "\""));
        writer.columns(columns(show));
        writer.row(List.of(value));
        writer.complete("SELECT 1");
    }

    private Optional<String> systemParameter(String name) {
        return core.services()
                .lookup()
                .call(sql -> sql.queryOne("SELECT value FROM mz_store.system_parameter WHERE name = $1", name))
                .map(row -> row.text(0));
    }

    private void discard(SessionStatement.Discard discard, ResultWriter writer) throws IOException {
        switch (discard.target()) {
            case "ALL" -> {
                core.variables().resetAll();
                core.backend().sql().execute("DISCARD TEMP");
            }
            case "TEMP" -> core.backend().sql().execute("DISCARD TEMP");
            default -> throw SqlError.unsupported("DISCARD " + discard.target());
        }
        writer.complete("DISCARD " + discard.target());
    }

    /** Materialize accepts settings that name missing objects and sends a notice. */
    private void warnOfMissing(String variable) throws IOException {
        if (!core.variables().isOn("current_object_missing_warnings")) {
            return;
        }
        Optional<Diagnostic> warning = switch (variable) {
            case "database" ->
                MissingObjects.database(lookupDatabase(), core.variables().get("database"));
            case "cluster" ->
                MissingObjects.cluster(lookupCluster(), core.variables().get("cluster"));
            default -> Optional.empty();
        };
        if (warning.isPresent()) {
            core.notice(warning.get());
        }
    }

    private boolean lookupDatabase() {
        return exists(
                "SELECT 1 FROM mz_store.database WHERE name = $1",
                core.variables().get("database"));
    }

    private boolean lookupCluster() {
        return exists(
                "SELECT 1 FROM mz_store.cluster WHERE name = $1",
                core.variables().get("cluster"));
    }

    /** The first schema of the search path that exists. */
    private @Nullable String activeSchema() {
        String database = core.variables().get("database");
        return core.variables().searchPath().stream()
                .filter(schema -> exists(
                        "SELECT 1 FROM mz_store.schema s LEFT JOIN mz_store.database d ON d.id = s.database_id"
                                + " WHERE s.name = $1 AND (d.name = $2 OR s.database_id IS NULL)",
                        schema,
                        database))
                .findFirst()
                .orElse(null);
    }

    private boolean exists(String query, String... parameters) {
        return core.services()
                .lookup()
                .call((CatalogTransaction sql) ->
                        !sql.query(query, (Object[]) parameters).isEmpty());
    }

    /** The notices at a login whose database or cluster does not exist. */
    public List<Diagnostic> loginNotices() {
        return Stream.of(
                        MissingObjects.sessionDatabase(
                                lookupDatabase(), core.variables().get("database")),
                        MissingObjects.defaultCluster(
                                lookupCluster(), core.variables().get("cluster")))
                .flatMap(Optional::stream)
                .toList();
    }
}
