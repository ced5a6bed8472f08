package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.diff.data.DataKey;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.readiness.ReadinessPolicy;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.engine.connection.ConnectionSettings;
import dev.verdigris.engine.request.DbtFiles;

/**
 * The settings of one run, resolved and checked.
 *
 * @param environment the environment
 * @param connection the server
 * @param notes what the reader must know about settings that have no effect here
 * @param project the directory that contains {@code models} and {@code checks}
 * @param models the directory of the model files; empty if the files of the project are those of dbt
 * @param builder the command of the builder of another tool, as written; empty if the model files are built
 * @param dbtVariables the variables by which dbt makes the choices of this run; empty if the settings are not those of dbt
 * @param dbt the files of the dbt project; empty if there is none
 * @param deployer the one that deploys
 * @param readiness the policy of readiness, and how to wait for it
 * @param limits the limits of statements and of the history
 * @param checkCluster the cluster of the checks; empty means that the engine chooses
 * @param checkCommand the command that runs the tests of dbt as checks, as written; empty if there is none
 * @param accept the consents of all places together
 * @param sinks what happens to the sinks
 * @param stagedSizes the sizes of staged clusters while they hydrate
 * @param dataKeys the columns that identify a row of a relation, for comparisons of rows
 * @param origins where each setting was written; secrets are hidden
 */
public record Settings(
        Environment environment,
        ConnectionSettings connection,
        List<String> notes,
        Path project,
        Optional<Path> models,
        Optional<String> builder,
        Map<String, String> dbtVariables,
        Optional<DbtFiles> dbt,
        Deployer deployer,
        ReadinessSettings readiness,
        LimitSettings limits,
        Optional<Identifier> checkCluster,
        Optional<String> checkCommand,
        Consents accept,
        SinkWays sinks,
        StagedSizes stagedSizes,
        List<DataKey> dataKeys,
        Origins origins) {

    public Settings {
        notes = List.copyOf(notes);
        dbtVariables = Map.copyOf(dbtVariables);
        dataKeys = List.copyOf(dataKeys);
    }

    /** A line for each setting in force with its origin, in the order of the keys. */
    public List<String> provenance() {
        return origins.lines();
    }

    /** The target that dbt must use; empty if the settings are not those of dbt. */
    public Optional<String> dbtTarget() {
        return Optional.ofNullable(dbtVariables.get(DbtPlaces.TARGET));
    }

    /**
     * The policy of readiness, and how to wait for it; empty means the default of the engine.
     *
     * @param timeout the longest wait
     * @param poll the longest time between two readings
     * @param policy the definition of ready
     */
    public record ReadinessSettings(Optional<Duration> timeout, Optional<Duration> poll, ReadinessPolicy policy) {}

    /**
     * The limits of verbs, statements and the history; empty means the default of the engine.
     *
     * @param verb the limit of the whole verb
     * @param statement the longest wait for each answer of the server
     * @param swap how long a swap is tried again
     * @param rollback how long after a promotion a rollback needs no consent
     * @param history how many ended deployments the history keeps
     */
    public record LimitSettings(
            Optional<Duration> verb,
            Optional<Duration> statement,
            Optional<Duration> swap,
            Optional<Duration> rollback,
            Optional<Integer> history) {}

    /**
     * Where the settings were written.
     *
     * @param written each setting that a place names, and the defaults that depend on the project
     * @param named the names in settings that are about single objects, in force
     * @param onlyDbt the fields of a profile that only dbt uses
     * @param noServer why the server is not known, in a run that needs none; empty if it is known
     */
    public record Origins(
            List<Written> written, List<Named> named, Map<String, Origin> onlyDbt, Optional<String> noServer) {

        public Origins {
            written = List.copyOf(written);
            named = List.copyOf(named);
            onlyDbt = Collections.unmodifiableMap(new LinkedHashMap<>(onlyDbt));
        }

        private List<String> lines() {
            return Stream.concat(
                            written.stream()
                                    .filter(setting -> setting.overriddenBy().isEmpty())
                                    .map(setting -> setting.key().path() + " = " + setting.value() + "  ("
                                            + setting.origin().text() + ")"),
                            onlyDbt.entrySet().stream()
                                    .map(field -> field.getKey() + ": only dbt uses it  ("
                                            + field.getValue().text() + ")"))
                    .toList();
        }
    }

    /**
     * A setting at one place.
     *
     * @param key the setting
     * @param value its text; a secret is hidden
     * @param origin the place
     * @param overriddenBy the stronger place because of which it has no effect; empty if it is in force
     */
    public record Written(Key key, String value, Origin origin, Optional<Origin> overriddenBy) {}

    /**
     * A name in a setting that is about a single object.
     *
     * @param key the setting
     * @param subject the name; empty for a consent about the whole deployment
     * @param consent the consent, if it is one
     * @param origin the place
     */
    public record Named(Key key, Optional<Subject> subject, Optional<Consent> consent, Origin origin) {}
}
