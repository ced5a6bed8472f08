package dev.verdigris.core.approval;

import java.util.stream.Stream;

import dev.verdigris.core.fixture.PlanFiles;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The file of a plan has one text, and its digest shows each edit. */
class PlanFileCodecTest {

    static Stream<PlanFile> plans() {
        return Stream.of(PlanFiles.full(), PlanFiles.bare());
    }

    @ParameterizedTest
    @MethodSource("plans")
    void aPlanIsReadAsItWasWritten(PlanFile plan) {
        String text = PlanFileCodec.text(plan);
        assertThat(PlanFileCodec.read(text)).isInstanceOfSatisfying(PlanReading.Sound.class, sound -> {
            assertThat(PlanFileCodec.text(sound.plan())).isEqualTo(text);
            assertThat(sound.plan().world()).isEqualTo(plan.world());
            assertThat(sound.plan().steps()).isEqualTo(plan.steps());
            assertThat(sound.plan().wish().consents()).isEqualTo(plan.wish().consents());
            assertThat(text).endsWith("\"digest\": \"" + sound.digest() + "\"\n}\n");
        });
    }

    @ParameterizedTest
    @MethodSource("plans")
    void gitMayChangeTheLineEnds(PlanFile plan) {
        assertThat(PlanFileCodec.read(PlanFileCodec.text(plan).replace("\n", "\r\n")))
                .isInstanceOf(PlanReading.Sound.class);
    }

    /** Each line with a value is edited once. */
    @Test
    void everyEditedLineIsNoticed() {
        String[] lines = PlanFileCodec.text(PlanFiles.full()).split("\n");
        for (int at = 1; at < lines.length - 1; at++) {
            String[] edited = lines.clone();
            edited[at] = lines[at].replaceFirst("[0-9a-z](?=[^0-9a-z]*$)", "x");
            if (!edited[at].equals(lines[at])) {
                assertThat(PlanFileCodec.read(String.join("\n", edited) + "\n"))
                        .as(edited[at])
                        .isNotInstanceOf(PlanReading.Sound.class);
            }
        }
    }

    @Test
    void aMemberThatNobodyReadsIsAnEdit() {
        String text =
                PlanFileCodec.text(PlanFiles.full()).replaceFirst("\\{\n", "{\n  \"note\": \"approved by me\",\n");
        assertThat(PlanFileCodec.read(text)).isInstanceOf(PlanReading.Edited.class);
    }

    @Test
    void aPlanOfAnotherFormatSaysItsFormat() {
        String text = PlanFileCodec.text(PlanFiles.full()).replaceFirst("\"plan_format\": 1", "\"plan_format\": 2");
        assertThat(PlanFileCodec.read(text))
                .isEqualTo(new PlanReading.Unusable("has format 2 of plans, and this version reads format 1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "plan", "[]", "{}", "{\"plan_format\": \"1\"}", "{\"plan_format\": 1}", "{\"a\": 1} x"})
    void anythingElseIsNoPlan(String text) {
        assertThat(PlanFileCodec.read(text)).isNotInstanceOf(PlanReading.Sound.class);
    }

    /** A reviewer compares two plans line by line. */
    @Test
    void eachStepModelAndContractBeginsALineOfItsOwn() {
        String text = PlanFileCodec.text(PlanFiles.full());
        assertThat(text.lines().filter(line -> line.contains("\"summary\""))).hasSize(2);
        assertThat(text.lines().filter(line -> line.contains("\"object\""))).hasSize(4);
    }
}
