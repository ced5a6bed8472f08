package dev.verdigris.core.sql;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.ClusterConfig;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.access.DefaultPrivilege;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.lexer.Lexer;
import dev.verdigris.core.lexer.Token;
import dev.verdigris.core.lexer.TokenKind;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.step.ClusterSpec;
import dev.verdigris.core.step.DefaultStep;
import dev.verdigris.core.step.Grantee;
import dev.verdigris.core.step.Renaming;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.WaitStep;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.NotEmpty;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StepSqlTest {

    private static final SchemaName LOCK_SCHEMA = SchemaName.of("d", "verdigris_e");
    private static final ObjectName STATE_VIEW = LOCK_SCHEMA.object("staged_0123456789ab");
    private static final ObjectName RENAMED = LOCK_SCHEMA.object("promoted_ba9876543210");
    private static final Step.Swap SWAP =
            new Step.Swap(STATE_VIEW, RENAMED, List.of(schemas("a", "a_x"), clusters("c", "c_x")));

    private static String sql(Step step) {
        List<String> statements = StepSql.render(step);
        assertThat(statements).hasSize(1);
        return statements.get(0);
    }

    @Test
    void theSwapIsOneMessageThatRenamesTheStateViewFirst() {
        assertThat(sql(SWAP))
                .isEqualTo("BEGIN; ALTER VIEW \"d\".\"verdigris_e\".\"staged_0123456789ab\" RENAME TO"
                        + " \"promoted_ba9876543210\"; "
                        + "ALTER SCHEMA \"d\".\"a\" SWAP WITH \"a_x\"; ALTER CLUSTER \"c\" SWAP WITH \"c_x\"; COMMIT");
    }

    /** Quotes are doubled in the text, so it may be twice as long as the name. */
    @Test
    void aNameOf255BytesIsRenderedWhole() {
        for (String name : List.of("x".repeat(255), "\"".repeat(255), "x" + "ä".repeat(127), "🦋".repeat(63) + "xyz")) {
            assertThat(name.getBytes(StandardCharsets.UTF_8)).hasSize(255);
            String quoted = "\"" + name.replace("\"", "\"\"") + "\"";
            assertThat(sql(new Step.DropSchema(SchemaName.of(name, name))))
                    .isEqualTo("DROP SCHEMA " + quoted + "." + quoted);
            assertThat(sql(new Step.Swap(
                            LOCK_SCHEMA.object(name),
                            LOCK_SCHEMA.object(name),
                            List.of(schemas("a", name), clusters("c", name)))))
                    .isEqualTo("BEGIN; ALTER VIEW \"d\".\"verdigris_e\"." + quoted + " RENAME TO " + quoted
                            + "; ALTER SCHEMA \"d\".\"a\" SWAP WITH " + quoted + "; ALTER CLUSTER \"c\" SWAP WITH "
                            + quoted + "; COMMIT");
        }
    }

    @Test
    void theDryRunIsTheSameMessageAndEndsInRollback() {
        assertThat(StepSql.dryRun(SWAP, true)).isEqualTo(sql(SWAP).replace("; COMMIT", "; ROLLBACK"));
        assertThat(StepSql.dryRun(SWAP, false))
                .isEqualTo(sql(SWAP).replaceFirst("; [^;]* RENAME TO [^;]*", "").replace("; COMMIT", "; ROLLBACK"))
                .doesNotContain("RENAME");
    }

    @Test
    void theQuarantineIsOneMessageThatRenamesTheStateViewFirst() {
        Step.Quarantine quarantine = new Step.Quarantine(
                STATE_VIEW,
                LOCK_SCHEMA.object("dropping_0123456789ab"),
                List.of(new Renaming(schema("a_x"), schema("gone")), new Renaming(cluster("c_x"), cluster("gone"))));
        assertThat(sql(quarantine))
                .isEqualTo("BEGIN; ALTER VIEW \"d\".\"verdigris_e\".\"staged_0123456789ab\" RENAME TO"
                        + " \"dropping_0123456789ab\"; ALTER SCHEMA \"d\".\"a_x\" RENAME TO \"gone\";"
                        + " ALTER CLUSTER \"c_x\" RENAME TO \"gone\"; COMMIT");
    }

    @Test
    void aTokenIsOneTransactionWithTheRenamesOfABuild() {
        ObjectName later = LOCK_SCHEMA.object("staged_ba9876543210");
        ObjectName gone = ObjectName.of("d", "a_x", "o");
        Renaming renaming = new Renaming(
                new Target.OfItem(ItemKind.MATERIALIZED_VIEW, gone),
                new Target.OfItem(ItemKind.MATERIALIZED_VIEW, ObjectName.of("d", "a_x", "o_dropping_ba9876543210")));
        assertThat(sql(new Step.AdvanceToken(STATE_VIEW, later, List.of(renaming))))
                .isEqualTo("BEGIN; ALTER VIEW \"d\".\"verdigris_e\".\"staged_0123456789ab\" RENAME TO"
                        + " \"staged_ba9876543210\"; ALTER MATERIALIZED VIEW \"d\".\"a_x\".\"o\" RENAME TO"
                        + " \"o_dropping_ba9876543210\"; COMMIT");
        assertThat(sql(new Step.AdvanceToken(STATE_VIEW, later, List.of()))).startsWith("ALTER VIEW ");
    }

    @Test
    void nothingIsEverDroppedWithCascade() {
        ObjectName name = ObjectName.of("d", "a_x", "o");
        for (ItemKind kind : ItemKind.values()) {
            assertThat(sql(new Step.DropItem(kind, name, new ItemId("u1"))))
                    .isEqualTo("DROP " + kind.sql() + " \"d\".\"a_x\".\"o\"");
        }
        assertThat(sql(new Step.DropSchema(SchemaName.of("d", "a_x")))).isEqualTo("DROP SCHEMA \"d\".\"a_x\"");
        assertThat(sql(new Step.DropCluster(Identifier.of("c_x")))).isEqualTo("DROP CLUSTER \"c_x\"");
        assertThat(sql(new Step.DropLockSchema(LOCK_SCHEMA))).isEqualTo("DROP SCHEMA \"d\".\"verdigris_e\"");
        assertThat(sql(new Step.DropStateView(STATE_VIEW, List.of())))
                .isEqualTo("DROP VIEW \"d\".\"verdigris_e\".\"staged_0123456789ab\"");
    }

    @Test
    void waitingHasNoStatement() {
        assertThat(StepSql.render(
                        new WaitStep.AwaitDrain(List.of(Identifier.of("c")), List.of(new ClusterId("u1")), List.of())))
                .isEmpty();
    }

    @Test
    void everyOptionOfAManagedClusterIsWritten() {
        ClusterConfig.Managed config = new ClusterConfig.Managed(
                "it's big",
                3,
                new ClusterConfig.Schedule.Manual(),
                List.of("z1", "z'2"),
                true,
                Optional.of(Duration.ofMillis(1500)),
                Optional.of("production"));
        assertThat(sql(new Step.CreateCluster(Identifier.of("c\"x"), new ClusterSpec.Managed(config))))
                .isEqualTo("CREATE CLUSTER \"c\"\"x\" (SIZE = 'it''s big', REPLICATION FACTOR = 3, "
                        + "AVAILABILITY ZONES = ('z1', 'z''2'), INTROSPECTION DEBUGGING = TRUE, "
                        + "INTROSPECTION INTERVAL = '1500 milliseconds')");
    }

    @Test
    void aScheduleExcludesAReplicationFactor() {
        ClusterConfig.Managed config = new ClusterConfig.Managed(
                "1",
                1,
                new ClusterConfig.Schedule.OnRefresh(Duration.ofHours(30)),
                List.of(),
                false,
                Optional.of(Duration.ofSeconds(1)),
                Optional.empty());
        assertThat(sql(new Step.CreateCluster(Identifier.of("c"), new ClusterSpec.Managed(config))))
                .isEqualTo("CREATE CLUSTER \"c\" (SIZE = '1', "
                        + "SCHEDULE = ON REFRESH (HYDRATION TIME ESTIMATE = '108000 seconds'))");
    }

    @Test
    void grantsNameTheirGranteeOrPublic() {
        Target schema = new Target.OfSchema(SchemaName.of("d", "s"));
        Set<Privilege> both = Set.of(Privilege.CREATE, Privilege.USAGE);
        assertThat(sql(new Step.Grant(schema, both, new Grantee.Everybody())))
                .isEqualTo("GRANT USAGE, CREATE ON SCHEMA \"d\".\"s\" TO PUBLIC");
        assertThat(sql(new Step.Grant(schema, both, new Grantee.ToRole(Identifier.of("PUBLIC")))))
                .isEqualTo("GRANT USAGE, CREATE ON SCHEMA \"d\".\"s\" TO \"PUBLIC\"");
        assertThat(sql(new Step.Revoke(schema, Set.of(Privilege.USAGE), new Grantee.ToRole(Identifier.of("r")))))
                .isEqualTo("REVOKE USAGE ON SCHEMA \"d\".\"s\" FROM \"r\"");
    }

    @Test
    void defaultPrivilegesAreScopedToTheSchema() {
        assertThat(sql(new DefaultStep.GrantByDefault(
                        SchemaName.of("d", "s"),
                        new Grantee.Everybody(),
                        DefaultPrivilege.ObjectKind.TABLE,
                        new Grantee.ToRole(Identifier.of("r")),
                        Set.of(Privilege.SELECT))))
                .isEqualTo(
                        "ALTER DEFAULT PRIVILEGES FOR ALL ROLES IN SCHEMA \"d\".\"s\" GRANT SELECT ON TABLES TO \"r\"");
        assertThat(sql(new DefaultStep.RevokeByDefault(
                        SchemaName.of("d", "s"),
                        new Grantee.ToRole(Identifier.of("c")),
                        DefaultPrivilege.ObjectKind.TYPE,
                        new Grantee.Everybody(),
                        Set.of(Privilege.USAGE))))
                .isEqualTo(
                        "ALTER DEFAULT PRIVILEGES FOR ROLE \"c\" IN SCHEMA \"d\".\"s\" REVOKE USAGE ON TYPES FROM PUBLIC");
    }

    @Test
    void relationsOfEveryKindAreGrantedAsTables() {
        ObjectName name = ObjectName.of("d", "s", "o");
        Grantee reader = new Grantee.ToRole(Identifier.of("r"));
        assertThat(Ddl.grant(new Target.OfItem(ItemKind.MATERIALIZED_VIEW, name), Set.of(Privilege.SELECT), reader))
                .isEqualTo("GRANT SELECT ON TABLE \"d\".\"s\".\"o\" TO \"r\"");
        assertThat(Ddl.grant(new Target.OfItem(ItemKind.CONNECTION, name), Set.of(Privilege.USAGE), reader))
                .isEqualTo("GRANT USAGE ON CONNECTION \"d\".\"s\".\"o\" TO \"r\"");
    }

    /** A statement with any names has the same tokens as a statement with plain names. */
    @Property(tries = 500)
    void noNameCanEscapeItsQuotes(@ForAll @NotEmpty String one, @ForAll @NotEmpty String two) {
        Assume.that(one.indexOf('\0') < 0 && two.indexOf('\0') < 0);
        List<Token> tokens = significant(Ddl.repointSink(ObjectName.of(one, two, one), ObjectName.of(two, one, two)));
        List<Token> plain = significant(Ddl.repointSink(ObjectName.of("a", "b", "a"), ObjectName.of("b", "a", "b")));
        assertThat(tokens)
                .extracting(Token::kind)
                .isEqualTo(plain.stream().map(Token::kind).toList());
        assertThat(tokens.stream()
                        .filter(token -> token.kind() == TokenKind.QUOTED_IDENTIFIER)
                        .map(Token::value))
                .containsExactly(one, two, one, two, one, two);
    }

    @Property(tries = 500)
    void noCommentCanEscapeItsQuotes(@ForAll String text) {
        Assume.that(text.indexOf('\0') < 0);
        List<Token> tokens = significant(Ddl.comment(new Target.OfCluster(Identifier.of("c")), text));
        assertThat(tokens).hasSize(6);
        assertThat(tokens.get(5).kind()).isEqualTo(TokenKind.STRING);
        String literal = tokens.get(5).value();
        assertThat(literal.substring(1, literal.length() - 1).replace("''", "'"))
                .isEqualTo(text);
    }

    private static List<Token> significant(String sql) {
        return Lexer.lex(sql).stream().filter(Token::isSignificant).toList();
    }

    private static Pair schemas(String live, String suffixed) {
        return new Pair(schema(live), schema(suffixed));
    }

    private static Pair clusters(String live, String suffixed) {
        return new Pair(cluster(live), cluster(suffixed));
    }

    private static Target schema(String name) {
        return new Target.OfSchema(SchemaName.of("d", name));
    }

    private static Target cluster(String name) {
        return new Target.OfCluster(Identifier.of(name));
    }
}
