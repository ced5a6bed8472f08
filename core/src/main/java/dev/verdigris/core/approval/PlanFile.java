package dev.verdigris.core.approval;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.name.Identifier;
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
 * @param models the model files, and the live objects that no file makes again, by name
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
        List<Step> steps,
        List<Answer> answers,
        Cost cost,
        World world) {

    public PlanFile {
        models = List.copyOf(models);
        steps = List.copyOf(steps);
        answers = List.copyOf(answers);
    }

    /**
     * Where the plan comes from.
     *
     * @param at the time at which it was made
     * @param by the role that made it
     * @param server the version of the server
     * @param deployment the deployment that was in force, if there was one
     * @param provenance the commit, the tag and the CI run
     */
    public record Origin(Instant at, String by, String server, Optional<String> deployment, Provenance provenance) {}

    /**
     * What the user has asked for.
     *
     * @param pairs the pairs in the order of the environment
     * @param consents the consents
     * @param sinks the ways of sinks, with those that the deployment had kept
     * @param files the digest of all model files; empty if they are not known
     */
    public record Wish(List<Half> pairs, Consents consents, SinkWays sinks, Optional<Digest> files) {

        public Wish {
            pairs = List.copyOf(pairs);
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
     * A model file, or a live object without one.
     *
     * @param change what the plan does to the object
     * @param object the full name of the object
     * @param path the path of its file; empty if no file makes it
     * @param digest the digest of the file
     */
    public record Model(Change change, String object, Optional<String> path, Optional<Digest> digest) {

        /** What happens to an object. */
        public enum Change {
            /** No live object has its name. */
            ADDED,
            /** A live object has its name. The new version takes its place. */
            REPLACED,
            /** The new version leaves it out. */
            REMOVED
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
    public record Cost(int replicas, Optional<BigDecimal> creditsPerHour, Optional<Duration> hydration) {}

    /**
     * The objects that the plan was made on.
     *
     * @param live the live side
     * @param staged the staged side; empty if the plan builds it
     * @param dependents the external dependents of the live side
     */
    public record World(Inventory live, Optional<Inventory> staged, Inventory dependents) {}
}
