package dev.verdigris.engine.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;

import dev.verdigris.sandbox.Sandbox;
import dev.verdigris.sandbox.SandboxConfig;
import dev.verdigris.sandbox.SandboxStartException;
import net.jqwik.api.Example;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Random interleavings of three actors with real runs on a sandbox. A failure shows its script. To replay it:
 * {@code -Dverdigris.script="overlap; alpha begins init; …"} with this test. A normal build plays 3 scripts, the
 * profile {@code proofs} 204.
 */
class SandboxModelTest {

    private static final int SHARE = 3;
    private static final int SCRIPTS = Boolean.getBoolean("verdigris.proofs") ? 204 : SHARE;
    private static final int LONGEST = 16;
    private static final String EVERY_WORK =
            "one_name; alpha begins init; alpha goes 100; alpha begins build; alpha goes 100; alpha begins await;"
                    + " alpha begins check; alpha goes 20; alpha begins promote; alpha goes 20; alpha begins rollback;"
                    + " alpha goes 20; beta has 2; beta begins deploy; beta goes 100";
    private static final Figures FIGURES = new Figures();

    private static Sandbox sandbox;
    private static Path directory;
    private static int plays;

    @BeforeContainer
    static void start() throws SandboxStartException, IOException {
        sandbox = Sandbox.start(SandboxConfig.defaults());
        directory = Files.createTempDirectory("model");
    }

    @AfterContainer
    static void stop() {
        sandbox.close();
        System.out.println("sandbox: " + FIGURES);
        if (!Script.isReplayed() && Boolean.getBoolean("verdigris.proofs")) {
            // A random await seldom finds a whole side. The given script has one that does.
            FIGURES.requireEnough(EnumSet.complementOf(EnumSet.of(Work.AWAIT)));
        }
    }

    @Example
    void noInterleavingBreaksAnInvariant() {
        Script.share(LONGEST, SCRIPTS).forEach(SandboxModelTest::play);
    }

    /** Plays the script of the system property. Without it, the script has every kind of run. */
    @Example
    void aGivenScriptCanBeReplayed() {
        SandboxPlay played = play(Script.parse(System.getProperty(Script.PROPERTY, EVERY_WORK)));
        if (!Script.isReplayed()) {
            assertThat(played.done()).containsOnlyKeys(Work.values());
            assertThat(played.invariants().promises()).isGreaterThan(1);
        }
    }

    private static SandboxPlay play(Script script) {
        plays++;
        String prefix = "m" + plays + "_";
        try (SandboxProduction production =
                new SandboxProduction(sandbox, script.layout(), prefix, directory.resolve(prefix))) {
            SandboxPlay stage = new SandboxPlay(production, script.layout(), prefix);
            Play.of(script, stage, prefix);
            FIGURES.add(stage);
            return stage;
        } catch (AssertionError | RuntimeException failure) {
            throw new AssertionError("-D" + Script.PROPERTY + "=\"" + script + "\"", failure);
        }
    }
}
