package dev.verdigris.core.guard;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.Kebab;

/**
 * The registry of all guardrails, in the order in which reports list them. Each problem code of a guardrail belongs to
 * exactly one of them. An id never changes its meaning and is never reused.
 */
public enum Guardrail {
    ENVIRONMENT(
            "The environment is well defined",
            "Does the environment name at least one pair, each name once, and only names that the server allows?",
            EnumSet.allOf(Verb.class),
            ProblemCode.NO_PAIRS,
            ProblemCode.DUPLICATE_PAIR,
            ProblemCode.BAD_SUFFIX,
            ProblemCode.NAME_TOO_LONG,
            ProblemCode.NAME_RESERVED),
    DATABASES(
            "The databases exist",
            "Does every database of the environment exist?",
            Verbs.OF_PAIRS,
            ProblemCode.NO_DATABASE),
    STATE_VIEW(
            "The state view shows the phase of the deployment",
            "Does the lock schema contain at most one state view, and can this version read its record?",
            Verbs.OF_PAIRS,
            ProblemCode.STATE_VIEWS_CONFLICT,
            ProblemCode.RECORD_UNREADABLE),
    HELD_PAIRS(
            "The deployment holds the pairs of the environment",
            "Does the deployment hold exactly the pairs of the environment, all on one side, and does no other hold one?",
            Verbs.OF_PAIRS,
            ProblemCode.PAIRS_TAKEN,
            ProblemCode.ENVIRONMENT_CHANGED,
            ProblemCode.HALF_SWAPPED,
            ProblemCode.SIDES_UNCLEAR),
    LOCK(
            "The environment is free",
            "Is the environment free, or does this run continue or drop its deployment while no other run works on it?",
            EnumSet.of(Verb.INIT, Verb.BUILD, Verb.EXEC, Verb.ABORT),
            ProblemCode.LOCKED,
            ProblemCode.PREVIOUS_SIDE_REMAINS),
    OWN_DEPLOYMENT(
            "The run is for the deployment in force",
            "Is the run for the deployment in force, and was the side built from the files of the run?",
            EnumSet.of(
                    Verb.BUILD,
                    Verb.EXEC,
                    Verb.GRANTS,
                    Verb.AWAIT,
                    Verb.CHECK,
                    Verb.PROMOTE,
                    Verb.ROLLBACK,
                    Verb.CLEANUP,
                    Verb.ABORT),
            ProblemCode.OTHER_DEPLOYMENT,
            ProblemCode.OTHER_FILES),
    APPROVED_PLAN(
            "Everything is as in the approved plan",
            "If the run is given an approved plan, are the files, both sides, the external dependents, the pairs, the"
                    + " consents and the ways of sinks as in that plan?",
            EnumSet.of(Verb.PROMOTE),
            ProblemCode.PLAN_OTHER_ENVIRONMENT,
            ProblemCode.PLAN_STALE),
    PHASE(
            "The phase of the deployment fits the verb",
            "Is the deployment in a phase in which this verb may act?",
            EnumSet.of(
                    Verb.INIT,
                    Verb.BUILD,
                    Verb.EXEC,
                    Verb.GRANTS,
                    Verb.AWAIT,
                    Verb.CHECK,
                    Verb.PROMOTE,
                    Verb.ROLLBACK,
                    Verb.CLEANUP,
                    Verb.ABORT,
                    Verb.STATUS,
                    Verb.DIFF),
            ProblemCode.NOTHING_STAGED,
            ProblemCode.NOT_PROMOTED,
            ProblemCode.DROPPING,
            ProblemCode.LOST_RACE),
    SIDE(
            "It is known whether the suffixed side is staged or previous",
            "Does the lock schema or the user say whether the suffixed side is staged or previous?",
            EnumSet.of(Verb.INIT, Verb.PROMOTE, Verb.CLEANUP, Verb.ABORT, Verb.STATUS),
            ProblemCode.UNKNOWN_SIDE,
            ProblemCode.STAGED_NOT_OURS),
    LIVE_SIDE(
            "The live side exists",
            "Does every live schema and cluster exist, or may init create it?",
            EnumSet.of(Verb.INIT),
            ProblemCode.LIVE_MISSING),
    CLUSTERS(
            "The clusters can be copied and swapped",
            "Can init copy every live cluster? Does every cluster that rollback makes live have a replica? Is no cluster"
                    + " being resized during a swap?",
            EnumSet.of(Verb.INIT, Verb.PROMOTE, Verb.ROLLBACK, Verb.STATUS),
            ProblemCode.PAUSED_CLUSTER,
            ProblemCode.RECONFIGURING,
            ProblemCode.REPLICA_WITHOUT_SIZE,
            ProblemCode.AUTO_SCALING),
    CLUSTER_SETTINGS(
            "Staged clusters have the settings of the live ones",
            "Does every staged cluster have the settings of its live counterpart?",
            EnumSet.of(Verb.INIT, Verb.PROMOTE, Verb.STATUS),
            ProblemCode.CLUSTER_DIFFERS,
            ProblemCode.SETTING_NOT_COPIED,
            ProblemCode.STAGED_SIZE,
            ProblemCode.BAD_STAGED_SIZE),
    LIMITS(
            "The limits of the server allow both sides",
            "Do the limits of the server allow both sides at the same time?",
            EnumSet.of(Verb.INIT),
            ProblemCode.LIMIT),
    SWAP_TIME(
            "The server swaps so many pairs in a short time",
            "Does this version of the server swap this number of pairs in a short time?",
            EnumSet.of(Verb.INIT, Verb.PROMOTE, Verb.ROLLBACK),
            ProblemCode.SLOW_SWAP),
    CONTENTS(
            "The pairs contain only objects that can be built again",
            "Are the paired schemas free of sinks, sources, tables, secrets, connections and unknown kinds? Before"
                    + " Materialize 26.33: are they also free of types and functions?",
            Verbs.MOST,
            ProblemCode.SINK_INSIDE,
            ProblemCode.HOLDS_DATA,
            ProblemCode.UNKNOWN_KIND,
            ProblemCode.TYPE_INSIDE),
    OWN_CLUSTERS(
            "Each side runs on its own clusters",
            "Does each paired cluster run only its own side, and does the staged side run on no other cluster?",
            EnumSet.of(Verb.INIT, Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.PROMOTE, Verb.ROLLBACK),
            ProblemCode.TENANT,
            ProblemCode.MISPLACED,
            ProblemCode.OUTSIDE_CLUSTER),
    PAIRS_COMPLETE(
            "Every pair has both halves",
            "Do both halves of every pair exist? Is no half renamed that init would create again? Does each dropped half"
                    + " have a live half?",
            EnumSet.of(
                    Verb.INIT,
                    Verb.BUILD,
                    Verb.EXEC,
                    Verb.GRANTS,
                    Verb.PROMOTE,
                    Verb.ROLLBACK,
                    Verb.CLEANUP,
                    Verb.ABORT,
                    Verb.STATUS),
            ProblemCode.HALF_MISSING),
    BUILD_FINISHED(
            "The last build finished",
            "Did the last build of the staged side finish, and are its objects still the same?",
            EnumSet.of(Verb.PROMOTE, Verb.STATUS),
            ProblemCode.BUILD_UNFINISHED,
            ProblemCode.STAGED_CHANGED),
    CHECKS(
            "Every check has passed on this build",
            "Did every check of the project pass on exactly the objects that are staged now?",
            EnumSet.of(Verb.CHECK, Verb.PROMOTE, Verb.STATUS),
            ProblemCode.NOT_CHECKED,
            ProblemCode.CHECK_FAILED),
    ROLLED_BACK(
            "The staged version was not rolled back",
            "Does the staged side differ from the version that was rolled back last?",
            EnumSet.of(Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.PROMOTE),
            ProblemCode.ROLLED_BACK_FILES),
    STAGED_OBJECTS(
            "The staged side has objects",
            "Does any staged schema contain an object?",
            EnumSet.of(Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.AWAIT, Verb.PROMOTE, Verb.DIFF),
            ProblemCode.STAGED_EMPTY),
    COUNTERPARTS(
            "Every live object has a staged counterpart",
            "Does the staged side contain a counterpart of every live object?",
            EnumSet.of(Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.PROMOTE, Verb.STATUS),
            ProblemCode.INCOMPLETE),
    LIVE_REFERENCES(
            "No staged object reads the live side",
            "Does every staged object read only staged objects, and objects outside the pairs whose schema does not have the"
                    + " suffix?",
            EnumSet.of(Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.PROMOTE, Verb.STATUS),
            ProblemCode.CROSS_WIRED,
            ProblemCode.READS_SUFFIXED),
    RENAMES(
            "The paired schemas can be renamed",
            "Do all definitions allow the server to rename the paired schemas?",
            EnumSet.of(
                    Verb.BUILD,
                    Verb.EXEC,
                    Verb.GRANTS,
                    Verb.PROMOTE,
                    Verb.ROLLBACK,
                    Verb.CLEANUP,
                    Verb.ABORT,
                    Verb.STATUS),
            ProblemCode.RENAME_CONFLICT),
    TEMPORARY_VIEWS(
            "No temporary view makes the server panic",
            "Does every temporary view of every session read at most one relation of each schema that is renamed?",
            EnumSet.of(Verb.PROMOTE, Verb.ROLLBACK, Verb.CLEANUP, Verb.ABORT, Verb.STATUS),
            ProblemCode.TEMPORARY_VIEW),
    REPLACEMENTS(
            "No replacement is pending",
            "Has every replacement of a materialized view inside a pair been applied?",
            EnumSet.of(Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.PROMOTE),
            ProblemCode.REPLACEMENT_PENDING),
    DRIFT(
            "The live side has not drifted",
            "Is the live side unchanged since the deployment began?",
            EnumSet.of(Verb.PROMOTE, Verb.STATUS),
            ProblemCode.DRIFTED),
    PREVIOUS_SIDE(
            "The previous side is as it was",
            "Does the previous side have the objects, owners, grants and cluster settings that it had when it was live, and"
                    + " does the live side have nothing that it lacks?",
            EnumSet.of(Verb.ROLLBACK, Verb.STATUS),
            ProblemCode.PREVIOUS_CHANGED,
            ProblemCode.LOST_BY_ROLLBACK),
    ROLLBACK_WINDOW(
            "The promotion is recent",
            "Was the live version promoted within the window for a rollback?",
            EnumSet.of(Verb.ROLLBACK),
            ProblemCode.LATE_ROLLBACK),
    READINESS(
            "The side that goes live is ready",
            "Is every object of the side that goes live hydrated, healthy and up to date?",
            EnumSet.of(Verb.AWAIT, Verb.PROMOTE, Verb.ROLLBACK, Verb.STATUS),
            ProblemCode.NOT_READY,
            ProblemCode.NEVER_READY,
            ProblemCode.READINESS_SKIPPED,
            ProblemCode.PREVIOUS_NOT_READY),
    EXTERNAL_DEPENDENTS(
            "Every external dependent can follow the swap",
            "Can every object outside the pairs that reads the live side follow the swap?",
            EnumSet.of(Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.PROMOTE, Verb.ROLLBACK, Verb.STATUS),
            ProblemCode.STRANDED),
    ACCESS(
            "Every role has the same access",
            "Does every role have the same privileges as on the live side?",
            EnumSet.of(Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.PROMOTE, Verb.ROLLBACK, Verb.STATUS, Verb.DIFF),
            ProblemCode.LOST_ACCESS,
            ProblemCode.GAINED_ACCESS),
    OWNERS(
            "Everything keeps its owner",
            "Does everything staged belong to the owner of its live counterpart?",
            EnumSet.of(Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.PROMOTE),
            ProblemCode.OTHER_OWNER),
    SINKS(
            "Every sink can follow the swap",
            "Does every sink of the live side run, does its new object have the columns that the sink needs, with the same"
                    + " types, and can the way that was chosen for it be carried out?",
            EnumSet.of(Verb.BUILD, Verb.EXEC, Verb.GRANTS, Verb.PROMOTE, Verb.ROLLBACK, Verb.STATUS),
            ProblemCode.SINK_TARGET,
            ProblemCode.SINK_COLUMNS,
            ProblemCode.SINK_UNHEALTHY,
            ProblemCode.SINK_REWRITES,
            ProblemCode.SINK_NO_SNAPSHOT,
            ProblemCode.SINK_CHOICE,
            ProblemCode.SINK_REFUSED,
            ProblemCode.SINK_PENDING),
    UNUSED(
            "No other object depends on what is dropped",
            "Does no other object depend on what is dropped, and does the lock schema contain only views of the"
                    + " deployment?",
            EnumSet.of(Verb.BUILD, Verb.CLEANUP, Verb.ABORT, Verb.STATUS),
            ProblemCode.STILL_READ,
            ProblemCode.SINK_KEPT),
    RIGHTS(
            "The role has the rights for every step",
            "Does the role own the objects that the steps change, and does it have every privilege that they and the"
                    + " checks need?",
            EnumSet.of(
                    Verb.INIT,
                    Verb.BUILD,
                    Verb.EXEC,
                    Verb.GRANTS,
                    Verb.AWAIT,
                    Verb.CHECK,
                    Verb.PROMOTE,
                    Verb.ROLLBACK,
                    Verb.CLEANUP,
                    Verb.ABORT),
            ProblemCode.NOT_OWNER,
            ProblemCode.NOT_MEMBER,
            ProblemCode.NOT_SUPERUSER,
            ProblemCode.NO_PRIVILEGE);

