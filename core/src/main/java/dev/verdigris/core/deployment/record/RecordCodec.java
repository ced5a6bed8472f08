package dev.verdigris.core.deployment.record;

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
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.verdigris.core.text.JsonText;

/**
 * Writes and reads the record in a state view's comment: one compact JSON object with the keys {@code v} (format),
 * {@code id}, {@code named}, {@code at}, {@code by}, {@code commit}, {@code tag}, {@code run}, {@code live}
 * (digest), {@code for} (the digest of its files, if the build is not of them), {@code session},
 * {@code since} and {@code token} of the run at work, {@code files} (digest; {@code elsewhere} in its place if
 * another tool built) and {@code whole} (digits of a digest, or {@code true}) of the build, {@code checks}
 * (digest), {@code checked} (digest) and {@code failed} and {@code warned} of the checks, {@code live_at}, {@code live_by} and {@code live_token} of the promotion,
 * {@code back_at}, {@code back_by}, {@code back_token}, {@code back_next} (the token of a rename that may be in
 * progress), {@code back_files} (digest), {@code back_commit} and {@code back_side} (digest) of the rollback.
 * A key without a value, or with the value {@code false}, is left out. So is {@code live_by} if it is the same as
 * {@code by}; it is the empty text if it is not known.
 *
 * <p>The server allows 1024 bytes for a comment. A record that would be longer loses whole optional parts until it
 * fits, in this order: the commit of the rollback, another role of the promotion, the address of the run, the tag, the
 * role of the rollback, the commit, the role. No value is shortened. Ids, times and digests always fit.
 */
public final class RecordCodec {

    /** The version that this code writes. */
    public static final int FORMAT_VERSION = 1;

    /** The server's limit for a comment, in bytes of UTF-8 (Materialize docs: sql/comment-on). */
    static final int MAX_BYTES = 1024;

    private static final Digest ANY = new Digest("0".repeat(64));

    private static final Digest OTHER = new Digest("1".repeat(64));

    private static final FencingToken ANY_TOKEN = new FencingToken("0".repeat(FencingToken.DIGITS));

    private static final Instant ANY_TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** The longest entry about a build. */
    private static final Built ANY_BUILD = Built.of(Optional.of(ANY), ANY);

    /** The longest result of checks. */
    private static final Checked ANY_CHECKS = new Checked(ANY, ANY, Integer.MAX_VALUE, Integer.MAX_VALUE);

    /** The longest entry about a rollback, without its role and commit. */
    private static final RolledBack ANY_ROLLBACK = new RolledBack(
            Optional.of(ANY_TIME),
            Optional.empty(),
            ANY_TOKEN,
            Optional.of(ANY_TOKEN),
            Optional.of(ANY),
            Optional.empty(),
            ANY);

    /** The longest entry about a promotion, without a role of its own. */
    private static final Promoted ANY_PROMOTION = new Promoted(ANY_TOKEN, Optional.of(ANY_TIME), Optional.empty());

    /** The longest entry about a run at work. */
    private static final AtWork ANY_RUN = new AtWork(0xffff_ffffL, ANY_TIME, ANY_TOKEN);

    private static final JsonFactory JSON = new JsonFactory();

    private static final List<UnaryOperator<DeploymentRecord>> SHORTER = List.of(
            record -> record.withRollback(RolledBack::withoutCommit),
            RecordCodec::withoutOtherRole,
            record -> record.with(record.owner().withProvenance(withoutRun(record.provenance()))),
            record -> record.with(record.owner().withProvenance(withoutTag(record.provenance()))),
            record -> record.withRollback(RolledBack::withoutRole),
            record -> record.with(record.owner().withProvenance(Provenance.NONE)),
            RecordCodec::withoutRole);

    private RecordCodec() {}

    /** The record as compact JSON of at most {@link #MAX_BYTES} bytes. */
    public static String encode(DeploymentRecord record) {
        return write(fit(record));
    }

    /** The record without the optional parts that have no room. Later entries never remove a part that has room now. */
    public static DeploymentRecord fit(DeploymentRecord record) {
        DeploymentRecord fitting = record;
        for (UnaryOperator<DeploymentRecord> shorter : SHORTER) {
            if (hasRoom(fitting)) {
                return fitting;
            }
            fitting = shorter.apply(fitting);
        }
        return fitting;
    }

