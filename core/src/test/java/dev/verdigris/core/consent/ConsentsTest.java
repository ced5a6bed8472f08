package dev.verdigris.core.consent;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ConsentsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");
    private static final Subject ONE = Subject.of(ObjectName.of("db", "s", "one"));
    private static final Subject OTHER = Subject.of(ObjectName.of("db", "s", "other"));

    private static Problem incomplete(Subject subject) {
        return new Problem(
                ProblemCode.INCOMPLETE,
                subject + " is missing",
                "view " + subject,
                Fix.choice(Fix.either("build it"), Fix.accept(ProblemCode.INCOMPLETE, subject, "promote without it")));
    }

    private static Problem unfinished() {
        return new Problem(
                ProblemCode.BUILD_UNFINISHED,
                "the build did not finish",
                "environment prod",
                Fix.choice(Fix.either("begin again"), Fix.accept(ProblemCode.BUILD_UNFINISHED, "let the change go")));
    }

    @Test
    void aConsentCoversOnlyItsCodeOnItsSubject() {
        Consents given = Consents.to(ProblemCode.INCOMPLETE, ONE, "unused");
        assertThat(given.cover(incomplete(ONE))).isTrue();
        assertThat(given.cover(incomplete(OTHER))).isFalse();
        assertThat(given.cover(unfinished())).isFalse();
    }

    @Test
    void aConsentWithoutANameCoversNoProblemThatHasOne() {
        Consents bare = Consents.to(ProblemCode.INCOMPLETE, "unused");
        assertThat(bare.cover(incomplete(ONE))).isFalse();
        assertThat(bare.notes(List.of(incomplete(ONE)), List.of(ProblemCode.INCOMPLETE), NOW))
                .containsExactly("The consent to VG-INCOMPLETE does not count: it must name what it is about. Each"
                        + " problem of this code shows its consent.");
    }

    @Test
    void aProblemAboutTheWholeDeploymentNeedsNoName() {
        assertThat(Consents.to(ProblemCode.BUILD_UNFINISHED, "known").cover(unfinished()))
                .isTrue();
        Consents named = Consents.to(ProblemCode.BUILD_UNFINISHED, ONE, "known");
        assertThat(named.cover(unfinished())).isFalse();
        assertThat(named.notes(List.of(unfinished()), List.of(ProblemCode.BUILD_UNFINISHED), NOW))
                .containsExactly(
                        "The consent to VG-BUILD-UNFINISHED of db.s.one does not count: a problem of this code is about"
                                + " the whole deployment, so its consent has no name.");
    }

    @Test
    void aConsentCountsUntilTheEndOfItsLastDay() {
        Consents given = Consents.of(new Consent(
                ProblemCode.BUILD_UNFINISHED, Optional.empty(), "known", Optional.of(LocalDate.of(2026, 3, 1))));
        assertThat(given.at(Instant.parse("2026-03-01T23:59:59Z")).cover(unfinished()))
                .isTrue();
        assertThat(given.at(Instant.parse("2026-03-02T00:00:00Z")).cover(unfinished()))
                .isFalse();
        assertThat(given.notes(List.of(), List.of(), Instant.parse("2026-03-02T00:00:00Z")))
                .containsExactly("The consent to VG-BUILD-UNFINISHED does not count: its last day was 2026-03-01.");
    }

    @Test
    void aConsentThatMatchesNothingIsToldIfItsCodeWasAskedFor() {
        Consents given = Consents.to(ProblemCode.INCOMPLETE, OTHER, "unused");
        assertThat(given.notes(List.of(incomplete(ONE)), List.of(ProblemCode.INCOMPLETE), NOW))
                .containsExactly("The consent to VG-INCOMPLETE of db.s.other matches no problem.");
        assertThat(given.notes(List.of(), List.of(ProblemCode.BUILD_UNFINISHED), NOW))
                .isEmpty();
        assertThat(given.notes(List.of(incomplete(OTHER)), List.of(ProblemCode.INCOMPLETE), NOW))
                .isEmpty();
    }

    @Test
    void onlyConsentsThatWereUsedAreKept() {
        Consents given = Consents.to(ProblemCode.INCOMPLETE, ONE, "unused")
                .and(Consents.to(ProblemCode.INCOMPLETE, OTHER, "unused"))
                .and(Consents.to(ProblemCode.BUILD_UNFINISHED, "known"));
        assertThat(given.used(List.of(unfinished(), incomplete(ONE)), "me", NOW))
                .containsExactly(
                        new GivenConsent("VG-BUILD-UNFINISHED", Optional.empty(), "known", "me", NOW),
                        new GivenConsent("VG-INCOMPLETE", Optional.of("db.s.one"), "unused", "me", NOW));
    }

    @Test
    void aConsentNeedsAReasonAndACodeThatCanBeAccepted() {
        assertThatThrownBy(() -> Consent.to(ProblemCode.BUILD_UNFINISHED, " "))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Consent.to(ProblemCode.BUILD_UNFINISHED, "x".repeat(501)))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Consent.to(ProblemCode.LOCKED, "because"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void consentsAreReadAsTheyAreWritten() {
        List<GivenConsent> consents = List.of(
                new GivenConsent(
                        "VG-INCOMPLETE", Optional.of("db.\"a'b\"\"\\\".v"), "it's \"gone\" \\ 😀", "r\"1", NOW),
                new GivenConsent("VG-OF-A-LATER-VERSION", Optional.empty(), "a\nb", "me", NOW));
        assertThat(ConsentsCodec.decode(ConsentsCodec.encode(consents))).isEqualTo(consents);
        assertThat(ConsentsCodec.decode("{}")).isEmpty();
        assertThat(ConsentsCodec.decode("no JSON")).isEmpty();
        assertThat(ConsentsCodec.decode("[{\"code\":\"VG-X\"}]")).isEmpty();
    }
}
