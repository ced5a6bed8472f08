package dev.verdigris.core.deployment;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordCodecTest {

    private static final Fingerprint LIVE = new Fingerprint("ab".repeat(32));
    private static final String LONGEST_ID = "x".repeat(128);

    private static DeploymentRecord record(String id, String role, String commit, String tag) {
        return new DeploymentRecord(
                1,
                new DeploymentId(id),
                false,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Optional.of(role),
                Optional.of(commit),
                Optional.of(tag),
                LIVE,
                Optional.empty());
    }

    private static DeploymentRecord read(String comment) {
        return ((StoredRecord.Known) RecordCodec.decode(Optional.of(comment))).record();
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    @Test
    void aRecordIsOneCompactLine() {
        assertThat(RecordCodec.encode(record("d1", "me", "abc", "ci-1")))
                .isEqualTo(
                        "{\"v\":1,\"id\":\"d1\",\"at\":\"2026-01-02T03:04:05.678Z\",\"by\":\"me\",\"commit\":\"abc\","
                                + "\"tag\":\"ci-1\",\"live\":\"" + LIVE + "\"}");
    }

    @Property(tries = 300)
    void anyRecordFitsAndCanBeReadAgain(
            @ForAll @StringLength(max = 300) String role,
            @ForAll @StringLength(max = 600) String commit,
            @ForAll @StringLength(max = 600) String tag) {
        DeploymentRecord record = record(LONGEST_ID, role, commit, tag);
        String text = RecordCodec.encode(record);
        assertThat(bytes(text)).isLessThanOrEqualTo(RecordCodec.MAX_BYTES);
        DeploymentRecord read = read(text);
        assertThat(read.deploymentId()).isEqualTo(record.deploymentId());
        assertThat(read.createdAt()).isEqualTo(record.createdAt());
        assertThat(read.fingerprint()).isEqualTo(record.fingerprint());
        assertThat(RecordCodec.encode(read)).isEqualTo(text);
    }

    @Test
    void aLongRecordLosesItsTagThenItsCommitThenItsRole() {
        String long400 = "ü".repeat(200);
        assertThat(RecordCodec.fit(record("d1", "me", "abc", "t".repeat(2000))))
                .satisfies(fitted -> assertThat(fitted.tag()).isEmpty())
                .satisfies(fitted -> assertThat(fitted.commit()).contains("abc"));
        assertThat(RecordCodec.fit(record("d1", long400, "c".repeat(900), "t")))
                .satisfies(fitted -> assertThat(fitted.tag()).isEmpty())
                .satisfies(fitted -> assertThat(fitted.commit()).isEmpty())
                .satisfies(fitted -> assertThat(fitted.role()).contains(long400));
        assertThat(RecordCodec.fit(record("d1", "\u0001".repeat(255), "c", "t")).role())
                .isEmpty();
    }

    @Test
    void aRecordSaysWhetherTheIdWasGivenAndWhatWasBuilt() {
        DeploymentRecord plain = record("d1", "me", "abc", "ci-1");
        DeploymentRecord named = new DeploymentRecord(
                1,
                plain.deploymentId(),
                true,
                plain.createdAt(),
                plain.role(),
                plain.commit(),
                plain.tag(),
                LIVE,
                Optional.of(new Built(LIVE, false)));
        assertThat(RecordCodec.encode(named))
                .contains("\"named\":true", "\"files\":\"" + LIVE + "\"")
                .doesNotContain("whole");
        assertThat(read(RecordCodec.encode(named))).isEqualTo(named);
        DeploymentRecord whole = plain.with(Optional.of(new Built(LIVE, true)));
        assertThat(read(RecordCodec.encode(whole))).isEqualTo(whole);
        assertThat(read(RecordCodec.encode(plain))).isEqualTo(plain);
    }

    @Property(tries = 300)
    void aLaterBuildRemovesNoOtherPart(
            @ForAll @StringLength(max = 300) String role,
            @ForAll @StringLength(max = 600) String commit,
            @ForAll @StringLength(max = 600) String tag) {
        DeploymentRecord begun = read(RecordCodec.encode(record(LONGEST_ID, role, commit, tag)));
        DeploymentRecord built = begun.with(Optional.of(new Built(LIVE, true)));
        assertThat(bytes(RecordCodec.encode(built))).isLessThanOrEqualTo(RecordCodec.MAX_BYTES);
        assertThat(read(RecordCodec.encode(built))).isEqualTo(built);
    }

    @Test
    void aCommentThatIsNotARecordIsUnreadableNotMissing() {
        assertThat(RecordCodec.decode(Optional.empty())).isInstanceOf(StoredRecord.Missing.class);
        for (String text : new String[] {
            "",
            "hello",
            "[]",
            "{}",
            "{\"v\":\"one\"}",
            "{\"v\":2}",
            "{\"v\":1}",
            "{\"v\":1,\"id\":\"a b\",\"at\":\"2026-01-02T03:04:05Z\",\"live\":\"" + LIVE + "\"}",
            "{\"v\":1,\"id\":\"a\",\"at\":\"now\",\"live\":\"" + LIVE + "\"}",
            "{\"v\":1,\"id\":\"a\",\"at\":\"2026-01-02T03:04:05Z\",\"live\":\"XY\"}"
        }) {
            assertThat(RecordCodec.decode(Optional.of(text)))
                    .as(text)
                    .isInstanceOfSatisfying(
                            StoredRecord.Unreadable.class,
                            unreadable -> assertThat(unreadable.why()).isNotBlank());
        }
    }

    @Test
    void idsHaveNoQuotesBackslashesOrBlanks() {
        assertThat(DeploymentId.isValid("2026-01-01.abc/7")).isTrue();
        assertThat(DeploymentId.isValid("")).isFalse();
        assertThat(DeploymentId.isValid("a b")).isFalse();
        assertThat(DeploymentId.isValid("ä")).isFalse();
        assertThat(DeploymentId.isValid("x".repeat(129))).isFalse();
        assertThatThrownBy(() -> new DeploymentId("'")).isInstanceOf(IllegalArgumentException.class);
    }
}
