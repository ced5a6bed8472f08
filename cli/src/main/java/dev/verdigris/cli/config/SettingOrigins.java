package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.verdigris.cli.builder.Words;
import dev.verdigris.cli.config.ProjectConfig.PerObject;
import dev.verdigris.cli.config.Settings.Named;
import dev.verdigris.cli.config.Settings.Written;
import dev.verdigris.core.diff.data.DataKey;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.engine.connection.ConnectionSettings;

/** Where each setting was written, and which of several places decides. */
final class SettingOrigins {

    private static final String STARS = "********";

    private final List<Map<Key, List<Value>>> weakestFirst;
    private final Map<Key, List<Value>> values;
    private final List<PerObject> perObject;
    private final Map<String, String> variables;

    /**
     * Prepares.
     *
     * @param weakestFirst the values of each place
     * @param values the values in force
     * @param perObject what the places say about single objects
     * @param variables the process environment
     */
    SettingOrigins(
            List<Map<Key, List<Value>>> weakestFirst,
            Map<Key, List<Value>> values,
            List<PerObject> perObject,
            Map<String, String> variables) {
        this.weakestFirst =
                weakestFirst.stream().map(place -> replaced(place, variables)).toList();
        this.values = values;
        this.perObject = perObject;
        this.variables = variables;
    }

    /** The values of one place, in which only a missing variable is left as it was written. */
    private static Map<Key, List<Value>> replaced(Map<Key, List<Value>> place, Map<String, String> variables) {
        Map<Key, List<Value>> all = new EnumMap<>(Key.class);
        place.forEach((key, written) -> all.put(
                key,
                written.stream()
                        .map(value -> value.replaced(key == Key.URL, variables).orElse(value))
                        .toList()));
        return all;
    }

    /**
     * Every setting that a place names, in the order of the keys, each after the one that overrides it.
     *
     * @param inForce whether the strongest value of a key takes effect
     */
    List<Written> written(
            Environment environment, ConnectionSettings connection, String project, Predicate<Key> inForce) {
        List<Written> all = new ArrayList<>();
        values.forEach((key, list) -> list.stream().findFirst().ifPresent(first -> {
            Optional<Origin> stronger = Optional.of(first.origin());
            if (inForce.test(key)) {
                all.add(new Written(key, shown(key, list, connection), first.origin(), Optional.empty()));
            } else {
                stronger = origin(Key.URL);
                all.add(new Written(key, weaker(key, list), first.origin(), stronger));
            }
            weakerPlaces(key, first.origin(), stronger.orElseThrow()).forEach(all::add);
        }));
        Map<Key, String> defaults = new EnumMap<>(Map.of(
                Key.SUFFIX, environment.suffix(),
                Key.DATABASE, environment.database().value(),
                Key.PROJECT, project));
        defaults.keySet().removeIf(key -> origin(key).isPresent());
        boolean ofUrl = !environment.database().value().equals(ConnectionSettings.DEFAULT_DATABASE);
        defaults.forEach((key, shown) -> all.add(added(
                key, shown, key == Key.DATABASE && ofUrl ? origin(Key.URL).orElse(Origin.DEFAULT) : Origin.DEFAULT)));
        perObject.stream()
                .flatMap(place -> place.accept().stream())
                .forEach(consent -> all.add(
                        added(Key.ACCEPT, consent.toString(), consent.code().origin())));
        perObject.stream()
                .flatMap(place -> place.sinks().stream())
                .forEach(way ->
                        all.add(added(Key.SINKS, way.toString(), way.name().origin())));
        perObject.stream()
                .flatMap(place -> place.exempt().stream())
                .forEach(exemption -> all.add(added(
                        Key.READY_EXEMPT, exemption.toString(), exemption.name().origin())));
        return all;
    }

    private static Written added(Key key, String shown, Origin origin) {
        return new Written(key, shown, origin, Optional.empty());
    }

    private Optional<Origin> origin(Key key) {
        return values.getOrDefault(key, List.of()).stream().findFirst().map(Value::origin);
    }

    /** The same setting at places that do not decide, the strongest first. */
    private Stream<Written> weakerPlaces(Key key, Origin decides, Origin stronger) {
        return weakestFirst.reversed().stream()
                .map(place -> place.getOrDefault(key, List.of()))
                .filter(list -> !list.isEmpty() && !list.getFirst().origin().equals(decides))
                .map(list -> new Written(key, weaker(key, list), list.getFirst().origin(), Optional.of(stronger)));
    }

    /** The names in settings that are about single objects. What cannot be read is reported elsewhere. */
    List<Named> named() {
        List<Named> all = new ArrayList<>();
        ConfigProblems reported = new ConfigProblems(Path.of(""));
        values.getOrDefault(Key.DIFF_KEYS, List.of())
                .forEach(value -> DataKey.parse(value.text())
                        .ifPresent(key -> all.add(new Named(
                                Key.DIFF_KEYS,
                                Optional.of(Subject.of(key.relation())),
                                Optional.empty(),
                                value.origin()))));
        for (PerObject place : perObject) {
            place.exempt()
                    .forEach(written -> written.resolve(variables, reported)
                            .ifPresent(exemption -> all.add(new Named(
                                    Key.READY_EXEMPT,
                                    Optional.of(Subject.of(exemption.object())),
                                    Optional.empty(),
                                    written.name().origin()))));
            place.accept()
                    .forEach(written -> written.resolve(variables, reported)
                            .ifPresent(consent -> all.add(new Named(
                                    Key.ACCEPT,
                                    consent.subject(),
                                    Optional.of(consent),
                                    written.code().origin()))));
        }
        return all;
    }

    private static String shown(Key key, List<Value> values, ConnectionSettings connection) {
        return key == Key.URL ? connection.address() : text(key, values);
    }

    /** A URL that does not decide may have a password in any of its parts. */
    private static String weaker(Key key, List<Value> values) {
        return key == Key.URL ? address(values.getFirst().text()) : text(key, values);
    }

    private static String address(String url) {
        try {
            return ConnectionSettings.parse(url).address();
        } catch (IllegalArgumentException unreadable) {
            return STARS;
        }
    }

    private static String text(Key key, List<Value> values) {
        if (key.isSecret()) {
            return STARS;
        }
        return switch (key) {
            // An argument may be a secret.
            case BUILDER, CHECK_COMMAND -> Words.shown(values.getFirst().text());
            default -> String.join(", ", values.stream().map(Value::text).toList());
        };
    }
}
