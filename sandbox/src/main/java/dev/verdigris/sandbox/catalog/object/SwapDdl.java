package dev.verdigris.sandbox.catalog.object;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.context.Temporary;
import dev.verdigris.sandbox.catalog.store.CatalogEntry;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** ALTER … SWAP WITH: three renames by id, each with its audit event. */
public final class SwapDdl {

    private SwapDdl() {}

    /** Carries out ALTER … SWAP WITH. */
    public static void run(DdlContext ddl, NamingStatement.Swap statement) {
        if (statement.kind() == ObjectKind.SCHEMA) {
            schemas(ddl, statement);
        } else if (statement.kind() == ObjectKind.CLUSTER) {
            clusters(ddl, statement);
        } else {
            throw SqlError.internal("ALTER " + statement.kind().sql() + " .. SWAP WITH ... not yet supported");
        }
    }

    private static void schemas(DdlContext ddl, NamingStatement.Swap statement) {
        ddl.requireFeature("enable_alter_swap", true, "the ALTER SWAP feature for objects");
        if (Temporary.isSchema(statement.name())) {
            throw SqlError.internal("cannot swap schemas that are in the ambient database");
        }
        Optional<CatalogEntry.Schema> found = ddl.names.findSchema(statement.name());
        if (found.isEmpty() && statement.ifExists()) {
            ddl.noticeMissing(ObjectKind.SCHEMA, statement.name().last());
            return;
        }
        CatalogEntry.Schema first = ddl.names.schema(statement.name());
        String database = first.database();
        if (database == null) {
            throw SqlError.internal("cannot swap schemas that are in the ambient database");
        }
        CatalogEntry.Schema second = ddl.names
                .findSchema(ObjectPath.of(database, statement.other()))
                .filter(schema -> !schema.isSystem())
                .orElseThrow(() -> SqlError.internal("unknown schema '" + statement.other() + "'"));
        ddl.access.require(Requirements.swapSchemas(first, second, ddl.names.database(database)));
        if (first.id().equals(second.id())) {
            ddl.changed();
            return;
        }
        RenameDdl.requireNoConflict(ddl, first);
        RenameDdl.requireNoConflict(ddl, second);
        Temporary.panicIfReadTwice(ddl, first);
        Temporary.panicIfReadTwice(ddl, second);
        String between = "mz_schema_swap_" + suffix();
        RenameDdl.move(ddl, first, first.name(), between);
        RenameDdl.move(ddl, second, second.name(), first.name());
        RenameDdl.move(ddl, first, between, second.name());
    }

    private static void clusters(DdlContext ddl, NamingStatement.Swap statement) {
        ddl.requireFeature("enable_alter_swap", true, "the ALTER SWAP feature for objects");
        String name = statement.name().last();
        if (ddl.names.findCluster(name).isEmpty() && statement.ifExists()) {
            ddl.noticeMissing(ObjectKind.CLUSTER, name);
            return;
        }
        CatalogEntry.Cluster first = ddl.names.cluster(name);
        CatalogEntry.Cluster second = ddl.names.cluster(statement.other());
        ddl.access.require(Requirements.swapClusters(first, second));
        ClusterDdl.requireNotSystem(first);
        ClusterDdl.requireNotSystem(second);
        if (first.id().equals(second.id())) {
            ddl.changed();
            return;
        }
        String between = "mz_cluster_swap_" + suffix();
        RenameDdl.move(ddl, first, first.name(), between);
        RenameDdl.move(ddl, second, second.name(), first.name());
        RenameDdl.move(ddl, first, between, second.name());
    }

    private static String suffix() {
        return Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000_0000, Integer.MAX_VALUE));
    }
}
