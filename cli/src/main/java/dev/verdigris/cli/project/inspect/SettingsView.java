package dev.verdigris.cli.project.inspect;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.stream.Stream;

import dev.verdigris.cli.config.Key;
import dev.verdigris.cli.config.Origin;
import dev.verdigris.cli.config.Settings;
import dev.verdigris.cli.option.DefaultTexts;
import dev.verdigris.cli.output.JsonText;
import dev.verdigris.cli.screen.Cells;
import dev.verdigris.cli.screen.Style;
import dev.verdigris.core.problem.Outcome;
import dev.verdigris.core.text.DurationText;
import dev.verdigris.core.text.Kebab;
import dev.verdigris.engine.connection.ConnectionSettings;

/**
 * The settings of one environment as {@code config show} shows them. A secret is hidden.
 *
 * @param version the version of the form
 * @param verb the command
 * @param outcome the outcome in kebab case
 * @param exitCode the exit code
 * @param environment the environment
 * @param file the configuration file; empty if options and variables are the whole of the configuration
 * @param settings the settings in the order of docs/configuration.md
 * @param unset the keys without a value
 * @param notes further facts
 */
record SettingsView(
        int version,
        String verb,
        String outcome,
        int exitCode,
        String environment,
        Optional<String> file,
        List<Shown> settings,
        List<String> unset,
        List<String> notes)
        implements InspectCommand.View {

    /**
     * One setting at one place.
     *
     * @param key the key in {@code verdigris.yml}
     * @param value the value; a secret is hidden
     * @param origin the place: a line of a file, a variable, an option, or {@code default}
     * @param inForce whether it takes effect
     * @param overriddenBy the stronger place, if it does not
     */
    record Shown(String key, String value, String origin, boolean inForce, Optional<String> overriddenBy) {}

    private static final Map<Key, String> DEFAULTS = new EnumMap<>(Map.ofEntries(
            Map.entry(Key.STATEMENT_TIMEOUT, "default-statement-timeout"),
            Map.entry(Key.READY_TIMEOUT, "default-ready-timeout"),
            Map.entry(Key.READY_LAG, "default-lag"),
            Map.entry(Key.READY_LAG_MARGIN, "default-lag-margin"),
            Map.entry(Key.READY_HOLD, "default-hold"),
            Map.entry(Key.READY_LONGEST_GAP, "default-longest-gap"),
            Map.entry(Key.READY_REPLICAS, "default-replicas"),
            Map.entry(Key.READY_CRASHES, "default-crashes"),
            Map.entry(Key.READY_CRASH_WINDOW, "default-crash-window"),
            Map.entry(Key.READY_POLL, "default-poll"),
            Map.entry(Key.SWAP_TIMEOUT, "default-swap-timeout"),
            Map.entry(Key.ROLLBACK_WINDOW, "default-rollback-window"),
            Map.entry(Key.HISTORY, "default-history")));

    static SettingsView of(String verb, Optional<String> file, Settings settings) {
        Map<Key, List<Shown>> byKey = new EnumMap<>(Key.class);
        settings.origins()
                .written()
                .forEach(written -> byKey.computeIfAbsent(written.key(), key -> new ArrayList<>())
                        .add(new Shown(
                                written.key().path(),
                                written.value(),
                                written.origin().text(),
                                written.overriddenBy().isEmpty(),
                                written.overriddenBy().map(Origin::text))));
        defaults(settings.connection())
                .forEach((key, value) -> byKey.putIfAbsent(
                        key, List.of(new Shown(key.path(), value, Origin.DEFAULT.text(), true, Optional.empty()))));
        boolean url = byKey.getOrDefault(Key.URL, List.of()).stream().anyMatch(Shown::inForce);
        List<String> notes = Stream.concat(
                        settings.notes().stream(),
                        settings.origins().onlyDbt().entrySet().stream()
                                .map(field -> "Only dbt uses " + field.getKey() + " of its profile ("
                                        + field.getValue().text() + ")."))
                .toList();
        return new SettingsView(
                JsonText.VERSION,
                verb,
                Kebab.of(Outcome.DONE),
                Outcome.DONE.exitCode(),
                settings.environment().name().value(),
                file,
                byKey.values().stream().flatMap(List::stream).toList(),
                Arrays.stream(Key.values())
                        .filter(key -> !byKey.containsKey(key) && !(url && isPartOfUrl(key)))
                        .map(Key::path)
                        .toList(),
                notes);
    }

    /** Whether a URL says it, so that it is not missing. */
    private static boolean isPartOfUrl(Key key) {
        return key == Key.HOST || key == Key.PORT || key == Key.USER;
    }

    private static Map<Key, String> defaults(ConnectionSettings connection) {
        ResourceBundle texts = new DefaultTexts();
        Map<Key, String> defaults = new EnumMap<>(Key.class);
        DEFAULTS.forEach((key, name) -> defaults.put(key, texts.getString(name)));
        defaults.put(Key.SSLMODE, connection.tls().mode().word());
        defaults.put(Key.CONNECT_TIMEOUT, duration(connection.connectTimeout()));
        return defaults;
    }

    private static String duration(Duration length) {
        return DurationText.of(length).replace(" ", "");
    }

    @Override
    public String text(Style style) {
        StringBuilder text = new StringBuilder();
        line(
                text,
                "Environment " + environment + file.map(name -> " of " + name).orElse(", without a file"));
        text.append('\n');
        int width = settings.stream()
                .mapToInt(setting -> setting.key().length())
                .max()
                .orElse(0);
        for (Shown setting : settings) {
            String padded = " ".repeat(width - setting.key().length());
            String mark = setting.inForce() ? "  " : "- ";
            line(
                    text,
                    mark + setting.key() + padded + " = " + setting.value() + "  (" + setting.origin()
                            + setting.overriddenBy()
                                    .map(by -> "; overridden by " + by)
                                    .orElse("")
                            + ")");
        }
        if (!unset.isEmpty()) {
            text.append('\n');
            line(text, "Without a value: " + String.join(", ", unset));
        }
        if (!notes.isEmpty()) {
            text.append('\n');
            notes.forEach(note -> line(text, note));
        }
        return text.toString();
    }

    private static void line(StringBuilder text, String line) {
        text.append(Cells.visible(line)).append('\n');
    }
}
