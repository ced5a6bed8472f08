package dev.verdigris.sandbox.session.variable;

import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.statement.ast.SessionStatement;

/** Names that Materialize has changed and still accepts, with a warning. */
public final class RenamedSettings {

    private static final String OLD_CLUSTER = "mz_introspection";
    private static final String NEW_CLUSTER = "mz_catalog_server";
    private static final String OLD_VARIABLE = "auto_route_introspection_queries";
    private static final String NEW_VARIABLE = "auto_route_catalog_queries";
    private static final String HINT = "Use the new name instead.";

    private RenamedSettings() {}

    /** The present name of a variable. */
    static String currentVariable(String name) {
        return name.equals(OLD_VARIABLE) ? NEW_VARIABLE : name;
    }

    /** The values to store for those in a SET. */
    public static List<String> currentValues(SessionStatement.SetVariable set) {
        return namesOldCluster(set) ? List.of(NEW_CLUSTER) : set.values();
    }

    /** The warning, if a SET used an old name. */
    public static Optional<Diagnostic> warning(SessionStatement.SetVariable set) {
        if (set.name().equals(OLD_VARIABLE)) {
            return Optional.of(renamed("The " + OLD_VARIABLE + " variable has been renamed to " + NEW_VARIABLE + "."));
        }
        return namesOldCluster(set)
                ? Optional.of(renamed("The " + OLD_CLUSTER + " cluster has been renamed to " + NEW_CLUSTER + "."))
                : Optional.empty();
    }

    private static boolean namesOldCluster(SessionStatement.SetVariable set) {
        return set.name().equals("cluster") && set.values().equals(List.of(OLD_CLUSTER));
    }

    private static Diagnostic renamed(String message) {
        return Diagnostic.warning("01000", message).withHint(HINT);
    }
}
