package dev.verdigris.sandbox.session.protocol;

import java.util.List;

import dev.verdigris.sandbox.statement.ast.Statement;
import dev.verdigris.sandbox.wire.Description;
import org.jspecify.annotations.Nullable;

/**
 * A prepared statement. PostgreSQL keeps nothing of it. Each run resolves the names again.
 *
 * @param name empty for the unnamed one
 * @param sql as typed
 * @param statement null for an empty text
 * @param parameterTypes PostgreSQL's oids as far as the client gave types
 * @param description the answer to Describe at the time of preparation
 */
record PreparedStatement(
        String name, String sql, @Nullable Statement statement, List<Integer> parameterTypes, Description description) {

    PreparedStatement {
        parameterTypes = List.copyOf(parameterTypes);
    }
}
