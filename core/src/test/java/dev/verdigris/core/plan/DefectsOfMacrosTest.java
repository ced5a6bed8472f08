package dev.verdigris.core.plan;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import dev.verdigris.core.fixture.Case;
import dev.verdigris.core.fixture.Shown;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Defects of the deployment macros of dbt's adapter, each with its number in the study of them: B1 to B26. The sentence
 * of a test says what holds here. B20 and those from B27 on are about readiness: see {@code DefectsOfPeersTest} there.
 */
class DefectsOfMacrosTest {

    private static final String PROD = "environment: {schemas: [public], clusters: [prod]}\n";

    /** Two roles beside that of the run, which is a member of none. */
    private static final String LIVE_OF_OTHERS = """
            roles: [owner, other]
            databases: [{name: materialize, owner: owner, grants: {PUBLIC: U}}]
            schemas: [{name: public, owner: owner}]
            clusters: [{name: prod, owner: other}]
            """;

    private static final String LIVE = """
            schemas: [{name: public}]
            clusters: [{name: prod}]
            """;

    private static final String STAGED = """
            schemas: [{name: public}, {name: public_dbt_deploy}]
            clusters: [{name: prod}, {name: prod_dbt_deploy}]
            locks: [{phase: STAGED}]
            """;

    private static final String BUILT = STAGED + """
            objects:
              - {name: public.orders, cluster: prod}
              - {name: public_dbt_deploy.orders, cluster: prod_dbt_deploy}
            """;

    @TempDir
    private Path folder;

