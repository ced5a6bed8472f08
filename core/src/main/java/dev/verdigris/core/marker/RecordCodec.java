package dev.verdigris.core.marker;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * Writes and reads the record in a marker's comment: one compact JSON object with the keys {@code v} (form), {@code id},
 * {@code at}, {@code by}, {@code commit}, {@code tag}, {@code build} and {@code live} (fingerprints of the files and of the
 * live side).
 *
 * <p>The server allows 1024 bytes for a comment. A record that would be longer loses its optional parts as a whole, in
 * this order, until it fits: build, tag, commit, role. Nothing is ever cut, and id, time and fingerprint always fit.
 */
public final class RecordCodec {

    /** The version that this code writes. */
    public static final int FORMAT_VERSION = 1;

    /** The server's limit for a comment, in bytes of UTF-8 (Materialize docs: sql/comment-on). */
    public static final int MAX_BYTES = 1024;

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<UnaryOperator<DeploymentRecord>> SHORTER = List.of(
            record -> record.builtFrom(Optional.empty()),
            RecordCodec::withoutTag,
            RecordCodec::withoutCommit,
            RecordCodec::withoutRole);

    private RecordCodec() {}

    /** The record as compact JSON of at most {@link #MAX_BYTES} bytes. */
    public static String encode(DeploymentRecord record) {
        return write(fit(record));
    }

    /** The record as it will be read again: without the optional parts for which there is no room. */
    public static DeploymentRecord fit(DeploymentRecord record) {
        DeploymentRecord fitting = record;
        for (UnaryOperator<DeploymentRecord> shorter : SHORTER) {
            if (write(fitting).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
                return fitting;
            }
            fitting = shorter.apply(fitting);
        }
        return fitting;
    }

    private static String write(DeploymentRecord record) {
        ObjectNode json = JSON.createObjectNode();
        json.put("v", record.formatVersion());
        json.put("id", record.deploymentId().value());
        json.put("at", record.createdAt().toString());
        record.role().ifPresent(role -> json.put("by", role));
        record.commit().ifPresent(commit -> json.put("commit", commit));
        record.tag().ifPresent(tag -> json.put("tag", tag));
        record.build().ifPresent(build -> json.put("build", build));
        json.put("live", record.fingerprint().value());
        return json.toString();
    }

    /** What a comment says; a comment that is no record is unreadable, never missing. */
    public static MarkerRecord decode(Optional<String> comment) {
        if (comment.isEmpty()) {
            return new MarkerRecord.Missing();
        }
        String text = comment.get();
        try {
            JsonNode json = JSON.readTree(text);
            int version = json.path("v").asInt(0);
            if (version > FORMAT_VERSION) {
                return new MarkerRecord.Unreadable(
                        text, "it has form " + version + ", and this version reads forms up to " + FORMAT_VERSION);
            }
            if (version < 1) {
                return new MarkerRecord.Unreadable(text, "it is not a record of Verdigris");
            }
            return read(json, version);
        } catch (JsonProcessingException e) {
            return new MarkerRecord.Unreadable(text, "it is not JSON");
        } catch (IllegalArgumentException | DateTimeException e) {
            return new MarkerRecord.Unreadable(text, "a field has no meaning: " + e.getMessage());
        }
    }

    private static MarkerRecord read(JsonNode json, int version) {
        return new MarkerRecord.Known(new DeploymentRecord(
                version,
                new DeploymentId(json.path("id").asText()),
                Instant.parse(json.path("at").asText()),
                text(json, "by"),
                text(json, "commit"),
                text(json, "tag"),
                text(json, "build"),
                new Fingerprint(json.path("live").asText())));
    }

    private static Optional<String> text(JsonNode json, String key) {
        JsonNode value = json.path(key);
        return value.isTextual() ? Optional.of(value.asText()) : Optional.empty();
    }

    private static DeploymentRecord withoutTag(DeploymentRecord record) {
        return with(record, record.role(), record.commit());
    }

    private static DeploymentRecord withoutCommit(DeploymentRecord record) {
        return with(record, record.role(), Optional.empty());
    }

    private static DeploymentRecord withoutRole(DeploymentRecord record) {
        return with(record, Optional.empty(), Optional.empty());
    }

    private static DeploymentRecord with(DeploymentRecord record, Optional<String> role, Optional<String> commit) {
        return new DeploymentRecord(
                record.formatVersion(),
                record.deploymentId(),
                record.createdAt(),
                role,
                commit,
                Optional.empty(),
                Optional.empty(),
                record.fingerprint());
    }
}
