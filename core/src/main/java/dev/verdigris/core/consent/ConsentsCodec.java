package dev.verdigris.core.consent;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.text.JsonText;

/**
 * Writes and reads used consents: one JSON array with an object for each. Its keys are {@code code}, {@code name} (left
 * out without a subject), {@code reason}, {@code by} and {@code at}.
 */
public final class ConsentsCodec {

    private static final JsonFactory JSON = new JsonFactory();

    private ConsentsCodec() {}

    /** The query of the view that keeps them: a constant, which costs the server nothing. */
    public static String query(List<GivenConsent> consents) {
        return "SELECT " + Literal.of(encode(consents)).sql() + " AS consents";
    }

    /** The consents as JSON. */
    public static String encode(List<GivenConsent> consents) {
        return consents.stream().map(ConsentsCodec::object).collect(Collectors.joining(",", "[", "]"));
    }

    private static String object(GivenConsent consent) {
        return "{" + JsonText.member("code", consent.code())
                + consent.subject()
                        .map(name -> "," + JsonText.member("name", name))
                        .orElse("")
                + "," + JsonText.member("reason", consent.reason())
                + "," + JsonText.member("by", consent.by())
                + "," + JsonText.member("at", consent.at().toString()) + "}";
    }

    /** Reads consents from JSON; none if the text is something else. */
    public static List<GivenConsent> decode(String text) {
        List<GivenConsent> consents = new ArrayList<>();
        try (JsonParser json = JSON.createParser(text)) {
            if (json.nextToken() != JsonToken.START_ARRAY) {
                return List.of();
            }
            while (json.nextToken() == JsonToken.START_OBJECT) {
                consents.add(consent(JsonText.members(json)));
            }
            return consents;
        } catch (IOException | DateTimeException e) {
            return List.of();
        }
    }

    private static GivenConsent consent(Map<String, String> members) {
        return new GivenConsent(
                members.getOrDefault("code", ""),
                Optional.ofNullable(members.get("name")),
                members.getOrDefault("reason", ""),
                members.getOrDefault("by", ""),
                Instant.parse(members.getOrDefault("at", "")));
    }
}