    /** Whether a record fits at its longest: after a rollback, which no promotion follows, or after a promotion. */
    private static boolean hasRoom(DeploymentRecord record) {
        DeploymentRecord back = record.with(ANY_BUILD)
                .forFiles(Optional.of(OTHER))
                .with(Optional.of(ANY_RUN))
                .with(ANY_CHECKS)
                .with(record.rolledBack()
                        .map(entry -> entry.renaming(ANY_TOKEN, ANY_TOKEN))
                        .orElse(ANY_ROLLBACK));
        DeploymentRecord live = back.with(record.promoted().orElse(ANY_PROMOTION));
        return Stream.of(back, live)
                .allMatch(longest -> write(longest).getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES);
    }

    private static DeploymentRecord withoutRole(DeploymentRecord record) {
        DeploymentRecord nobodys = record.with(record.owner().withRole(Optional.empty()));
        return nobodys.promoted()
                .map(entry -> nobodys.with(entry.withoutRole()))
                .orElse(nobodys);
    }

    private static DeploymentRecord withoutOtherRole(DeploymentRecord record) {
        return record.promoted()
                .filter(entry -> !entry.role().equals(record.role()))
                .map(entry -> record.with(entry.withoutRole()))
                .orElse(record);
    }

    private static String write(DeploymentRecord record) {
        List<String> members = new ArrayList<>();
        members.add("\"v\":" + record.formatVersion());
        members.add(JsonText.member("id", record.deploymentId().value()));
        if (record.owner().named()) {
            members.add("\"named\":true");
        }
        members.add(JsonText.member("at", record.createdAt().toString()));
        record.role().ifPresent(role -> members.add(JsonText.member("by", role)));
        record.provenance().commit().ifPresent(commit -> members.add(JsonText.member("commit", commit)));
        record.provenance().tag().ifPresent(tag -> members.add(JsonText.member("tag", tag)));
        record.provenance().run().ifPresent(run -> members.add(JsonText.member("run", run)));
        members.add(JsonText.member("live", record.liveDigest().value()));
        record.files()
                .filter(files -> !record.built().flatMap(Built::files).equals(Optional.of(files)))
                .ifPresent(files -> members.add(JsonText.member("for", files.value())));
        record.atWork().ifPresent(run -> members.addAll(of(run)));
        record.built().ifPresent(built -> members.addAll(of(built)));
        record.checked().ifPresent(checked -> members.addAll(of(checked)));
        record.promoted().ifPresent(promoted -> members.addAll(of(promoted, record.role())));
        record.rolledBack().ifPresent(back -> members.addAll(of(back)));
        return "{" + String.join(",", members) + "}";
    }

    private static List<String> of(Built built) {
        List<String> members = new ArrayList<>();
        members.add(built.files()
                .map(files -> JsonText.member("files", files.value()))
                .orElse("\"elsewhere\":true"));
        if (built.whole()) {
            members.add(
                    built.side().map(digits -> JsonText.member("whole", digits)).orElse("\"whole\":true"));
        }
        return members;
    }

    private static List<String> of(AtWork run) {
        return List.of(
                "\"session\":" + run.connection(),
                JsonText.member("since", run.since().toString()),
                JsonText.member("token", run.token().value()));
    }

    private static List<String> of(Checked checked) {
        return List.of(
                JsonText.member("checks", checked.checks().value()),
                JsonText.member("checked", checked.staged().value()),
                "\"failed\":" + checked.failed() + (checked.warned() > 0 ? ",\"warned\":" + checked.warned() : ""));
    }

    private static List<String> of(RolledBack back) {
        List<String> members = new ArrayList<>();
        back.at().ifPresent(at -> members.add(JsonText.member("back_at", at.toString())));
        back.role().ifPresent(role -> members.add(JsonText.member("back_by", role)));
        members.add(JsonText.member("back_token", back.token().value()));
        back.next().ifPresent(next -> members.add(JsonText.member("back_next", next.value())));
        back.files().ifPresent(files -> members.add(JsonText.member("back_files", files.value())));
        back.commit().ifPresent(commit -> members.add(JsonText.member("back_commit", commit)));
        members.add(JsonText.member("back_side", back.side().value()));
        return members;
    }

