package dev.verdigris.core.step;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.name.SchemaName;

/** Makes one default privilege of a counterpart that of the live schema. It concerns later objects only. */
public sealed interface DefaultStep extends Step.Copy {

    /** The counterpart. */
    SchemaName schema();

    /** The role for whose future objects it applies. */
    Grantee creator();

    /** The kind of the objects. */
    DefaultPrivilege.ObjectKind kind();

    /** The role that has the privileges. */
    Grantee grantee();

    /** The privileges. */
    Set<Privilege> privileges();

    @Override
    default Target target() {
        return new Target.OfSchema(schema());
    }

    /**
     * Copies one default privilege of the live schema to its counterpart. <b>Recognized</b> by the row of
     * {@code mz_default_privileges}.
     */
    record GrantByDefault(
            SchemaName schema,
            Grantee creator,
            DefaultPrivilege.ObjectKind kind,
            Grantee grantee,
            Set<Privilege> privileges)
            implements DefaultStep {

        public GrantByDefault {
            privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
        }
    }

    /**
     * Takes back one default privilege that the live schema does not have. <b>Recognized</b> by the row of
     * {@code mz_default_privileges}.
     */
    record RevokeByDefault(
            SchemaName schema,
            Grantee creator,
            DefaultPrivilege.ObjectKind kind,
            Grantee grantee,
            Set<Privilege> privileges)
            implements DefaultStep {

        public RevokeByDefault {
            privileges = Collections.unmodifiableSet(EnumSet.copyOf(privileges));
        }
    }
}
