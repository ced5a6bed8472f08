package dev.verdigris.cli.result;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.core.check.CheckOutcome;
import dev.verdigris.core.check.CheckResult;
import dev.verdigris.core.check.CheckedSide;
import dev.verdigris.core.check.Severity;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import static org.assertj.core.api.Assertions.assertThat;

class ResultFilesTest {

    private static final String HOSTILE = "a \"b\" <c> & 'd' ]]>\n\u0001 😀 \uD800";

    @TempDir
    Path directory;

    @Test
    void theSuitesOfJUnitCountEachKindOfResult() throws Exception {
        Element root = xml(JUnitText.of(run(
                result("passed.sql", CheckOutcome.PASSED, CheckedSide.STAGED),
                result("warned.sql", CheckOutcome.WARNED, CheckedSide.STAGED),
                result("accepted.sql", CheckOutcome.ACCEPTED, CheckedSide.STAGED),
                result("failed.sql", CheckOutcome.FAILED, CheckedSide.STAGED),
                result("none.sql", CheckOutcome.NOT_APPLICABLE, CheckedSide.LIVE),
                result("late.sql", CheckOutcome.UNANSWERED, CheckedSide.LIVE))));
        assertThat(root.getTagName()).isEqualTo("testsuites");
        assertThat(counts(root)).containsExactly("6", "1", "1", "2", "0.072");
        NodeList suites = root.getElementsByTagName("testsuite");
        assertThat(suites.getLength()).isEqualTo(2);
        assertThat(((Element) suites.item(0)).getAttribute("name")).isEqualTo("verdigris.prod.staged");
        assertThat(counts((Element) suites.item(0))).containsExactly("4", "1", "0", "1", "0.048");
        assertThat(counts((Element) suites.item(1))).containsExactly("2", "0", "1", "1", "0.024");
        Element failed = (Element) root.getElementsByTagName("testcase").item(3);
        assertThat(failed.getAttribute("name")).isEqualTo("failed.sql");
        assertThat(failed.getAttribute("classname")).isEqualTo("verdigris.prod.staged");
        assertThat(failed.getAttribute("file")).isEqualTo("checks/failed.sql");
        Element failure = (Element) failed.getElementsByTagName("failure").item(0);
        assertThat(failure.getAttribute("message")).isEqualTo("failed, more than 2 rows");
        assertThat(failure.getTextContent())
                .contains("a \"b\" <c> & 'd' ]]>\n\uFFFD 😀 \uFFFD", "owner: me@example.com");
    }

    @Test
    void aRunThatFailedItselfIsAnErrorInBothFiles() throws Exception {
        Problem problem =
                new Problem(ProblemCode.UNREACHABLE, "no server at h:1", "server", Fix.advice("start the server"));
        CheckedRun run = CheckedRun.failed("check", List.of(problem));
        Element root = xml(JUnitText.of(run));
        assertThat(counts(root)).containsExactly("1", "0", "1", "0", "0.000");
        assertThat(root.getTextContent()).contains("VG-UNREACHABLE: no server at h:1 (server)");
        JsonNode invocation =
                sarif(run).path("runs").path(0).path("invocations").path(0);
        assertThat(invocation.path("executionSuccessful").asBoolean()).isFalse();
        assertThat(invocation
                        .path("toolExecutionNotifications")
                        .path(0)
                        .path("message")
                        .path("text")
                        .asText())
                .contains("no server at h:1");
    }

    @Test
    void sarifHasARuleForEachCheckAndAResultForEachThatDidNotPass() throws IOException {
        Files.createDirectory(directory.resolve(".git"));
        Path project = Files.createDirectories(directory.resolve("models of é"));
        CheckedRun run = run(
                result("passed.sql", CheckOutcome.PASSED, CheckedSide.STAGED),
                result("failed.sql", CheckOutcome.FAILED, CheckedSide.STAGED),
                result("failed.sql", CheckOutcome.FAILED, CheckedSide.LIVE),
                result("warned.sql", CheckOutcome.WARNED, CheckedSide.STAGED));
        JsonNode document = new ObjectMapper().readTree(SarifText.of(run, project));
        assertThat(document.path("version").asText()).isEqualTo("2.1.0");
        assertThat(document.path("$schema").asText()).contains("sarif-2.1.0");
        JsonNode whole = document.path("runs").path(0);
        JsonNode rules = whole.path("tool").path("driver").path("rules");
        assertThat(rules).hasSize(3);
        JsonNode results = whole.path("results");
        assertThat(results).hasSize(3).allSatisfy(result -> {
            assertThat(rules.path(result.path("ruleIndex").asInt()).path("id")).isEqualTo(result.path("ruleId"));
            assertThat(result.path("message").path("text").asText()).isNotEmpty();
            JsonNode place = result.path("locations").path(0).path("physicalLocation");
            assertThat(place.path("region").path("startLine").asInt()).isEqualTo(3);
            assertThat(place.path("artifactLocation").path("uriBaseId").asText())
                    .isEqualTo("%SRCROOT%");
        });
        assertThat(results)
                .extracting(result -> result.path("level").asText())
                .containsExactly("error", "error", "warning");
        assertThat(results.path(0)
                        .path("locations")
                        .path(0)
                        .path("physicalLocation")
                        .path("artifactLocation")
                        .path("uri")
                        .asText())
                .isEqualTo("models%20of%20%C3%A9/checks/failed.sql");
        assertThat(whole.path("invocations").path(0).path("executionSuccessful").asBoolean())
                .isTrue();
    }