    /** Several verbs that ask the same. */
    private static final class Verbs {

        /** The verbs that change or show the objects of the pairs. */
        static final Set<Verb> MOST = EnumSet.of(
                Verb.INIT,
                Verb.BUILD,
                Verb.EXEC,
                Verb.GRANTS,
                Verb.PROMOTE,
                Verb.ROLLBACK,
                Verb.CLEANUP,
                Verb.ABORT,
                Verb.STATUS);

        /** The verbs that act on the pairs of one deployment, or show them. */
        static final Set<Verb> OF_PAIRS =
                EnumSet.complementOf(EnumSet.of(Verb.DEPLOY, Verb.PLAN, Verb.HISTORY, Verb.REPORT));
    }

    private final String title;
    private final String question;
    private final Set<Verb> verbs;
    private final List<ProblemCode> codes;

    Guardrail(String title, String question, Set<Verb> verbs, ProblemCode... codes) {
        this.title = title;
        this.question = question;
        this.verbs = Set.copyOf(verbs);
        this.codes = List.of(codes);
    }

    /** The guardrail that reports a code; empty for the codes of other failures. */
    public static Optional<Guardrail> of(ProblemCode code) {
        return Arrays.stream(values())
                .filter(guardrail -> guardrail.codes.contains(code))
                .findFirst();
    }

    /** The stable id in kebab case, such as {@code live-references}. */
    public String id() {
        return Kebab.of(this);
    }

    /** The condition that holds if it passes, in a few words. */
    public String title() {
        return title;
    }

    /** The question that the verbs ask. The answer "yes" means that it passes. */
    public String question() {
        return question;
    }

    /** The verbs that ask it. {@code plan} and {@code deploy} ask the guardrails of the verbs that they show or run. */
    public boolean isAskedBy(Verb verb) {
        return verbs.contains(verb);
    }

    /** The codes of its problems. */
    public List<ProblemCode> codes() {
        return codes;
    }
}
