package dev.verdigris.core.model;

import java.util.Optional;

import dev.verdigris.core.name.ObjectName;

/** The meaning of a name in a model. */
sealed interface Resolution {

    /** A relation that a file of the project defines. */
    record Model(ObjectName live) implements Resolution {}

    /** A relation outside the environment's schemas. Its name does not change. */
    record Outside(ObjectName name) implements Resolution {}

    /** A relation of the system catalog. */
    record System() implements Resolution {}

    /** The name is not allowed there. */
    record Wrong(ModelProblemKind kind, String what, Optional<ObjectName> missing) implements Resolution {

        Wrong(ModelProblemKind kind, String what) {
            this(kind, what, Optional.empty());
        }
    }
}