    private static List<String> of(Promoted promoted, Optional<String> owner) {
        List<String> members = new ArrayList<>();
        promoted.at().ifPresent(at -> members.add(JsonText.member("live_at", at.toString())));
        if (!promoted.role().equals(owner)) {
            members.add(JsonText.member("live_by", promoted.role().orElse("")));
        }
        members.add(JsonText.member("live_token", promoted.token().value()));
        return members;
    }

    /** Reads a comment. A comment that is not a record is unreadable, never missing. */
    public static StoredRecord decode(Optional<String> comment) {
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
        return new DeploymentRecord(
                version,
                owner(members),
                Instant.parse(members.getOrDefault("at", "")),
                new Digest(members.getOrDefault("live", "")),
                digest(members, "for").or(() -> digest(members, "files")),
                new Entries(
                        Optional.ofNullable(members.get("session")).map(session -> atWork(members, session)),
                        built(members),
                        digest(members, "checks").map(checks -> checked(members, checks)),
                        Optional.ofNullable(members.get("back_token")).map(token -> rolledBack(members, token)),
                        Optional.ofNullable(members.get("live_token")).map(token -> promoted(members, token))));
    }

    private static Owner owner(Map<String, String> members) {
        return new Owner(
                new DeploymentId(members.getOrDefault("id", "")),
                Boolean.parseBoolean(members.get("named")),
                Optional.ofNullable(members.get("by")),
                new Provenance(
                        Optional.ofNullable(members.get("commit")),
                        Optional.ofNullable(members.get("tag")),
                        Optional.ofNullable(members.get("run"))));
    }

    private static Optional<Built> built(Map<String, String> members) {
        Optional<Digest> files = digest(members, "files");
        if (files.isEmpty() && !Boolean.parseBoolean(members.get("elsewhere"))) {
            return Optional.empty();
        }
        String whole = members.getOrDefault("whole", "false");
        boolean known = Boolean.parseBoolean(whole) || whole.equals("false");
        return Optional.of(new Built(files, !whole.equals("false"), known ? Optional.empty() : Optional.of(whole)));
    }

    private static AtWork atWork(Map<String, String> members, String session) {
        return new AtWork(
                Long.parseLong(session),
                Instant.parse(members.getOrDefault("since", "")),
                new FencingToken(members.getOrDefault("token", "")));
    }

    private static Checked checked(Map<String, String> members, Digest checks) {
        Digest staged = new Digest(members.getOrDefault("checked", ""));
        return new Checked(
                checks,
                staged,
                Integer.parseInt(members.getOrDefault("failed", "")),
                Integer.parseInt(members.getOrDefault("warned", "0")));
    }

    private static RolledBack rolledBack(Map<String, String> members, String token) {
        return new RolledBack(
                Optional.ofNullable(members.get("back_at")).map(Instant::parse),
                Optional.ofNullable(members.get("back_by")),
                new FencingToken(token),
                Optional.ofNullable(members.get("back_next")).map(FencingToken::new),
                digest(members, "back_files"),
                Optional.ofNullable(members.get("back_commit")),
                new Digest(members.getOrDefault("back_side", "")));
    }

    private static Promoted promoted(Map<String, String> members, String token) {
        return new Promoted(
                new FencingToken(token),
                Optional.ofNullable(members.get("live_at")).map(Instant::parse),
                Optional.ofNullable(members.getOrDefault("live_by", members.get("by")))
                        .filter(role -> !role.isEmpty()));
    }

    private static Optional<Digest> digest(Map<String, String> members, String key) {
        return Optional.ofNullable(members.get(key)).map(Digest::new);
    }

    private static Provenance withoutRun(Provenance provenance) {
        return new Provenance(provenance.commit(), provenance.tag(), Optional.empty());
    }

    private static Provenance withoutTag(Provenance provenance) {
        return new Provenance(provenance.commit(), Optional.empty(), Optional.empty());
    }
}
