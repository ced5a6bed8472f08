package dev.verdigris.core.model;

import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.model.syntax.Block;
import dev.verdigris.core.model.syntax.NamePath;
import dev.verdigris.core.model.syntax.References.Qualifier;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.text.Suggestions;

/**
 * Resolves the names in one file.
 *
 * <p>A bare name is in the schema of its file, as in psql with that schema as search path. A name of two parts is in
 * the database of its file. The system catalog comes before any search path (Materialize docs: sql/namespaces). Users
 * cannot create its schemas, so their names need no lookup.
 */
final class Names {

    private final TargetNames targets;
    private final Optional<Set<ObjectName>> models;
    private final Identifier database;
    private final Optional<SchemaName> home;
    private final boolean compiled;

    private Names(
            TargetNames targets,
            Optional<Set<ObjectName>> models,
            Identifier database,
            Optional<SchemaName> home,
            boolean compiled) {
        this.targets = targets;
        this.models = models;
        this.database = database;
        this.home = home;
        this.compiled = compiled;
    }

    /**
     * Names in a model file of this schema, in a project of these models.
     *
     * @param compiled whether another tool has resolved the names, so that a staged name stands for its live one
     */
    static Names inModel(TargetNames targets, Set<ObjectName> models, SchemaName home, boolean compiled) {
        return new Names(targets, Optional.of(models), home.database(), Optional.of(home), compiled);
    }

    /** Names in a query that belongs to no schema. It may read any relation of the environment's schemas. */
    static Names inQuery(TargetNames targets) {
        return new Names(targets, Optional.empty(), targets.database(), Optional.empty(), false);
    }

    TargetNames targets() {
        return targets;
    }

    /** Whether the server reserves this name. Users cannot create schemas with such a prefix. */
    static boolean isSystem(Identifier name) {
        return name.value().startsWith("mz_")
                || name.value().startsWith("pg_")
                || name.value().equals("information_schema");
    }

    /** The full form of a name, whether or not the object exists; empty if no schema is known. */
    Optional<ObjectName> full(NamePath path) {
        return schema(path).map(schema -> new ObjectName(schema, path.last()));
    }

    /** The schema of a name. Missing parts come from the file. */
    Optional<SchemaName> schema(NamePath path) {
        int size = path.size();
        if (size == 1) {
            return home;
        }
        Identifier in = size == 2 ? database : path.part(size - 3);
        SchemaName written = new SchemaName(in, path.part(size - 2));
        return Optional.of(compiled ? targets.live(written) : written);
    }

    /** Resolves the name of a relation. */
    Resolution relation(NamePath path) {
        if (path.size() > 3) {
            return new Resolution.Wrong(ModelProblemKind.UNREADABLE, path + " has more parts than a name can have");
        }
        Optional<ObjectName> full = full(path);
        if (full.isEmpty()) {
            return isSystem(path.last())
                    ? new Resolution.System()
                    : new Resolution.Wrong(ModelProblemKind.NAME_AMBIGUOUS, path + " is named without its schema");
        }
        return path.size() == 1 ? bare(full.get()) : qualified(full.get());
    }

    private Resolution bare(ObjectName full) {
        if (!isSystem(full.name())) {
            return isModel(full) ? new Resolution.Model(full) : missing(full);
        }
        if (isModel(full)) {
            String what = "the bare name %s could also mean a relation of the system catalog".formatted(full.name());
            return new Resolution.Wrong(ModelProblemKind.NAME_AMBIGUOUS, what);
        }
        return new Resolution.System();
    }

    private Resolution qualified(ObjectName full) {
        if (isSystem(full.schema().schema())) {
            return new Resolution.System();
        }
        if (isModel(full)) {
            return new Resolution.Model(full);
        }
        if (targets.staged(full.schema()).isPresent()) {
            return missing(full);
        }
        if (targets.isStaged(full.schema())) {
            return new Resolution.Wrong(
                    ModelProblemKind.STAGED_NAME_WRITTEN, full + " is written with its staged name");
        }
        return new Resolution.Outside(full);
    }

    /** The one relation that a qualifier of two or three parts means; empty if that is not clear. */
    Optional<ObjectName> meant(Qualifier use) {
        NamePath path = use.path();
        Optional<Block> block = Optional.of(use.block());
        while (block.isPresent()) {
            List<ObjectName> matches = block.get().relations().stream()
                    .filter(relation -> relation.size() <= 3)
                    .flatMap(relation -> full(relation).stream())
                    .filter(relation -> isMeant(path, relation))
                    .distinct()
                    .toList();
            if (matches.size() == 1) {
                return Optional.of(matches.get(0));
            }
            block = matches.isEmpty() ? block.get().outer() : Optional.empty();
        }
        return Optional.empty();
    }

    private static boolean isMeant(NamePath path, ObjectName relation) {
        int size = path.size();
        return relation.name().equals(path.last())
                && relation.schema().schema().equals(path.part(size - 2))
                && (size == 2 || relation.schema().database().equals(path.part(0)));
    }

    private boolean isModel(ObjectName name) {
        return models.map(known -> known.contains(name))
                .orElseGet(() -> targets.staged(name.schema()).isPresent());
    }

    private Resolution missing(ObjectName full) {
        Set<ObjectName> known = models.orElseGet(Set::of);
        List<ObjectName> elsewhere =
                known.stream().filter(model -> model.name().equals(full.name())).toList();
        String hint = elsewhere.isEmpty()
                ? Suggestions.clause(
                        full.name().value(), known, model -> model.name().value())
                : " (did you mean " + elsewhere.get(0) + "?)";
        return new Resolution.Wrong(
                ModelProblemKind.RELATION_MISSING,
                "a query reads %s, but no file defines it%s".formatted(full, hint),
                Optional.of(full));
    }
}