    @Test
    void aRunWhoseTimeWasOverFailedItselfAndShowsTheChecksThatAreLeft() throws Exception {
        Problem over = new Problem(ProblemCode.TIME_OVER, "the time was over", "", Fix.advice("give it more time"));
        CheckedRun run = new CheckedRun(
                "check",
                "prod",
                false,
                List.of(
                        result("failed.sql", CheckOutcome.FAILED, CheckedSide.STAGED),
                        result("late.sql", CheckOutcome.UNANSWERED, CheckedSide.STAGED)),
                List.of(over, over),
                List.of(),
                List.of());
        assertThat(counts(xml(JUnitText.of(run)))).startsWith("3", "1", "2");
        JsonNode sarif = sarif(run).path("runs").path(0);
        assertThat(sarif.path("results")).hasSize(2);
        assertThat(sarif.path("invocations").path(0).path("executionSuccessful").asBoolean())
                .isFalse();
    }

    @Test
    void aFileIsReplacedAsAWholeAndNothingIsLeftBesideIt() throws IOException {
        Path junit = Files.writeString(directory.resolve("results.xml"), "old");
        ResultFiles files = new ResultFiles(Optional.of(junit), Optional.empty(), directory);
        assertThat(files.obstacle()).isEmpty();
        assertThat(files.failed("check", List.of())).isEmpty();
        assertThat(junit).content().contains("The run did not end.");
        try (var all = Files.list(directory)) {
            assertThat(all).containsExactly(junit);
        }
    }

    @Test
    void aPlaceThatCannotBeWrittenIsKnownBeforeTheRun() {
        Path missing = directory.resolve("no/such/results.xml");
        assertThat(new ResultFiles(Optional.of(missing), Optional.empty(), directory).obstacle())
                .hasValueSatisfying(problem -> assertThat(problem.what()).contains("its directory does not exist"));
        assertThat(new ResultFiles(Optional.empty(), Optional.of(directory), directory).obstacle())
                .hasValueSatisfying(problem -> assertThat(problem.what()).contains("it is a directory"));
    }

    private static CheckedRun run(CheckResult... checks) {
        return new CheckedRun("check", "prod", false, List.of(checks), List.of(), List.of(), List.of());
    }

    private static CheckResult result(String name, CheckOutcome outcome, CheckedSide side) {
        return new CheckResult(
                name,
                Optional.of("checks/" + name),
                3,
                outcome == CheckOutcome.WARNED ? Severity.WARN : Severity.ERROR,
                side,
                Optional.of("me@example.com"),
                Optional.of("no " + HOSTILE),
                outcome,
                outcome == CheckOutcome.PASSED ? 0 : 2,
                outcome == CheckOutcome.FAILED,
                List.of("id"),
                List.of(List.of(Optional.of("1")), List.of(Optional.empty())),
                Duration.ofMillis(12),
                outcome == CheckOutcome.PASSED ? Optional.empty() : Optional.of("check " + HOSTILE));
    }

    private static List<String> counts(Element element) {
        return List.of(
                element.getAttribute("tests"),
                element.getAttribute("failures"),
                element.getAttribute("errors"),
                element.getAttribute("skipped"),
                element.getAttribute("time"));
    }

    private static Element xml(String text) throws IOException, SAXException, ParserConfigurationException {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
    }

    private JsonNode sarif(CheckedRun run) throws IOException {
        return new ObjectMapper().readTree(SarifText.of(run, directory));
    }
}