    private String shown(String verb, String catalog, String request) {
        try {
            Path directory = Files.createDirectories(folder.resolve(verb).resolve("case"));
            Files.writeString(directory.resolve("catalog.yaml"), catalog);
            Files.writeString(directory.resolve("request.yaml"), request);
            return Shown.of(new Case(directory).plan());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** B1. */
    @Test
    void ownershipThatIsMissingIsReportedForSchemasAndClusters() {
        assertThat(shown("init", LIVE_OF_OTHERS, PROD))
                .startsWith("REJECTED, exit 5")
                .contains("schema materialize.public belongs to owner", "cluster prod belongs to other");
    }

    /** B2. */
    @Test
    void aMemberOfTheOwningRoleCountsAsOwner() {
        String member = LIVE_OF_OTHERS.replace("schemas:", """
                members: [{of: owner, member: deployer}, {of: other, member: deployer}]
                schemas:""");
        assertThat(shown("init", member, PROD)).doesNotContain("VG-NOT-OWNER");
    }

    /** B3. */
    @Test
    void theFixOfAMissingRightNamesTheDatabaseAndThenTheRole() {
        String fix = "GRANT CREATE ON DATABASE \"materialize\" TO \"deployer\"";
        assertThat(shown("init", LIVE_OF_OTHERS, PROD)).contains(fix);
    }

    /** B4. */
    @Test
    void aProblemOfASchemaSpeaksOfTheSchema() {
        assertThat(shown("init", LIVE_OF_OTHERS, PROD))
                .contains("at schema materialize.public\n  schema materialize.public belongs to owner");
    }

    /** B5. */
    @Test
    void allMissingRightsAreToldAtOnce() {
        assertThat(shown("init", "createCluster: false\n" + LIVE_OF_OTHERS, PROD))
                .contains("VG-NOT-OWNER at cluster prod", "VG-NOT-OWNER at schema materialize.public")
                .contains("VG-NOT-MEMBER at role owner", "lacks CREATE on database", "lacks CREATECLUSTER on system");
    }

    /** B6. */
    @Test
    void noRightToCreateClustersIsNeededWhereNoneIsCreated() {
        String poor = "createCluster: false\n";
        assertThat(shown("init", poor + LIVE, "environment: {schemas: [public]}\n"))
                .startsWith("PLANNED");
        String empty = STAGED.replace("locks: [{phase: STAGED}]\n", "");
        assertThat(shown("init", poor + empty, PROD)).startsWith("PLANNED");
        assertThat(shown("init", poor + LIVE, PROD)).contains("lacks CREATECLUSTER");
    }

    /** B7. */
    @Test
    void promoteAsksForItsRightsAndForThoseThatSinksNeed() {
        String foreign = """
                roles: [owner, team]
                schemas: [{name: public, owner: owner}, {name: public_dbt_deploy, owner: owner}, {name: out}]
                clusters: [{name: prod, owner: owner}, {name: prod_dbt_deploy, owner: owner}, {name: outlet}]
                objects:
                  - {name: public.orders, owner: owner, cluster: prod}
                  - {name: public_dbt_deploy.orders, owner: owner, cluster: prod_dbt_deploy}
                  - {kind: sink, name: out.orders, owner: team, cluster: outlet, reads: public.orders}
                locks: [{phase: STAGED}]
                """;
        assertThat(shown("promote", foreign, PROD))
                .startsWith("REJECTED, exit 5")
                .contains("VG-NOT-OWNER at schema materialize.public")
                .contains("VG-NOT-OWNER at cluster prod")
                .contains("VG-NOT-OWNER at sink materialize.out.orders");
    }

    /** B7. */
    @Test
    void copyingDefaultPrivilegesAsksForMembershipInTheirCreator() {
        String byDefault = LIVE + """
                roles: [creator, reader]
                defaults: [{creator: creator, schema: public, kind: TABLE, to: reader, grants: r}]
                """;
        assertThat(shown("init", byDefault, PROD)).contains("VG-NOT-MEMBER at role creator");
    }

    /** B8. {@code SingleRightTest} takes each right alone. */
    @ParameterizedTest
    @ValueSource(strings = {"init", "promote", "rollback", "cleanup", "abort"})
    void aRoleThatOwnsNothingIsRefusedByEveryVerb(String verb) {
        String phase = verb.equals("rollback") || verb.equals("cleanup") ? "PROMOTED" : "STAGED";
        String foreign = """
                createCluster: false
                roles: [owner]
                databases: [{name: materialize, owner: owner, grants: {PUBLIC: U}}]
                schemas: [{name: public, owner: owner}, {name: public_dbt_deploy, owner: owner}]
                clusters: [{name: prod, owner: owner}, {name: prod_dbt_deploy, owner: owner}]
                objects:
                  - {name: public.orders, owner: owner, cluster: prod}
                  - {name: public_dbt_deploy.orders, owner: owner, cluster: prod_dbt_deploy}
                """;
        String lock = verb.equals("init") ? "" : "locks: [{phase: " + phase + ", owner: owner}]\n";
        String catalog = verb.equals("init") ? LIVE_OF_OTHERS : foreign + lock;
        assertThat(shown(verb, catalog, PROD)).startsWith("REJECTED, exit 5");
    }

    /** B9. */
    @Test
    void aClusterOfAnyNameGetsTheGrantsOfTheLiveOne() {
        String custom = """
                roles: [reader]
                schemas: [{name: public}]
                clusters: [{name: "team_Prod", grants: {reader: U}}, {name: prod}]
                """;
        assertThat(shown("init", custom, "environment: {clusters: [team_Prod]}\n"))
                .contains("GRANT USAGE ON CLUSTER \"team_Prod_dbt_deploy\" TO \"reader\"")
                .doesNotContain("REVOKE");
    }

    /** B10. */
    @Test
    void theTagOfThePipelineIsInTheRecordAndNoStatementNamesNothing() {
        assertThat(shown("init", LIVE, PROD + "tag: ci-7\n"))
                .contains("\"tag\":\"ci-7\"")
                .doesNotContain("COMMENT ON SCHEMA", " \"\" ");
    }

    /** B11. */
    @ParameterizedTest
    @ValueSource(strings = {"init", "promote", "rollback", "cleanup", "abort"})
    void everyVerbQuotesNames(String verb) {
        String phase = verb.equals("rollback") || verb.equals("cleanup") ? "PROMOTED" : "STAGED";
        String staged = """
                schemas: [{name: [m, Sel.ect]}, {name: [m, Sel.ect_dbt_deploy]}]
                clusters: [{name: from}, {name: from_dbt_deploy}]
                locks: [{phase: %s}]
                objects:
                  - {name: [m, Sel.ect, a], cluster: from}
                  - {name: [m, Sel.ect_dbt_deploy, a], cluster: from_dbt_deploy}
                """.formatted(phase);
        String live = "schemas: [{name: [m, Sel.ect]}]\nclusters: [{name: from}]\n";
        String plan = shown(
                verb,
                "databases: [{name: m}]\n" + (verb.equals("init") ? live : staged),
                "environment: {database: m, schemas: [[m, Sel.ect]], clusters: [from]}\n");
        assertThat(plan).startsWith("PLANNED").contains("\"Sel.ect", "\"from");
        assertThat(statements(plan))
                .allSatisfy(sql -> assertThat(sql.replaceAll("'[^']*'", "").replaceAll("\"[^\"]*\"", ""))
                        .doesNotContain("Sel.ect", "from_dbt_deploy"));
    }

    private static List<String> statements(String plan) {
        return plan.lines()
                .filter(line -> line.startsWith("  ") && !line.startsWith("   ") && !line.startsWith("  ("))
                .toList();
    }

    /** B12. */
    @Test
    void grantsToPublicAreCopied() {
        String open = """
                schemas: [{name: public, grants: {PUBLIC: U}}]
                clusters: [{name: prod, grants: {PUBLIC: U}}]
                """;
        assertThat(shown("init", open, PROD))
                .contains("GRANT USAGE ON SCHEMA \"materialize\".\"public_dbt_deploy\" TO PUBLIC")
                .contains("GRANT USAGE ON CLUSTER \"prod_dbt_deploy\" TO PUBLIC");
    }

    /** B13. */
    @Test
    void grantsOnObjectsAreCarriedAlsoIfAnotherToolBuiltThem() {
        String granted = STAGED + """
                roles: [reader]
                objects:
                  - {name: public.orders, cluster: prod, grants: {reader: r}}
                  - {name: public_dbt_deploy.orders, cluster: prod_dbt_deploy}
                """;
        assertThat(shown("grants", granted, PROD))
                .contains("GRANT SELECT ON TABLE \"materialize\".\"public_dbt_deploy\".\"orders\" TO \"reader\"");
        assertThat(shown("promote", granted, PROD)).contains("reader would lose SELECT");
    }

    /** B14. */
    @Test
    void theOwnersOfSchemasAndClustersAreKept() {
        String owned = """
                roles: [owner]
                members: [{of: owner, member: deployer}]
                schemas: [{name: public, owner: owner}]
                clusters: [{name: prod, owner: owner}]
                """;
        assertThat(shown("init", owned, PROD))
                .contains("ALTER SCHEMA \"materialize\".\"public_dbt_deploy\" OWNER TO \"owner\"")
                .contains("ALTER CLUSTER \"prod_dbt_deploy\" OWNER TO \"owner\"");
    }

    /** B15. */
    @Test
    void theCommentOfASchemaIsCarriedAndNotOverwritten() {
        String told = LIVE.replace("name: public", "name: public, comment: our own");
        assertThat(shown("init", told, PROD))
                .contains("COMMENT ON SCHEMA \"materialize\".\"public_dbt_deploy\" IS 'our own'");
        assertThat(shown("promote", BUILT, PROD)).startsWith("PLANNED").doesNotContain("COMMENT ON SCHEMA");
    }

    /** B16. */
    @Test
    void everySettingOfAClusterIsCopiedOrNamedByAWarning() {
        String tuned = LIVE.replace(
                "name: prod",
                "name: prod, comment: all, size: 200cc, factor: 2, zones: [a1, a2], debugging: true,"
                        + " introspection: PT5S, workloadClass: production, autoScaling: {size: 400cc}");
        assertThat(shown("init", tuned, PROD))
                .contains("SIZE = '200cc'", "REPLICATION FACTOR = 2", "AVAILABILITY ZONES = ('a1', 'a2')")
                .contains("INTROSPECTION DEBUGGING = TRUE", "INTROSPECTION INTERVAL = '5 seconds'")
                .contains("AUTO SCALING STRATEGY", "400cc", "COMMENT ON CLUSTER \"prod_dbt_deploy\" IS 'all'")
                .contains("warning VG-SETTING-NOT-COPIED", "the workload class production");
    }

    /** B17. */
    @Test
    void aClusterThatIsSwitchedOffIsRefusedOrGetsReplicas() {
        String off = LIVE.replace("name: prod", "name: prod, factor: 0");
        assertThat(shown("init", off, PROD)).startsWith("REJECTED, exit 3").contains("VG-PAUSED-CLUSTER");
        assertThat(shown("init", off, PROD + "replicationFactor: 2\n")).contains("REPLICATION FACTOR = 2");
    }

    /** B18. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind: source, subtype: load-generator, cluster: prod",
                "kind: source, subtype: webhook, cluster: prod",
                "kind: table",
                "kind: secret",
                "kind: connection, subtype: kafka"
            })
    void whatTheCleanupWouldDestroyWithItsDataIsRefused(String object) {
        assertThat(shown("init", LIVE + "objects: [{name: public.data, " + object + "}]\n", PROD))
                .startsWith("REJECTED, exit 3")
                .contains("VG-HOLDS-DATA");
    }

    /** B19. */
    @Test
    void anInitThatDiedIsCompletedByTheNextOne() {
        String died = """
                roles: [owner, reader]
                members: [{of: owner, member: deployer}]
                schemas: [{name: public, owner: owner, comment: ours, grants: {reader: U}}, {name: public_dbt_deploy}]
                clusters: [{name: prod}]
                defaults: [{creator: owner, schema: public, kind: TABLE, to: reader, grants: r}]
                locks: [{phase: STAGED, id: a, named: true}]
                """;
        assertThat(shown("init", died, PROD + "id: a\n"))
                .contains("OWNER TO \"owner\"", "TO \"reader\"", "IS 'ours'", "ALTER DEFAULT PRIVILEGES")
                .contains("CREATE CLUSTER \"prod_dbt_deploy\"")
                .doesNotContain("CREATE SCHEMA \"materialize\".\"public_dbt_deploy\"");
    }

    /** B21. */
    @Test
    void aCommentOnAnotherKindWithTheSameIdIsNotTaken() {
        String sameId = LIVE.replace("name: prod", "name: prod, comment: of the cluster");
        assertThat(shown("init", sameId, PROD))
                .contains("COMMENT ON CLUSTER \"prod_dbt_deploy\" IS 'of the cluster'")
                .doesNotContain("COMMENT ON SCHEMA");
    }

    /** B22. */
    @Test
    void noTagTravelsWithTheSwap() {
        String tagged = LIVE.replace(
                "name: public",
                "name: public, comment: \"Deployment by ci on 2026-01-01 10:00:00+00 | Commit SHA: a\"");
        assertThat(shown("init", tagged, PROD + "tag: ci-8\n"))
                .doesNotContain("COMMENT ON SCHEMA", "Commit SHA")
                .contains("\"tag\":\"ci-8\"");
        assertThat(shown("promote", BUILT.replace("STAGED}", "STAGED, tag: ci-8}"), PROD))
                .startsWith("PLANNED")
                .doesNotContain("COMMENT ON SCHEMA", "COMMENT ON CLUSTER");
    }

    /** B23. A command of a fix is a value with a verb, so it cannot name a verb that is gone. */
    @Test
    void theFixOfALeftOverNamesVerbsThatExist() {
        String leftOver = BUILT.replace("locks: [{phase: STAGED}]\n", "");
        assertThat(shown("init", leftOver, PROD))
                .contains("run promote environment=prod", "run abort environment=prod adopt");
    }

    /** B24. */
    @Test
    void aSecondPipelineIsRefusedAndAnotherSuffixGoesBesideIt() {
        String locked = STAGED.replace("STAGED}", "STAGED, id: a, named: true, commit: aaa}");
        assertThat(shown("init", locked, PROD + "pipeline: b\ncommit: bbb\n"))
                .startsWith("REJECTED, exit 6")
                .contains("VG-LOCKED");
        String beside = "environment: {name: review, schemas: [public], clusters: [prod], suffix: _review}\n";
        assertThat(shown("init", LIVE, beside))
                .contains("CREATE SCHEMA \"materialize\".\"public_review\"", "CREATE CLUSTER \"prod_review\"");
    }

    /** B25. */
    @Test
    void aStagedObjectMayNotReadASuffixedSchemaOutsideThePairs() {
        String unlisted =
                STAGED.replace("{name: public_dbt_deploy}", "{name: public_dbt_deploy}, {name: x_dbt_deploy}") + """
                objects:
                  - {name: x_dbt_deploy.base, kind: view}
                  - {name: public.orders, cluster: prod}
                  - {name: public_dbt_deploy.orders, cluster: prod_dbt_deploy, reads: x_dbt_deploy.base}
                """;
        assertThat(shown("promote", unlisted, PROD)).startsWith("REJECTED").contains("x_dbt_deploy.base");
    }

    /** B26. */
    @Test
    void aNameIsNeverBothHalvesOfAPair() {
        assertThat(shown("init", LIVE, "environment: {schemas: [public], suffix: \"\"}\n"))
                .startsWith("REJECTED, exit 2")
                .contains("VG-BAD-SUFFIX");
        assertThat(shown("init", LIVE, "environment: {clusters: [prod, prod_dbt_deploy]}\n"))
                .startsWith("REJECTED, exit 2")
                .contains("VG-DUPLICATE-PAIR");
    }
}
