package dev.verdigris.core.approval;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;

/**
 * A plan that somebody approves. It has all that a reviewer reads, and all that a later run compares with the present
 * world.
 *
 * @param verb the verb of the plan: promote or deploy
 * @param environment the name of the environment
 * @param origin who made it, when, and on which server
 * @param wish what the user has asked for
 * @param models the model files or the staged relations, and the live relations that the new version leaves out, by
 *     name
 * @param contracts what changes for readers; empty if the plan builds the staged side, so that it is not known yet
 * @param steps the steps of all verbs in order
 * @param answers the guardrails with their results
 * @param cost what the plan costs
 * @param world the objects that it was made on
 */
public record PlanFile(
        Verb verb,
        Identifier environment,
        Origin origin,
        Wish wish,
        List<Model> models,
        Optional<List<Contract>> contracts,
        List<Step> steps,
        List<Answer> answers,
        Cost cost,
        World world) {

    public PlanFile {
        models = List.copyOf(models);
        contracts = contracts.map(List::copyOf);
        steps = List.copyOf(steps);
        answers = List.copyOf(answers);
    }

    /**
     * Where the plan comes from.
     *
     * @param at the time at which it was made
     * @param by the role that made it
     * @param server the version of the server
     * @param region the id that the server gives itself; empty if it is not known
     * @param lastEvent the id of the last event in the audit log; empty if it is not known
     * @param deployment the deployment that was in force, if there was one
     * @param provenance the commit, the tag and the CI run
     */
    public record Origin(
            Instant at,
            String by,
            String server,
            Optional<String> region,
            Optional<Long> lastEvent,
            Optional<String> deployment,
            Provenance provenance) {}

    /**
     * What the user has asked for.
     *
     * @param pairs the pairs in the order of the environment
     * @param consents the consents
     * @param sinks the ways of sinks, with those that the deployment had kept
     * @param files the digest of all model files; empty if nothing shows that they make the new version
     * @param gates what the staged side must pass
     */
    public record Wish(List<Half> pairs, Consents consents, SinkWays sinks, Optional<Digest> files, Gates gates) {

        public Wish {
            pairs = List.copyOf(pairs);
        }
    }

    /**
     * What the staged side must pass before the swap.
     *
     * @param checks the digest of all checks of the project; empty if it has none, or if they are not known
     * @param ready the definition of ready in sentences
     */
    public record Gates(Optional<Digest> checks, List<String> ready) {

        public Gates {
            ready = List.copyOf(ready);
        }
    }

    /**
     * A pair.
     *
     * @param live kind and full name of the live half
     * @param suffixed kind and full name of its counterpart
     */
    public record Half(String live, String suffixed) {}

    /**
     * A model.
     *
     * @param change what the plan does to the relation
     * @param object the full name of the relation
     * @param path the path of its file; empty if nothing shows that a file makes it
     * @param digest the digest of the file
     * @param diff the lines of a unified diff from the live definition to the new one; empty if both are the same
     * @param readers who reads the live relation outside the pairs; empty if the plan keeps the relation as it is
     */
    public record Model(
            Change change,
            String object,
            Optional<String> path,
            Optional<Digest> digest,
            List<String> diff,
            List<String> readers) {

        public Model {
            diff = List.copyOf(diff);
            readers = List.copyOf(readers);
        }

        /** What the plan does to a relation. */
        public enum Change {
            /** No live relation has its name. */
            ADDED,
            /** The live relation has another definition. */
            CHANGED,
            /** The new version leaves it out. */
            REMOVED,
            /** The live relation has the same definition. */
            SAME
        }
    }

    /**
     * What changes for the readers of an object.
     *
     * @param object its full name
     * @param breaking whether a reader can break
     * @param changes the changes of its contract, each with its effect and its reason
     * @param readers who reads it
     */
    public record Contract(String object, boolean breaking, List<String> changes, List<String> readers) {

        public Contract {
            changes = List.copyOf(changes);
            readers = List.copyOf(readers);
        }
    }

    /**
     * A step.
     *
     * @param verb the verb that does it
     * @param type the type of the step in kebab case
     * @param summary it in a few words
     * @param reason why it is in the plan
     * @param sql its statements
     * @param outside whether it changes what others read: the swap, and what follows it
     */
    public record Step(Verb verb, String type, String summary, String reason, List<String> sql, boolean outside) {

        public Step {
            sql = List.copyOf(sql);
        }
    }

    /**
     * The result of a guardrail.
     *
     * @param guardrail its id
     * @param result its result in one word
     * @param facts the accepted problems, or the reason why it was not asked
     */
    public record Answer(String guardrail, String result, List<String> facts) {

        public Answer {
            facts = List.copyOf(facts);
        }
    }

    /**
     * What both sides cost while they exist side by side.
     *
     * @param replicas the number of replicas of the staged clusters
     * @param creditsPerHour their credits per hour; empty if the server does not show them
     * @param hydration the longest time that a live object took to hydrate; empty if the server does not show it
     */
    public record Cost(int replicas, Optional<BigDecimal> creditsPerHour, Optional<Duration> hydration) {

        /**
         * The least credits of the staged clusters until the staged side can be ready; empty if it cannot be estimated.
         * The staged objects hydrate about as long as the live ones did.
         */
        public Optional<BigDecimal> leastCredits() {
            return creditsPerHour.flatMap(rate ->
                    hydration.map(time -> rate.multiply(BigDecimal.valueOf(time.toMillis()))
                            .divide(BigDecimal.valueOf(Duration.ofHours(1).toMillis()), 4, RoundingMode.UP)));
        }
    }

    /**
     * The objects that the plan was made on.
     *
     * @param live the live side
     * @param staged the staged side; empty if the plan builds it
     * @param dependents the external dependents of the live side
     * @param definitions the definition of each live relation, with line breaks
     */
    public record World(
            Inventory live,
            Optional<Inventory> staged,
            Inventory dependents,
            SortedMap<ObjectName, String> definitions) {

        public World {
            definitions = Collections.unmodifiableSortedMap(new TreeMap<>(definitions));
        }
    }
}
