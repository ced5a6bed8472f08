package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import dev.verdigris.core.problem.Problem;

/**
 * The content of {@code verdigris.yml} or of the files of dbt.
 *
 * @param file the file that names the environments, as messages show it
 * @param directory the base of relative paths in the file
 * @param environments the environments by name, in the order of the file
 * @param shared the values for all environments; the values of an environment override them
 * @param perObject the choices for all environments
 * @param defaultEnvironment the environment for a run that chooses none
 */
record ProjectConfig(
        String file,
        Path directory,
        Map<String, Declared> environments,
        Map<Key, List<Value>> shared,
        PerObject perObject,
        Optional<Value> defaultEnvironment) {

    ProjectConfig {
        environments = Collections.unmodifiableMap(new LinkedHashMap<>(environments));
    }

    /**
     * Reports each reference to a secret in a value that can be shown: in a plan, in a message, or in the name of a
     * server. A secret is a variable from which a connection reads its password. The author of a branch writes the file,
     * but must not see what a job of the pipeline knows.
     */
    void refuseSecrets(ConfigProblems problems) {
        List<Map<Key, List<Value>>> places = Stream.concat(
                        Stream.of(shared), environments.values().stream().map(Declared::values))
                .toList();
        Set<String> secrets = new HashSet<>(Value.SECRETS);
        of(places, Key.PASSWORD).forEach(value -> secrets.addAll(value.variables()));
        of(places, Key.URL)
                .forEach(value -> secrets.addAll(value.passwordOfUrl().variables()));
        of(places, Key.URL).forEach(value -> value.withoutPasswordOfUrl().isFreeOf(secrets, problems));
        Arrays.stream(Key.values())
                .filter(key -> key != Key.URL && !key.isSecret())
                .flatMap(key -> of(places, key))
                .forEach(value -> value.isFreeOf(secrets, problems));
        Stream.concat(Stream.of(perObject), environments.values().stream().map(Declared::perObject))
                .flatMap(PerObject::texts)
                .forEach(value -> value.isFreeOf(secrets, problems));
        defaultEnvironment.ifPresent(value -> value.isFreeOf(secrets, problems));
    }

    private static Stream<Value> of(List<Map<Key, List<Value>>> places, Key key) {
        return places.stream().flatMap(place -> place.getOrDefault(key, List.of()).stream());
    }

    /**
     * An environment as a file declares it.
     *
     * @param name its name
     * @param values its values; an empty list was written empty
     * @param perObject the choices for it
     * @param onlyDbt the fields of the profile that only dbt uses
     * @param noServer the reason why the file names no server for it, if that is known
     */
    record Declared(
            String name,
            Map<Key, List<Value>> values,
            PerObject perObject,
            Map<String, Origin> onlyDbt,
            Optional<Problem> noServer) {

        /** An environment that no file of dbt declares. */
        static Declared ofOurs(String name, Map<Key, List<Value>> values, PerObject perObject) {
            return new Declared(name, values, perObject, Map.of(), Optional.empty());
        }
    }

    /**
     * What a place says about single objects of the server: choices of which those of all places count together.
     *
     * @param accept the consents
     * @param sinks the ways of sinks
     * @param exempt the exemptions from readiness
     */
    record PerObject(List<WrittenConsent> accept, List<WrittenSinkWay> sinks, List<WrittenExemption> exempt) {

        /** No choices. */
        static final PerObject NONE = new PerObject(List.of(), List.of(), List.of());

        PerObject {
            accept = List.copyOf(accept);
            sinks = List.copyOf(sinks);
            exempt = List.copyOf(exempt);
        }

        /** Every text of the choices. */
        private Stream<Value> texts() {
            Stream<Optional<Value>> consents = accept.stream()
                    .flatMap(each -> Stream.of(Optional.of(each.code()), each.name(), each.reason(), each.expires()));
            Stream<Optional<Value>> ways =
                    sinks.stream().flatMap(each -> Stream.of(Optional.of(each.name()), each.way(), each.topic()));
            Stream<Optional<Value>> exemptions =
                    exempt.stream().flatMap(each -> Stream.of(Optional.of(each.name()), each.lag(), each.reason()));
            return Stream.of(consents, ways, exemptions).flatMap(texts -> texts).flatMap(Optional::stream);
        }
    }
}
