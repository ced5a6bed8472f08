package dev.verdigris.cli.output;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import dev.verdigris.core.text.Kebab;

/**
 * Writes values as JSON. This loads far fewer classes than a library that binds objects to JSON.
 *
 * <p>A record or a map is an object with its components or entries as fields, in order. An empty {@link Optional} is no
 * field; as an item of a list, it is null. A {@link Duration} is a field in milliseconds, and {@code Millis} is added to its name. A constant is written
 * in kebab case. A value that is none of these, and no list, number or truth value, is written as its text.
 */
public final class JsonText {

    /** The version of the form of reports and events. Within a version, members are only added. */
    public static final int VERSION = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonText() {}

    /** A value with another form in JSON than its components. */
    @FunctionalInterface
    interface Shaped {
        /** The value to write instead. */
        Object shape();
    }

    /** One object over many lines, without a line break at its end. */
    public static String document(Object value) {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter();
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return text(json -> value(json.setPrettyPrinter(printer), value));
    }

    /** One object on one line. */
    public static String line(Object value) {
        return text(json -> value(json, value));
    }

    /**
     * An event of a stream on one line: its {@code time}, the {@code version} of its form, the name of the
     * {@code event}, then the fields of {@code details}.
     */
    public static String event(Instant at, String name, Object details) {
        return text(json -> {
            json.writeStartObject();
            json.writeStringField("time", at.truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeNumberField("version", VERSION);
            json.writeStringField("event", name);
            fields(json, details);
            json.writeEndObject();
        });
    }

    @FunctionalInterface
    private interface Writing {
        void to(JsonGenerator json) throws IOException;
    }

    private static String text(Writing writing) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(text)) {
            writing.to(json);
        } catch (IOException e) {
            throw new UncheckedIOException("a string cannot be written to", e);
        }
        return text.toString();
    }

    private static void value(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Shaped shaped -> value(json, shaped.shape());
            case Boolean truth -> json.writeBoolean(truth);
            case BigDecimal number -> json.writeNumber(number);
            case Number number -> json.writeNumber(number.longValue());
            case Enum<?> constant -> json.writeString(Kebab.of(constant));
            case Collection<?> items -> array(json, items);
            case Map<?, ?> object -> object(json, object);
            case Record object -> object(json, object);
            default -> json.writeString(value.toString());
        }
    }

    private static void array(JsonGenerator json, Collection<?> items) throws IOException {
        json.writeStartArray();
        for (Object item : items) {
            if (item instanceof Optional<?> maybe && maybe.isEmpty()) {
                json.writeNull();
            } else {
                value(json, item instanceof Optional<?> maybe ? maybe.orElseThrow() : item);
            }
        }
        json.writeEndArray();
    }

    private static void object(JsonGenerator json, Object value) throws IOException {
        json.writeStartObject();
        fields(json, value);
        json.writeEndObject();
    }

    private static void fields(JsonGenerator json, Object value) throws IOException {
        if (value instanceof Map<?, ?> entries) {
            for (Map.Entry<?, ?> entry : entries.entrySet()) {
                field(json, String.valueOf(entry.getKey()), entry.getValue());
            }
            return;
        }
        for (RecordComponent component : value.getClass().getRecordComponents()) {
            field(json, component.getName(), read(component, value));
        }
    }

    private static Object read(RecordComponent component, Object value) {
        try {
            component.getAccessor().setAccessible(true);
            return Objects.requireNonNull(component.getAccessor().invoke(value));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the component " + component + " cannot be read", e);
        }
    }

    private static void field(JsonGenerator json, String name, Object value) throws IOException {
        switch (value) {
            case Optional<?> optional -> {
                if (optional.isPresent()) {
                    field(json, name, optional.get());
                }
            }
            case Duration length -> json.writeNumberField(name + "Millis", length.toMillis());
            default -> {
                json.writeFieldName(name);
                value(json, value);
            }
        }
    }
}
