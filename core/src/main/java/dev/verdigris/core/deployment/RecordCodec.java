package dev.verdigris.core.deployment;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.io.JsonStringEncoder;

/**
 * Writes and reads the record in a state view's comment: one compact JSON object with the keys {@code v} (format),
 * {@code id}, {@code named}, {@code at}, {@code by}, {@code commit}, {@code tag}, {@code live} (fingerprint), {@code
 * files} (fingerprint) and {@code whole}. A key without a value, or with the value {@code false}, is left out.
 *
 * <p>The server allows 1024 bytes for a comment. A record that would be longer loses whole optional parts until it
 * fits, in this order: tag, commit, role. No value is shortened. Id, time and fingerprint always fit.
 */
public final class RecordCodec {

    /** The version that this code writes. */
    public static final int FORMAT_VERSION = 1;

    /** The server's limit for a comment, in bytes of UTF-8 (Materialize docs: sql/comment-on). */
    static final int MAX_BYTES = 1024;

    /** The record keeps room for a build, so that a later build does not remove a part. */
    private static final Optional<Built> LONGEST = Optional.of(new Built(new Fingerprint("0".repeat(64)), true));

    private static final JsonFactory JSON = new JsonFactory();

    private static final List<UnaryOperator<DeploymentRecord>> SHORTER =
            List.of(RecordCodec::withoutTag, RecordCodec::withoutCommit, RecordCodec::withoutRole);

    private RecordCodec() {}

    /** The record as compact JSON of at most {@link #MAX_BYTES} bytes. */
    public static String encode(DeploymentRecord record) {
        return write(fit(record));
    }

    /** The record without the optional parts that have no room. */
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
        List<String> members = new ArrayList<>();
        members.add("\"v\":" + record.formatVersion());
        members.add(member("id", record.deploymentId().value()));
        if (record.named()) {
            members.add("\"named\":true");
        }
        members.add(member("at", record.createdAt().toString()));
        record.role().ifPresent(role -> members.add(member("by", role)));
        record.commit().ifPresent(commit -> members.add(member("commit", commit)));
        record.tag().ifPresent(tag -> members.add(member("tag", tag)));
        members.add(member("live", record.fingerprint().value()));
        record.built().ifPresent(built -> {
            members.add(member("files", built.files().value()));
            if (built.whole()) {
                members.add("\"whole\":true");
            }
        });
        return "{" + String.join(",", members) + "}";
    }

    private static String member(String key, String text) {
        char[] quoted = JsonStringEncoder.getInstance().quoteAsString(text);
        return '"' + key + "\":\"" + String.valueOf(quoted) + '"';
    }

    /** Reads a comment. A comment that is not a record is unreadable, never missing. */
    static StoredRecord decode(Optional<String> comment) {
        if (comment.isEmpty()) {
            return new StoredRecord.Missing();
        }
        String text = comment.get();
        try (JsonParser json = JSON.createParser(text)) {
            Map<String, String> members = members(json);
            int version = Integer.parseInt(members.getOrDefault("v", "0"));
            if (version > FORMAT_VERSION) {
                return new StoredRecord.Unreadable(
                        text, "it has form " + version + ", and this version reads forms up to " + FORMAT_VERSION);
            }
            if (version < 1) {
                return new StoredRecord.Unreadable(text, "it is not a record of Verdigris");
            }
            return new StoredRecord.Known(read(members, version));
        } catch (IOException e) {
            return new StoredRecord.Unreadable(text, "it is not JSON");
        } catch (IllegalArgumentException | DateTimeException e) {
            return new StoredRecord.Unreadable(text, "a field has no meaning: " + e.getMessage());
        }
    }

    /** The plain members of an object by key; none if the text is not an object. Nested values are skipped. */
    private static Map<String, String> members(JsonParser json) throws IOException {
        Map<String, String> members = new HashMap<>();
        if (json.nextToken() != JsonToken.START_OBJECT) {
            json.skipChildren();
            return members;
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            JsonToken value = json.nextToken();
            if (value.isScalarValue() && value != JsonToken.VALUE_NULL) {
                members.put(key, json.getText());
            }
            json.skipChildren();
        }
        return members;
    }

    private static DeploymentRecord read(Map<String, String> members, int version) {
        Optional<String> files = Optional.ofNullable(members.get("files"));
        boolean whole = Boolean.parseBoolean(members.get("whole"));
        return new DeploymentRecord(
                version,
                new DeploymentId(members.getOrDefault("id", "")),
                Boolean.parseBoolean(members.get("named")),
                Instant.parse(members.getOrDefault("at", "")),
                Optional.ofNullable(members.get("by")),
                Optional.ofNullable(members.get("commit")),
                Optional.ofNullable(members.get("tag")),
                new Fingerprint(members.getOrDefault("live", "")),
                files.map(text -> new Built(new Fingerprint(text), whole)));
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
