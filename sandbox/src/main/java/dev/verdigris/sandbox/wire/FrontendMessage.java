package dev.verdigris.sandbox.wire;

import java.util.List;

/** What a client may send within its session (PostgreSQL documentation, 55.7). */
public sealed interface FrontendMessage {

    /** A message of the extended protocol that is about one prepared statement or portal. */
    sealed interface Extended extends FrontendMessage {}

    /** A simple query: one or more statements in one text. */
    record Query(String sql) implements FrontendMessage {}

    /** A statement to prepare; {@code parameterTypes} may be shorter than the parameters, 0 means unspecified. */
    record Parse(String name, String sql, List<Integer> parameterTypes) implements Extended {
        public Parse {
            parameterTypes = List.copyOf(parameterTypes);
        }
    }

    /** Parameters for a prepared statement, which makes a portal. */
    record Bind(String portal, String statement, BoundValues values) implements Extended {}

    /** Asks for the columns of a prepared statement or portal. */
    record Describe(Target target, String name) implements Extended {}

    /** Runs a portal; {@code maxRows} 0 means all. */
    record Execute(String portal, int maxRows) implements Extended {}

    /** Removes a prepared statement or portal. */
    record Close(Target target, String name) implements Extended {}

    /** Asks for all answers so far. */
    record Flush() implements FrontendMessage {}

    /** Ends a series of extended-protocol messages. */
    record Sync() implements FrontendMessage {}

    /** Ends the session. */
    record Terminate() implements FrontendMessage {}

    /** The clear-text password. */
    record Password(String value) implements FrontendMessage {
        @Override
        public String toString() {
            return "Password[…]";
        }
    }

    /** A message of the COPY … FROM STDIN sub-protocol: data, their end, or a failure. */
    record CopyInput() implements FrontendMessage {}

    /** The obsolete function call, which is refused. */
    record FunctionCall() implements FrontendMessage {}

    /** What Describe and Close refer to. */
    enum Target {
        STATEMENT,
        PORTAL
    }
}
