package dev.verdigris.core.marker;

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
                Instant.parse("2026-01-02T03:04:05.678Z"),
                Optional.of(role),
                Optional.of(commit),
                Optional.of(tag),
                Optional.empty(),
                LIVE);
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

    @Test
    void whatTheStagedSideWasBuiltFromIsRememberedAndForgotten() {
        DeploymentRecord built = record("d1", "me", "abc", "ci-1").builtFrom(Optional.of("0f"));
        assertThat(RecordCodec.decode(Optional.of(RecordCodec.encode(built)))).isEqualTo(new MarkerRecord.Known(built));
        assertThat(built.builtFrom(Optional.empty())).isEqualTo(record("d1", "me", "abc", "ci-1"));
        DeploymentRecord full = record("d1", "me", "abc", "t".repeat(840)).builtFrom(Optional.of("0f".repeat(16)));
        assertThat(RecordCodec.fit(full)).isEqualTo(full.builtFrom(Optional.empty()));
    }

    @Property(tries = 300)
    void whateverItHoldsItFitsAndCanBeReadAgain(
            @ForAll @StringLength(max = 300) String role,
            @ForAll @StringLength(max = 600) String commit,
            @ForAll @StringLength(max = 600) String tag) {
        DeploymentRecord record = record(LONGEST_ID, role, commit, tag);
        String text = RecordCodec.encode(record);
        assertThat(bytes(text)).isLessThanOrEqualTo(RecordCodec.MAX_BYTES);
        DeploymentRecord read = ((MarkerRecord.Known) RecordCodec.decode(Optional.of(text))).record();
        assertThat(read.deploymentId()).isEqualTo(record.deploymentId());
        assertThat(read.createdAt()).isEqualTo(record.createdAt());
        assertThat(read.fingerprint()).isEqualTo(record.fingerprint());
        assertThat(RecordCodec.encode(read)).isEqualTo(text);
    }

    @Test
    void whatDoesNotFitIsLeftOutWholeFirstTheTagThenTheCommitThenTheRole() {
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
    void aCommentThatIsNoRecordIsNeverTakenForNone() {
        assertThat(RecordCodec.decode(Optional.empty())).isInstanceOf(MarkerRecord.Missing.class);
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
                            MarkerRecord.Unreadable.class,
                            unreadable -> assertThat(unreadable.why()).isNotBlank());
        }
    }

    @Test
    void idsHaveNoCharactersThatANameOrAShellCouldTripOver() {
        assertThat(DeploymentId.isValid("2026-01-01.abc/7")).isTrue();
        assertThat(DeploymentId.isValid("")).isFalse();
        assertThat(DeploymentId.isValid("a b")).isFalse();
        assertThat(DeploymentId.isValid("ä")).isFalse();
        assertThat(DeploymentId.isValid("x".repeat(129))).isFalse();
        assertThatThrownBy(() -> new DeploymentId("'")).isInstanceOf(IllegalArgumentException.class);
    }
}
