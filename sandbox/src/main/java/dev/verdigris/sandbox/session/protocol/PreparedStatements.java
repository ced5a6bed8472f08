package dev.verdigris.sandbox.session.protocol;

import java.util.HashMap;
import java.util.Map;

import dev.verdigris.sandbox.error.SqlError;

/** A session's prepared statements by name, whether made by Parse or by PREPARE. */
public final class PreparedStatements {

    private final Map<String, PreparedStatement> byName = new HashMap<>();

    PreparedStatement require(String name) {
        PreparedStatement found = byName.get(name);
        if (found == null) {
            throw SqlError.of("26000", "prepared statement \"" + name + "\" does not exist");
        }
        return found;
    }

    /** The statement that EXECUTE names. Materialize reports a missing one in other words than the protocol's. */
    PreparedStatement requireForExecute(String name) {
        PreparedStatement found = byName.get(name);
        if (found == null) {
            throw SqlError.internal("unknown prepared statement " + name);
        }
        return found;
    }

    void requireFree(String name) {
        if (!name.isEmpty() && byName.containsKey(name)) {
            throw SqlError.of("42P05", "prepared statement \"" + name + "\" already exists");
        }
    }

    void put(PreparedStatement statement) {
        byName.put(statement.name(), statement);
    }

    void remove(String name) {
        byName.remove(name);
    }

    void clear() {
        byName.clear();
    }
}
