package dev.verdigris.cli.option;

import java.time.Duration;
import java.util.ListResourceBundle;

import dev.verdigris.core.diff.data.DataOptions;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.engine.request.Defaults;
import dev.verdigris.engine.request.EngineOptions;

/** The library's defaults, for help texts: {@code ${bundle:default-lag}}. */
public final class DefaultTexts extends ListResourceBundle {

    /** Each result costs the server a reading of the catalog, so it is not taken each second. */
    private static final Duration WATCH = Duration.ofSeconds(5);

    @Override
    protected Object[][] getContents() {
        return new Object[][] {
            {"default-ready-timeout", text(Defaults.READY_TIMEOUT)},
            {"default-statement-timeout", text(Defaults.STATEMENT_TIMEOUT)},
            {"default-swap-timeout", text(Defaults.SWAP_TIMEOUT)},
            {"default-sink-timeout", text(Defaults.SINK_TIMEOUT)},
            {"default-drain-timeout", text(Defaults.DRAIN_TIMEOUT)},
            {"default-rollback-window", Defaults.ROLLBACK_WINDOW.toHours() + "h"},
            {"default-check-timeout", text(Defaults.CHECK_TIMEOUT)},
            {"default-data-timeout", text(DataOptions.DEFAULTS.limit())},
            {"default-history", Integer.toString(Defaults.HISTORY)},
            {"default-history-limit", Integer.toString(Defaults.HISTORY_LIMIT)},
            {"default-watch", text(WATCH)},
            {"default-lag", text(ReadinessPolicy.DEFAULT.maxLag())},
            {"default-lag-margin", text(ReadinessPolicy.DEFAULT.lagMargin())},
            {"default-hold", text(ReadinessPolicy.DEFAULT.stableFor())},
            {"default-longest-gap", text(ReadinessPolicy.DEFAULT.longestGap())},
            {"default-replicas", ReadinessPolicy.DEFAULT.replicas().word()},
            {"default-crashes", Integer.toString(ReadinessPolicy.DEFAULT.crashes())},
            {"default-crash-window", text(ReadinessPolicy.DEFAULT.crashWindow())},
            {"default-poll", text(EngineOptions.DEFAULT.pollInterval())},
        };
    }

    private static String text(Duration length) {
        boolean minutes = length.toSecondsPart() == 0 && !length.isZero();
        return minutes ? length.toMinutes() + "m" : length.toSeconds() + "s";
    }
}
