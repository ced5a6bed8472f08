package dev.verdigris.core.plan;

import java.time.Instant;
import java.util.List;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** A build is planned only from model files without mistakes. */
class BuildPlannerTest {

    private static final Environment PROD =
            Environment.builder("prod").database("materialize").schemas("shop").build();

    private static BuildPlanner planner(String text) {
        return new BuildPlanner(
                PROD,
                List.of(new ModelFile("shop/orders.sql", "models/shop/orders.sql", text)),
                new RunIdentity(
                        new DeploymentId("d1"),
                        new FencingToken("aaaaaaaaaaaa"),
                        Instant.parse("2026-02-01T00:00:00Z"),
                        Deployer.NONE,
                        List.of()));
    }

    @Test
    void everyMistakeInTheFilesIsAProblemWithItsPlace() {
        BuildPlanner planner = planner("CREATE VIEW orders AS SELECT * FROM shop.missing;\nDROP VIEW orders;\n");
        assertThat(planner.mistakes()).extracting(Problem::code).containsOnly(ProblemCode.BAD_MODEL);
        assertThat(planner.mistakes())
                .extracting(Problem::where)
                .containsExactly("models/shop/orders.sql:1:37", "models/shop/orders.sql:2:1");
    }

    @Test
    void filesWithMistakesHaveNoPlan() {
        CatalogSnapshot empty = new World("me").snapshot();
        assertThatThrownBy(() -> planner("SELECT").plan(DeploymentView.of(empty, PROD)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void filesWithoutMistakesHaveNone() {
        assertThat(planner("CREATE VIEW orders AS SELECT 1 AS id;").mistakes()).isEmpty();
    }
}
