package dev.verdigris.sandbox.statement.ast;

import java.util.List;

import dev.verdigris.sandbox.statement.lex.StatementText;
import dev.verdigris.sandbox.statement.option.Option;

/** Clusters and their replicas, without the statements for all named objects ({@link NamingStatement}). */
public sealed interface ClusterStatement extends DdlStatement {

    /**
     * CREATE CLUSTER.
     *
     * @param text the statement
     * @param name the cluster
     * @param options as written
     */
    record CreateCluster(StatementText text, String name, List<Option> options) implements ClusterStatement {
        public CreateCluster {
            options = List.copyOf(options);
        }

        @Override
        public String commandTag() {
            return "CREATE CLUSTER";
        }
    }

    /**
     * ALTER CLUSTER … SET (…).
     *
     * @param text the statement
     * @param name the cluster
     * @param ifExists whether a missing one gives only a notice
     * @param options as written
     * @param withOptions WAIT FOR or WAIT UNTIL READY, as written
     */
    record AlterClusterSet(
            StatementText text, String name, boolean ifExists, List<Option> options, List<Option> withOptions)
            implements ClusterStatement {
        public AlterClusterSet {
            options = List.copyOf(options);
            withOptions = List.copyOf(withOptions);
        }

        @Override
        public String commandTag() {
            return "ALTER CLUSTER";
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.NEVER;
        }
    }

    /**
     * ALTER CLUSTER … RESET (…).
     *
     * @param text the statement
     * @param name the cluster
     * @param ifExists whether a missing one gives only a notice
     * @param optionNames in capitals
     */
    record AlterClusterReset(StatementText text, String name, boolean ifExists, List<String> optionNames)
            implements ClusterStatement {
        public AlterClusterReset {
            optionNames = List.copyOf(optionNames);
        }

        @Override
        public String commandTag() {
            return "ALTER CLUSTER";
        }

        @Override
        public TransactionClass transactionClass() {
            return TransactionClass.NEVER;
        }
    }

    /**
     * CREATE CLUSTER REPLICA.
     *
     * @param text the statement
     * @param cluster the cluster
     * @param name the replica's own name
     * @param options as written
     */
    record CreateClusterReplica(StatementText text, String cluster, String name, List<Option> options)
            implements ClusterStatement {
        public CreateClusterReplica {
            options = List.copyOf(options);
        }

        @Override
        public String commandTag() {
            return "CREATE CLUSTER REPLICA";
        }
    }
}
