package dev.verdigris.cli.output;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.output.ReportText.Detail;
import dev.verdigris.core.dbt.DbtExposure;
import dev.verdigris.core.dbt.DbtFacts;
import dev.verdigris.core.dbt.DbtManifest;
import dev.verdigris.core.dbt.DbtModel;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.report.Report;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Where a report names models, owners and exposures of dbt. */
final class DbtFactsShownTest {

    private static final Environment PROD =
            Environment.builder("prod").database("db").schemas("core").build();

    private static final ObjectName ORDERS = ObjectName.of("db", "core", "orders");

    private static final DbtFacts FACTS = DbtFacts.of(
            new DbtManifest(
                    List.of(new DbtModel(
                            "model.p.o", "model", "fct_orders", "models/o.sql", ORDERS, Optional.of("Ann\n<a@x>"))),
                    List.of(new DbtExposure(
                            "Weekly",
                            "dashboard",
                            Optional.of("Bob"),
                            Optional.of("https://bi.example/w"),
                            List.of(ORDERS))),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    Set.of()),
            PROD);

    private static Report report(Verb verb, String where) {
        Problem problem = new Problem(ProblemCode.INCOMPLETE, where + " is live", where, Fix.advice("add it"));
        return new Report(
                verb,
                PROD.name(),
                Outcome.REFUSED,
                EnvironmentState.STAGED,
                Optional.empty(),
                List.of(),
                false,
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(problem),
                List.of(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                List.of(new Report.Timing("total", Duration.ZERO)),
                Optional.empty(),
                List.of(),
                FACTS);
    }

    private static String text(Report report) {
        return ReportText.render(ReportView.of(report, FixText.PLAIN), Detail.FULL);
    }

    private static JsonNode json(Report report) throws Exception {
        return new ObjectMapper().readTree(JsonText.document(ReportView.of(report, FixText.PLAIN)));
    }

    @Test
    void aProblemNamesTheModelItsOwnerAndItsReaders() throws Exception {
        Report report = report(Verb.PROMOTE, "materialized view db.core.orders");
        assertThat(text(report))
                .contains("      dbt: model fct_orders in models/o.sql, owner Ann\\n<a@x>\n"
                        + "      dbt: read by dashboard Weekly, owner Bob, https://bi.example/w\n");
        JsonNode dbt = json(report).at("/problems/0/dbt");
        assertThat(dbt.path("model").asText()).isEqualTo("fct_orders");
        assertThat(dbt.path("owner").asText()).isEqualTo("Ann\n<a@x>");
        assertThat(dbt.at("/exposures/0/name").asText()).isEqualTo("Weekly");
    }

    @Test
    void aStagedObjectIsThatOfItsModel() {
        assertThat(text(report(Verb.BUILD, "view db.core_dbt_deploy.orders"))).contains("dbt: model fct_orders");
    }

    @Test
    void anObjectThatDbtDoesNotKnowHasNone() throws Exception {
        Report report = report(Verb.PROMOTE, "view db.core.others");
        assertThat(text(report)).doesNotContain("dbt: model");
        assertThat(json(report).at("/problems/0").has("dbt")).isFalse();
    }

    @Test
    void verbsThatLookAtASwapNameTheExposures() throws Exception {
        for (Verb verb : Verb.values()) {
            boolean shown = List.of(Verb.PROMOTE, Verb.ROLLBACK, Verb.DEPLOY, Verb.PLAN, Verb.STATUS, Verb.REPORT)
                    .contains(verb);
            assertThat(text(report(verb, "")).contains("Exposures of dbt")).isEqualTo(shown);
            assertThat(json(report(verb, "")).has("exposures")).isEqualTo(shown);
        }
        assertThat(text(report(Verb.STATUS, "")))
                .contains("\nExposures of dbt\n  dashboard Weekly, owner Bob, https://bi.example/w\n"
                        + "      reads db.core.orders\n");
    }
}
