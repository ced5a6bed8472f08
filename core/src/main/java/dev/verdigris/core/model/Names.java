package dev.verdigris.core.model;

import java.util.List;
import java.util.Set;

import dev.verdigris.core.model.syntax.NamePath;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/**
 * Decides what the names in models lead to.
 *
 * <p>A bare name means the schema of its file, as it does under psql with that schema as search path; a name of two
 * parts means the database of its file. The system catalog comes before any search path (Materialize docs:
 * sql/namespaces), and its schemas cannot be created by users, so their names need no lookup.
 */
final class Names {

    private final TargetNames targets;
    private final Set<ObjectName> models;

    Names(TargetNames targets, Set<ObjectName> models) {
        this.targets = targets;
        this.models = models;
    }

    TargetNames targets() {
        return targets;
    }

    /** Whether the server takes this for one of its own names: such a prefix is refused to users' schemas. */
    static boolean isSystem(Identifier name) {
        return name.value().startsWith("mz_")
                || name.value().startsWith("pg_")
                || name.value().equals("information_schema");
    }

    /** The full name that is written, whether or not there is such an object. */
    static ObjectName full(NamePath path, ObjectName home) {
        return new ObjectName(schema(path, home), path.last());
    }

    /** The schema of a written name, filled up from the file that holds it. */
    static SchemaName schema(NamePath path, ObjectName home) {
        int size = path.size();
        if (size == 1) {
            return home.schema();
        }
        Identifier database = size == 2 ? home.schema().database() : path.part(size - 3);
        return new SchemaName(database, path.part(size - 2));
    }

    /** What the name of a relation leads to. */
    Resolution relation(NamePath path, ObjectName home) {
        if (path.size() > 3) {
            return new Resolution.Wrong(ModelProblemKind.UNREADABLE, path + " has more parts than a name can have");
        }
        ObjectName full = full(path, home);
        boolean known = models.contains(full);
        if (path.size() == 1) {
            return bare(full, known);
        }
        if (isSystem(full.schema().schema())) {
            return new Resolution.System();
        }
        if (known) {
            return new Resolution.Model(full);
        }
        if (targets.staged(full.schema()).isPresent()) {
            return missing(full);
        }
        if (targets.isStaged(full.schema())) {
            return new Resolution.Wrong(
                    ModelProblemKind.STAGED_NAME_WRITTEN, full + " is named on the staged side itself");
        }
        return new Resolution.Outside(full);
    }

    private Resolution bare(ObjectName full, boolean known) {
        if (!isSystem(full.name())) {
            return known ? new Resolution.Model(full) : missing(full);
        }
        if (known) {
            String what = "the bare name %s could also mean a relation of the system catalog".formatted(full.name());
            return new Resolution.Wrong(ModelProblemKind.NAME_AMBIGUOUS, what);
        }
        return new Resolution.System();
    }

    private Resolution missing(ObjectName full) {
        List<ObjectName> elsewhere = models.stream()
                .filter(model -> model.name().equals(full.name()))
                .toList();
        String hint = elsewhere.isEmpty()
                ? Suggestions.forName(
                        full.name().value(), models, model -> model.name().value())
                : " (did you mean " + elsewhere.get(0) + "?)";
        return new Resolution.Wrong(
                ModelProblemKind.RELATION_MISSING, "no file defines %s, which is read here%s".formatted(full, hint));
    }
}
