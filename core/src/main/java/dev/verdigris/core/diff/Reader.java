package dev.verdigris.core.diff;

import java.util.List;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.dbt.DbtExposure;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/** Somebody or something that reads a live object, so that a change of its contract concerns it. */
public sealed interface Reader {

    /**
     * An external dependent that is no sink. After the swap it reads the previous version until its owner makes it
     * again; then it needs the new contract.
     *
     * @param kind its kind
     * @param name its full name
     * @param owner the role that owns it
     * @param direct whether it reads the object itself, and not through another external dependent
     */
    record Dependent(ItemKind kind, ObjectName name, String owner, boolean direct) implements Reader {}

    /**
     * A sink that reads the object. The consumers of its topic see the columns of the object.
     *
     * @param name its full name
     * @param owner the role that owns it
     * @param needs the columns that its definition names, such as those of its key
     */
    record Sink(ObjectName name, String owner, List<Identifier> needs) implements Reader {

        public Sink {
            needs = List.copyOf(needs);
        }
    }

    /**
     * A role that may read the object and does not own it.
     *
     * @param name the role, or {@code PUBLIC}
     */
    record Grantee(String name) implements Reader {}

    /** An exposure of dbt that reads the object. */
    record Exposure(DbtExposure exposure) implements Reader {}

    /** The reader in a few words. */
    default String text() {
        return switch (this) {
            case Dependent dependent -> dependent.kind().text() + " " + dependent.name();
            case Sink sink -> "sink " + sink.name();
            case Grantee grantee -> "role " + grantee.name();
            case Exposure of -> of.exposure().type() + " " + of.exposure().name();
        };
    }
}
