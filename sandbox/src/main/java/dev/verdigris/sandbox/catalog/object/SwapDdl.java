package dev.verdigris.sandbox.catalog.object;

import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

import dev.verdigris.sandbox.catalog.access.Requirements;
import dev.verdigris.sandbox.catalog.cluster.ClusterDdl;
import dev.verdigris.sandbox.catalog.context.DdlRun;
import dev.verdigris.sandbox.catalog.store.Stored;
import dev.verdigris.sandbox.error.SqlFailure;
import dev.verdigris.sandbox.statement.ast.NamingStatement;
import dev.verdigris.sandbox.statement.name.ObjectKind;
import dev.verdigris.sandbox.statement.name.ObjectPath;

/** ALTER … SWAP WITH: three renames by id, each with its audit event. */
public final class SwapDdl {

    private SwapDdl() {}

    public static void run(DdlRun run, NamingStatement.Swap statement) {
        switch (statement.kind()) {
            case SCHEMA -> schemas(run, statement);
            case CLUSTER -> clusters(run, statement);
            case TABLE,
                    VIEW,
                    MATERIALIZED_VIEW,
                    SOURCE,
                    SINK,
                    INDEX,
                    CONNECTION,
                    SECRET,
                    TYPE,
                    FUNCTION,
                    ROLE,
                    DATABASE,
                    CLUSTER_REPLICA,
                    NETWORK_POLICY ->
                throw SqlFailure.internal("ALTER " + statement.kind().sql() + " .. SWAP WITH ... not yet supported");
        }
    }

    private static void schemas(DdlRun run, NamingStatement.Swap statement) {
        run.demandFeature("enable_alter_swap", true, "the ALTER SWAP feature for objects");
        Optional<Stored.Schema> found = run.names.findSchema(statement.name());
        if (found.isEmpty() && statement.ifExists()) {
            run.noticeMissing(ObjectKind.SCHEMA, statement.name().last());
            return;
        }
        Stored.Schema first = run.names.schema(statement.name());
        String database = first.database();
        if (database == null) {
            throw SqlFailure.internal("cannot swap schemas that are in the ambient database");
        }
        Stored.Schema second = run.names
                .findSchema(ObjectPath.of(database, statement.other()))
                .filter(schema -> !schema.isSystem())
                .orElseThrow(() -> SqlFailure.internal("unknown schema '" + statement.other() + "'"));
        run.access.check(Requirements.swapSchemas(first, second, run.names.database(database)));
        if (first.id().equals(second.id())) {
            run.changed();
            return;
        }
        RenameDdl.demandNoConflict(run, first);
        RenameDdl.demandNoConflict(run, second);
        String between = "mz_schema_swap_" + suffix();
        RenameDdl.move(run, first, first.name(), between);
        RenameDdl.move(run, second, second.name(), first.name());
        RenameDdl.move(run, first, between, second.name());
    }

    private static void clusters(DdlRun run, NamingStatement.Swap statement) {
        run.demandFeature("enable_alter_swap", true, "the ALTER SWAP feature for objects");
        String name = statement.name().last();
        if (run.names.findCluster(name).isEmpty() && statement.ifExists()) {
            run.noticeMissing(ObjectKind.CLUSTER, name);
            return;
        }
        Stored.Cluster first = run.names.cluster(name);
        Stored.Cluster second = run.names.cluster(statement.other());
        run.access.check(Requirements.swapClusters(first, second));
        ClusterDdl.demandNotSystem(first);
        ClusterDdl.demandNotSystem(second);
        if (first.id().equals(second.id())) {
            run.changed();
            return;
        }
        String between = "mz_cluster_swap_" + suffix();
        RenameDdl.move(run, first, first.name(), between);
        RenameDdl.move(run, second, second.name(), first.name());
        RenameDdl.move(run, first, between, second.name());
    }

    private static String suffix() {
        return Integer.toHexString(ThreadLocalRandom.current().nextInt(0x1000_0000, Integer.MAX_VALUE));
    }
}
