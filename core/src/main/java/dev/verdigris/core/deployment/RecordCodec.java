package dev.verdigris.core.deployment;

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
 * Writes and reads the record in a state view's comment: one compact JSON object with the keys {@code v} (form), {@code id},
 * {@code named}, {@code at}, {@code by}, {@code commit}, {@code tag}, {@code live} (fingerprint), {@code files}
 * (fingerprint) and {@code whole}. Keys that would say nothing or {@code false} are left out.
 *
 * <p>The server allows 1024 bytes for a comment. A record that would be longer loses its optional parts as a whole, in
 * this order, until it fits: tag, commit, role. Nothing is ever cut, and id, time and fingerprint always fit.
 */
public final class RecordCodec {

    /** The version that this code writes. */
    public static final int FORMAT_VERSION = 1;

    /** The server's limit for a comment, in bytes of UTF-8 (Materialize docs: sql/comment-on). */
    public static final int MAX_BYTES = 1024;

    /** Room is kept for a build, so that no part is lost by one that comes later. */
    private static final Optional<Built> LONGEST = Optional.of(new Built(new Fingerprint("0".repeat(64)), true));

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final List<UnaryOperator<DeploymentRecord>> SHORTER =
            List.of(RecordCodec::withoutTag, RecordCodec::withoutCommit, RecordCodec::withoutRole);

    private RecordCodec() {}

    /** The record as compact JSON of at most {@link #MAX_BYTES} bytes. */
    public static String encode(DeploymentRecord record) {
        return write(fit(record));
    }

    /** The record as it will be read again: without the optional parts for which there is no room. */
    public static DeploymentRecord fit(DeploymentRecord record) {
        DeploymentRecord fitting = record;
        for (UnaryOperator<DeploymentRecord> shorter : SHORTER) {
            if (write(fitting.with(LONGEST)).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES) {
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
        if (record.named()) {
            json.put("named", true);
        }
        json.put("at", record.createdAt().toString());
        record.role().ifPresent(role -> json.put("by", role));
        record.commit().ifPresent(commit -> json.put("commit", commit));
        record.tag().ifPresent(tag -> json.put("tag", tag));
        json.put("live", record.fingerprint().value());
        record.built().ifPresent(built -> {
            json.put("files", built.files().value());
            if (built.whole()) {
                json.put("whole", true);
            }
        });
        return json.toString();
    }

    /** What a comment says; a comment that is no record is unreadable, never missing. */
    public static StoredRecord decode(Optional<String> comment) {
        if (comment.isEmpty()) {
            return new StoredRecord.Missing();
        }
        String text = comment.get();
        try {
            JsonNode json = JSON.readTree(text);
            int version = json.path("v").asInt(0);
            if (version > FORMAT_VERSION) {
                return new StoredRecord.Unreadable(
                        text, "it has form " + version + ", and this version reads forms up to " + FORMAT_VERSION);
            }
            if (version < 1) {
                return new StoredRecord.Unreadable(text, "it is not a record of Verdigris");
            }
            return read(json, version);
        } catch (JsonProcessingException e) {
            return new StoredRecord.Unreadable(text, "it is not JSON");
        } catch (IllegalArgumentException | DateTimeException e) {
            return new StoredRecord.Unreadable(text, "a field has no meaning: " + e.getMessage());
        }
    }

    private static StoredRecord read(JsonNode json, int version) {
        return new StoredRecord.Known(new DeploymentRecord(
                version,
                new DeploymentId(json.path("id").asText()),
                json.path("named").asBoolean(),
                Instant.parse(json.path("at").asText()),
                text(json, "by"),
                text(json, "commit"),
                text(json, "tag"),
                new Fingerprint(json.path("live").asText()),
                text(json, "files")
                        .map(files -> new Built(
                                new Fingerprint(files), json.path("whole").asBoolean()))));
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
                record.named(),
                record.createdAt(),
                role,
                commit,
                Optional.empty(),
                record.fingerprint(),
                record.built());
    }
}
