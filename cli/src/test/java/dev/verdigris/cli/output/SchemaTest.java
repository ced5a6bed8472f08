package dev.verdigris.cli.output;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.engine.progress.ProgressEvent;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What the command line writes fits the schemas, and they forbid all else. */
final class SchemaTest {

    private static final Path RESOURCES = Path.of("src/test/resources").toAbsolutePath();
    private static final ObjectMapper JSON = new ObjectMapper();

    private static List<JsonNode> reports() throws IOException {
        List<JsonNode> reports = new ArrayList<>();
        try (Stream<Path> files = Files.list(RESOURCES.resolve("reports"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".json")).toList()) {
                reports.add(JSON.readTree(Files.readString(file)));
            }
        }
        return reports;
    }

    private static List<JsonNode> events() throws IOException {
        List<JsonNode> events = new ArrayList<>();
        for (String line : Events.lines()) {
            events.add(JSON.readTree(line));
        }
        for (JsonNode report : reports()) {
            ObjectNode event = events.getFirst().deepCopy();
            event.remove("verb");
            events.add(event.put("event", "report").set("report", report));
        }
        return events;
    }

    @Test
    void theSchemasAreOfTheirDialect() {
        assertThat(JsonSchemas.faultsOfSchema(JsonSchemas.report())).isEmpty();
        assertThat(JsonSchemas.faultsOfSchema(JsonSchemas.event())).isEmpty();
    }

    @Test
    void everyKindOfEventOfTheListenerIsAnEventOfTheStream() {
        List<String> told = Arrays.stream(ProgressEvent.class.getPermittedSubclasses())
                .map(Kebab::of)
                .toList();
        assertThat(Arrays.stream(EventView.class.getPermittedSubclasses()).map(Kebab::of))
                .containsAll(told)
                .hasSize(told.size() + 1)
                .contains("report");
    }

    @Test
    void everyEventFitsTheSchema() throws IOException {
        assertThat(events())
                .allSatisfy(event -> assertThat(JsonSchemas.faultsOfEvent(event))
                        .as(event.toString())
                        .isEmpty());
    }

    @Test
    void everyReportFitsTheSchema() throws IOException {
        assertThat(reports())
                .hasSizeGreaterThan(1)
                .allSatisfy(
                        report -> assertThat(JsonSchemas.faultsOfReport(report)).isEmpty());
    }

    @Test
    void noMemberIsUnknownToTheSchemas() throws IOException {
        for (JsonNode report : reports()) {
            for (ObjectNode object : objects(report)) {
                object.put("unknown", 1);
                assertThat(JsonSchemas.faultsOfReport(report))
                        .as(object.toString())
                        .isNotEmpty();
                object.remove("unknown");
            }
        }
        for (JsonNode event : events()) {
            ((ObjectNode) event).put("unknown", 1);
            assertThat(JsonSchemas.faultsOfEvent(event)).as(event.toString()).isNotEmpty();
        }
    }

    /** All objects in a document but the options of a command, whose names are those of the command line. */
    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> objects = new ArrayList<>();
        if (node instanceof ObjectNode object) {
            objects.add(object);
        }
        node.properties().stream()
                .filter(member -> !member.getKey().equals("options"))
                .forEach(member -> objects.addAll(objects(member.getValue())));
        if (node.isArray()) {
            node.forEach(item -> objects.addAll(objects(item)));
        }
        return objects;
    }

    @Test
    void everyMemberThatIsAlwaysThereIsRequired() throws IOException {
        for (JsonNode event : events()) {
            for (String member : List.of("time", "version", "event")) {
                JsonNode without = ((ObjectNode) event.deepCopy()).without(member);
                assertThat(JsonSchemas.faultsOfEvent(without)).as(member).isNotEmpty();
            }
        }
        for (JsonNode report : reports()) {
            JsonNode without = ((ObjectNode) report.deepCopy()).without("problems");
            assertThat(JsonSchemas.faultsOfReport(without)).isNotEmpty();
        }
    }

    @Test
    void theTimeOfAnEventIsInMilliseconds() throws IOException {
        assertThat(events().getFirst().path("time").asText()).isEqualTo("2026-01-02T03:04:05.678Z");
    }
}
