package dev.verdigris.core.deployment.record;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.problem.Verb;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class RecordCodecTest {

    private static final Digest LIVE = new Digest("ab".repeat(32));
    private static final Digest OTHER = new Digest("cd".repeat(32));
    private static final AtWork RUN =
            new AtWork(4_294_967_295L, Instant.parse("2026-01-02T03:04:06Z"), new FencingToken("0123456789ab"));
    private static final String LONGEST_ID = "x".repeat(128);
    private static final Optional<String> NO_RUN = Optional.empty();
    private static final Instant LATER = Instant.parse("2026-01-02T04:04:05.987654321Z");

    private static final FencingToken TOKEN = new FencingToken("0123456789ab");

    private static DeploymentRecord record(String id, String role, String commit, String tag) {
        return record(new DeploymentId(id), false, role, new Provenance(Optional.of(commit), Optional.of(tag), NO_RUN));
    }

    private static DeploymentRecord record(DeploymentId id, boolean named, String role, Provenance provenance) {
        return DeploymentRecord.begun(
                new Owner(id, named, Optional.of(role), provenance), Instant.parse("2026-01-02T03:04:05.678Z"), LIVE);
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
        assertThat(read.liveDigest()).isEqualTo(record.liveDigest());
        assertThat(RecordCodec.encode(read)).isEqualTo(text);
    }

    @Test
    void aLongRecordLosesItsTagThenItsCommitThenItsRole() {
        String longRole = "ü".repeat(70);
        assertThat(RecordCodec.fit(record("d1", "me", "abc", "t".repeat(2000))))
                .satisfies(fitted -> assertThat(fitted.provenance().tag()).isEmpty())
                .satisfies(fitted -> assertThat(fitted.provenance().commit()).contains("abc"));
        assertThat(RecordCodec.fit(record("d1", longRole, "c".repeat(900), "t")))
                .satisfies(fitted -> assertThat(fitted.provenance().tag()).isEmpty())
                .satisfies(fitted -> assertThat(fitted.provenance().commit()).isEmpty())
                .satisfies(fitted -> assertThat(fitted.role()).contains(longRole));
        assertThat(RecordCodec.fit(record("d1", "\u0001".repeat(255), "c", "t")).role())
                .isEmpty();
    }

    @Test
    void aBuildOfAnotherToolHasNoFilesAndIsNoMissingBuild() {
        DeploymentRecord record = record("d1", "me", "abc", "ci-1");
        DeploymentRecord begun = record.with(Built.begun(Optional.empty()));
        assertThat(RecordCodec.encode(begun)).contains("\"elsewhere\":true").doesNotContain("whole");
        DeploymentRecord whole = record.with(Built.of(Optional.empty(), LIVE));
        for (DeploymentRecord written : List.of(record, begun, whole)) {
            assertThat(read(RecordCodec.encode(written))).isEqualTo(written);
        }
        DeploymentRecord later = record.with(new Built(LIVE, true)).with(Built.begun(Optional.empty()));
        assertThat(later.files()).isEmpty();
        assertThat(later.builder()).isEqualTo(Verb.EXEC);
    }

    @Test
    void aRecordSaysWhetherTheIdWasGivenAndWhatWasBuilt() {
        DeploymentRecord plain = record("d1", "me", "abc", "ci-1");
        DeploymentRecord named =
                record(plain.deploymentId(), true, "me", plain.provenance()).with(new Built(LIVE, false));
        assertThat(RecordCodec.encode(named))
                .contains("\"named\":true", "\"files\":\"" + LIVE + "\"")
                .doesNotContain("whole");
        assertThat(read(RecordCodec.encode(named))).isEqualTo(named);
        DeploymentRecord whole = plain.with(new Built(LIVE, true));
        assertThat(read(RecordCodec.encode(whole))).isEqualTo(whole);
        assertThat(read(RecordCodec.encode(plain))).isEqualTo(plain);
    }

    @Property(tries = 300)
    void laterEntriesRemoveNoOtherPart(
            @ForAll @StringLength(max = 300) String role,
            @ForAll @StringLength(max = 600) String commit,
            @ForAll @StringLength(max = 600) String tag) {
        DeploymentRecord begun = read(RecordCodec.encode(record(LONGEST_ID, role, commit, tag)));
        DeploymentRecord later = begun.with(new Built(LIVE, true))
                .forFiles(Optional.of(OTHER))
                .with(Optional.of(RUN))
                .with(new Checked(LIVE, LIVE, 7))
                .with(new RolledBack(
                        Optional.of(LATER),
                        Optional.empty(),
                        TOKEN,
                        Optional.of(TOKEN),
                        Optional.of(LIVE),
                        Optional.empty(),
                        LIVE));
        assertThat(bytes(RecordCodec.encode(later))).isLessThanOrEqualTo(RecordCodec.MAX_BYTES);
        assertThat(read(RecordCodec.encode(later))).isEqualTo(later);
        Optional<String> same = begun.role().filter(name -> !name.isEmpty());
        DeploymentRecord live = later.with(new Promoted(TOKEN, Optional.of(LATER), same));
        assertThat(bytes(RecordCodec.encode(live))).isLessThanOrEqualTo(RecordCodec.MAX_BYTES);
        assertThat(read(RecordCodec.encode(live))).isEqualTo(live);
        assertThat(live.rolledBack().flatMap(RolledBack::next)).isEmpty();
        assertThat(live.with(later.rolledBack().orElseThrow())).isEqualTo(later);
        DeploymentRecord byAnother = later.with(new Promoted(TOKEN, Optional.of(LATER), Optional.of("ü".repeat(255))));
        assertThat(read(RecordCodec.encode(byAnother)).promoted())
                .hasValueSatisfying(entry -> assertThat(entry.at()).contains(LATER.truncatedTo(ChronoUnit.SECONDS)));
        assertThat(read(RecordCodec.encode(byAnother)).provenance()).isEqualTo(begun.provenance());
    }

    @Test
    void thePromotionNamesItsRoleOnlyIfItIsNotThatOfTheDeployment() {
        DeploymentRecord record = record("d1", "me", "abc", "ci-1");
        for (Optional<String> role :
                List.of(Optional.of("me"), Optional.of("o'Neil \"🦋\""), Optional.<String>empty())) {
            DeploymentRecord live = record.with(new Promoted(TOKEN, Optional.of(LATER), role));
            assertThat(read(RecordCodec.encode(live))).isEqualTo(live);
        }
        assertThat(RecordCodec.encode(record.with(new Promoted(TOKEN, Optional.of(LATER), Optional.of("me")))))
                .endsWith(",\"live_at\":\"2026-01-02T04:04:05Z\",\"live_token\":\"" + TOKEN + "\"}");
        assertThat(read(RecordCodec.encode(record)).promoted()).isEmpty();
    }

    /** The address of a CI run is an optional part: a long one takes room from nothing else. */
    @Test
    void anAddressOf2000CharactersIsLeftOutAndTakesNothingElseWithIt() {
        Provenance origin = new Provenance(
                Optional.of("c".repeat(40)),
                Optional.of("release/\"7\""),
                Optional.of("https://ci.test/" + "r".repeat(1984)));
        DeploymentRecord begun = record(new DeploymentId("20260102-030405-abcdef01"), true, "o'Neil \"🦋\"", origin);
        DeploymentRecord fitted = RecordCodec.fit(begun);
        assertThat(fitted)
                .isEqualTo(begun.with(
                        begun.owner().withProvenance(new Provenance(origin.commit(), origin.tag(), Optional.empty()))));
        assertThat(read(RecordCodec.encode(begun))).isEqualTo(fitted);
    }

    @Test
    void aRecordHasRoomForTheAddressThatACiSystemGives() {
        Provenance origin = new Provenance(
                Optional.of("c".repeat(40)),
                Optional.empty(),
                Optional.of("https://github.com/acme/shop/actions/runs/12345678901"));
        DeploymentRecord begun = record(new DeploymentId("20260102-030405-abcdef01"), false, "deployer", origin);
        assertThat(RecordCodec.fit(begun)).isEqualTo(begun);
    }

    @Test
    void aRecordHoldsTheRunTheChecksAndTheRollback() {
        Provenance all = new Provenance(Optional.of("abc"), Optional.of("ci-1"), Optional.of("https://ci.test/7"));
        DeploymentRecord record = record(new DeploymentId("d1"), true, "me", all)
                .with(new Built(LIVE, true))
                .with(new Checked(LIVE, LIVE, 2, 5))
                .with(new RolledBack(
                        Optional.of(LATER),
                        Optional.of("you"),
                        TOKEN,
                        Optional.of(TOKEN),
                        Optional.empty(),
                        Optional.of("c1"),
                        LIVE));
        assertThat(read(RecordCodec.encode(record))).isEqualTo(record);
        DeploymentRecord late = record.with(new RolledBack(
                Optional.empty(),
                Optional.empty(),
                TOKEN,
                Optional.empty(),
                Optional.of(LIVE),
                Optional.empty(),
                LIVE));
        assertThat(read(RecordCodec.encode(late))).isEqualTo(late);
    }

    @Test
    void aRecordNamesItsFilesAndTheRunAtWork() {
        DeploymentRecord begun =
                record("d1", "me", "abc", "ci-1").forFiles(Optional.of(OTHER)).with(Optional.of(RUN));
        assertThat(read(RecordCodec.encode(begun))).isEqualTo(begun);
        DeploymentRecord built = begun.with(new Built(LIVE, true));
        assertThat(built.files()).contains(LIVE);
        assertThat(RecordCodec.encode(built)).doesNotContain("for");
        Owner you = new Owner(new DeploymentId("d2"), true, Optional.of("you"), Provenance.NONE);
        DeploymentRecord takenOver = built.with(you).forFiles(Optional.of(OTHER));
        assertThat(read(RecordCodec.encode(takenOver))).isEqualTo(takenOver);
        assertThat(takenOver.built()).contains(new Built(LIVE, true));
    }

    @Test
    void aNewBuildKeepsTheResultOfTheChecks() {
        DeploymentRecord checked = record("d1", "me", "abc", "ci-1").with(new Checked(LIVE, LIVE, 0));
        assertThat(checked.with(new Built(LIVE, false)).checked()).isEqualTo(checked.checked());
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
