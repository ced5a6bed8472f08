package dev.verdigris.cli.output;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;

/** Writes JSON piece by piece. This loads far fewer classes than binding objects to JSON. */
public final class JsonText {

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** Writes the fields of one object. */
    @FunctionalInterface
    public interface Fields {
        /** Writes them. */
        void to(JsonGenerator json) throws IOException;
    }

    /** One object on one line. */
    public static String line(Fields fields) {
        return write(fields, false);
    }

    /** One object over many lines, without a line break at its end. */
    public static String document(Fields fields) {
        return write(fields, true);
    }

    /** The last event of a stream: the report, on one line. */
    public static String reportEvent(Fields report) {
        return line(json -> {
            json.writeStringField("event", "report");
            json.writeObjectFieldStart("report");
            report.to(json);
            json.writeEndObject();
        });
    }

    private static String write(Fields fields, boolean pretty) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            if (pretty) {
                DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
                DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
                printer.indentObjectsWith(indenter);
                printer.indentArraysWith(indenter);
                json.setPrettyPrinter(printer);
            }
            json.writeStartObject();
            fields.to(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return text.toString();
    }
}
