package dev.verdigris.cli.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A report's document as the last event of a stream. */
final class ReportLine {

    private ReportLine() {}

    static String of(String document) {
        ObjectMapper mapper = new ObjectMapper();
        try {
            ObjectNode event = mapper.createObjectNode().put("event", "report");
            event.set("report", mapper.readTree(document));
            return mapper.writeValueAsString(event);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a report is not JSON", e);
        }
    }
}
