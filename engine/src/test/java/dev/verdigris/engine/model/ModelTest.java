package dev.verdigris.engine.model;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;

import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AfterContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random interleavings of three actors on the simulator. A failure shows the shortest script that fails. To replay it:
 * {@code -Dverdigris.script="overlap; alpha begins init; …"} with this test. A normal build plays 500 scripts, the
 * profile {@code proofs} 10,000.
 */
class ModelTest {

    private static final int SHARE = 500;
    private static final int LONGEST = 40;
    private static final int SCRIPTS = Boolean.getBoolean("verdigris.proofs") ? 10_000 : SHARE;

    private static final Figures FIGURES = new Figures();

    @Example
    void noInterleavingBreaksAnInvariant() {
        Script.share(LONGEST, SCRIPTS).forEach(script -> FIGURES.add(play(script)));
    }

    /** Plays the scripts of a file. */
    @Example
    void noInterleavingThatFailedOnceFailsAgain() throws IOException {
        try (InputStream file = Objects.requireNonNull(ModelTest.class.getResourceAsStream("scripts.txt"))) {
            List<Script> scripts = new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Script::parse)
                    .toList();
            assertThat(scripts).hasSizeGreaterThan(5);
            scripts.forEach(ModelTest::play);
        }
    }

    /** Plays the script of the system property, if it is set. */
    @Example
    void aGivenScriptCanBeReplayed() {
        String text = System.getProperty(
                Script.PROPERTY, "overlap; alpha begins init; alpha goes 20; alpha begins build; alpha goes 20");
        Script script = Script.parse(text);
        assertThat(Script.parse(script.toString())).isEqualTo(script);
        play(script);
    }

    private static SimulatedPlay play(Script script) {
        try {
            SimulatedPlay stage = new SimulatedPlay(script.layout());
            Play.of(script, stage, "");
            return stage;
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError(
                    "-D" + Script.PROPERTY + "=\"" + Shortest.of(script, ModelTest::fails) + "\"", failure);
        }
    }

    private static boolean fails(Script script) {
        try {
            Play.of(script, new SimulatedPlay(script.layout()), "");
            return false;
        } catch (AssertionError | RuntimeException failure) {
            return true;
        }
    }

    @AfterContainer
    static void judgeTheFigures() {
        System.out.println("simulator: " + FIGURES);
        if (FIGURES.plays() >= SHARE) {
            FIGURES.requireEnough(EnumSet.complementOf(EnumSet.of(Work.AWAIT)));
        }
    }
}
