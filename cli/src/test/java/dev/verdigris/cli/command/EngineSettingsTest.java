package dev.verdigris.cli.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.SettingsRequest;
import dev.verdigris.cli.option.ReadinessMixin;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.engine.request.AwaitRequest;
import dev.verdigris.engine.request.EngineOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** Settings reach the engine. */
final class EngineSettingsTest {

    private static final Map<Key, List<String>> SERVER =
            Map.of(Key.URL, List.of("postgres://me@127.0.0.1:1/d"), Key.SCHEMAS, List.of("s"));

    @TempDir
    private Path directory;

    private SettingsRequest request(Map<String, String> variables) {
        return new SettingsRequest(directory, variables, Optional.empty(), Optional.empty(), SERVER);
    }

    @Test
    void theTimeBetweenTwoLooksIsTheEngines() {
        assertThat(VerbCommand.options(request(Map.of()).resolve())).isEqualTo(EngineOptions.DEFAULT);
        assertThat(VerbCommand.options(
                        request(Map.of("VERDIGRIS_AWAIT_POLL", "7s")).resolve()))
                .isEqualTo(EngineOptions.DEFAULT.withPollInterval(Duration.ofSeconds(7)));
    }

    @Test
    void theWaitHasTheWholePolicy() {
        AwaitRequest await = ReadinessMixin.await(request(Map.of(
                        "VERDIGRIS_AWAIT_TIMEOUT", "3m",
                        "VERDIGRIS_AWAIT_REPLICAS", "all",
                        "VERDIGRIS_AWAIT_EXEMPT", "d.s.\"it's \"\"x\"\" = 🦊\":1h=OPS-7"))
                .resolve());
        assertThat(await.timeout()).isEqualTo(Duration.ofMinutes(3));
        assertThat(await.policy().replicas()).isEqualTo(ReadinessPolicy.Replicas.ALL);
        assertThat(await.policy().sentences()).contains("d.s.it's \"x\" = 🦊 may lag by 1 h: OPS-7.");
    }
}
