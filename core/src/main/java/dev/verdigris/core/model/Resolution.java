package dev.verdigris.core.model;

import dev.verdigris.core.name.ObjectName;

/** What a name in a model leads to. */
sealed interface Resolution {

    /** A relation that a file of the project defines. */
    record Model(ObjectName live) implements Resolution {}

    /** A relation outside the deployed schemas: it stays what it is. */
    record Outside(ObjectName name) implements Resolution {}

    /** A relation of the system catalog. */
    record System() implements Resolution {}

    /** Nothing that may stand there. */
    record Wrong(ModelProblemKind kind, String what) implements Resolution {}
}
