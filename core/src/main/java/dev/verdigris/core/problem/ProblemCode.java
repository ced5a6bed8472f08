package dev.verdigris.core.problem;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The stable codes of everything that can stand in the way. A code never changes its meaning and is never reused.
 *
 * <p>The text form is {@code VG-} and the constant's name with hyphens: {@link #NOT_OWNER} is {@code VG-NOT-OWNER}.
 */
public enum ProblemCode {
    USAGE(
            ProblemCategory.CONFIGURATION,
            "The command line cannot be understood.",
            "An option is unknown, lacks its value, or contradicts another one.",
            "Run the verb with --help and correct the call."),
    BAD_CONFIG(
            ProblemCategory.CONFIGURATION,
            "The configuration cannot be used.",
            "A configuration file is missing, malformed, or holds a key or value that has no meaning.",
            "Correct the named place in the file, the variable or the flag."),
    BAD_MODEL(
            ProblemCategory.CONFIGURATION,
            "A model file or a check cannot be used.",
            "The file lies in the wrong place, holds a statement that a deployment cannot build, or names what is not there.",
            "Mend the named place in the file; each kind of mistake tells what fixes it."),
    NO_PAIRS(
            ProblemCategory.CONFIGURATION,
            "The environment names neither a schema nor a cluster.",
            "There is nothing that could be released.",
            "List the schemas and clusters of the environment in verdigris.yml."),
    DUPLICATE_PAIR(
            ProblemCategory.CONFIGURATION,
            "A schema or cluster is listed twice, or as another one's staged counterpart, or as the lock schema.",
            "One name would be claimed twice, and a swap or a drop could not tell what it means.",
            "List each live name once, and never a name that carries the suffix of another or is the lock schema's."),
    BAD_SUFFIX(
            ProblemCategory.CONFIGURATION,
            "The suffix of staged names is empty.",
            "Without a suffix the staged side would be the live side.",
            "Set a suffix, or leave it out to get _dbt_deploy."),
    NAME_TOO_LONG(
            ProblemCategory.CONFIGURATION,
            "A name would be longer than the server's limit of 255 bytes.",
            "Staged names are live names with the suffix; the lock schema carries the environment's name.",
            "Shorten the suffix, the environment's name, or the live name."),
    NAME_RESERVED(
            ProblemCategory.CONFIGURATION,
            "A name begins with mz_ or pg_, which the server keeps for itself.",
            "The server refuses to create, rename or swap such schemas and clusters.",
            "Take the name out of the environment, or rename the object."),
    BAD_DEPLOYMENT_ID(
            ProblemCategory.CONFIGURATION,
            "The deployment id cannot be used.",
            "Ids have 1 to 128 printable ASCII characters without quotes and backslashes.",
            "Give another --deployment-id."),
    NOT_MATERIALIZE(
            ProblemCategory.CONFIGURATION,
            "The server is not a Materialize.",
            "It does not report the parameter mz_version, so swaps would not mean what they should.",
            "Correct the connection's URL."),
    NO_DATABASE(
            ProblemCategory.CONFIGURATION,
            "A database of the environment does not exist.",
            "The name is mistyped, or the database has not been created.",
            "Create the database, or correct the environment."),
    LIVE_MISSING(
            ProblemCategory.CONFIGURATION,
            "A live schema or cluster does not exist, so there is nothing to swap with.",
            "This is the first deployment, or the name is mistyped.",
            "Create it, or let init create it with --create-missing."),
    NOT_OWNER(
            ProblemCategory.PERMISSION,
            "The role in force neither owns an object nor belongs to its owner.",
            "Swapping, renaming, dropping and granting need ownership, directly or through membership.",
            "Let an owner run the shown statement, or run the verb as an owner."),
    NOT_MEMBER(
            ProblemCategory.PERMISSION,
            "The role in force does not belong to a role that it must act for.",
            "Giving an object to a role, and copying its default privileges, need membership in that role.",
            "Let an administrator grant the membership."),
    NOT_SUPERUSER(
            ProblemCategory.PERMISSION,
            "A statement that only superusers may run would be needed.",
            "Default privileges FOR ALL ROLES can be copied by superusers only.",
            "Run the shown statement as a superuser, then run the verb again."),
    NO_PRIVILEGE(
            ProblemCategory.PERMISSION,
            "A privilege is missing.",
            "The server would refuse one of the plan's statements.",
            "Let the object's owner run the shown GRANT."),
    LOCKED(
            ProblemCategory.CONFLICT,
            "Another deployment of this environment is under way.",
            "The environment's lock schema exists, and its record names another deployment.",
            "Wait until it is over, or end it with abort."),
    RETIRED_SIDE_REMAINS(
            ProblemCategory.CONFLICT,
            "The previous version has not been cleaned up.",
            "The suffixed names are still in use by the previous side, which is kept for a rollback.",
            "Run cleanup, then init again."),
    MARKERS_CONFLICT(
            ProblemCategory.CONFLICT,
            "The lock schema of an environment holds several state views at once.",
            "Two runs took over the lock schema of one that died, at the same moment, or a state view was made by other hands.",
            "Find out which one tells the truth and drop the others."),
    RECORD_UNREADABLE(
            ProblemCategory.CONFLICT,
            "The record of a deployment is missing, cannot be read, or comes from a newer version.",
            "Its comment was changed by other hands, its writer died, or a newer Verdigris wrote it.",
            "Use the version that wrote it, or run init again to write a new one, or drop the state view."),
    UNMARKED(
            ProblemCategory.CONFLICT,
            "There is a suffixed side, but no lock schema says whether it is staged or previous.",
            "It was made with other tools; dropping it on a guess could destroy production or a rollback.",
            "Say what it is with --adopt."),
    STAGED_NOT_OURS(
            ProblemCategory.CONFLICT,
            "A staged schema or cluster exists already, in use, and no lock schema claims it.",
            "Someone else's deployment is under way with the same suffix, or its remains were left behind.",
            "Run promote to finish it, abort --adopt to drop it, or choose another suffix."),
    NOTHING_STAGED(
            ProblemCategory.CONFLICT,
            "The verb needs a staged deployment, and there is none.",
            "No deployment was begun, it was aborted, or it has already been cleaned up.",
            "Run init first."),
    NOT_PROMOTED(
            ProblemCategory.CONFLICT,
            "The verb needs a promoted deployment, and there is none.",
            "The deployment was not promoted yet, was rolled back, or has already been cleaned up.",
            "Run status to see where the deployment stands."),
    DROPPING(
            ProblemCategory.CONFLICT,
            "A cleanup or abort has begun, so the suffixed side cannot be swapped any more.",
            "Its state view was renamed before the first object was dropped.",
            "Run cleanup again until it is done."),
    DRIFTED(
            ProblemCategory.CONFLICT,
            "The live side was changed after the deployment began.",
            "Objects, owners, grants or cluster settings differ from those that init copied.",
            "Repeat the change on the staged side, or abort and begin again, or accept the loss."),
    LOST_RACE(
            ProblemCategory.CONFLICT,
            "Someone else changed the deployment's state first.",
            "The state view was renamed by another process between planning and the change; nothing was applied here.",
            "Run status to see where the deployment stands."),
    CATALOG_BUSY(
            ProblemCategory.CONFLICT,
            "The server refused the swap again and again because of other changes to its catalog.",
            "Other sessions run DDL all the time; every attempt was rolled back whole.",
            "Run the verb again when the other sessions are quiet."),
    SINK_INSIDE(
            ProblemCategory.GUARDRAIL,
            "A sink stands inside a pair.",
            "It would be swapped away and dropped with the previous side, and a new one would write everything again.",
            "Move the sink to a schema and a cluster of its own."),
    HOLDS_DATA(
            ProblemCategory.GUARDRAIL,
            "A source, table, secret or connection stands inside a pair.",
            "Cleanup drops the previous side, and with it data that no query can compute again.",
            "Move it to a schema and a cluster of its own, or accept the loss."),
    UNKNOWN_KIND(
            ProblemCategory.GUARDRAIL,
            "An object of a kind that this version does not know stands inside a pair.",
            "The server is newer, and nobody here can tell what a swap or a drop would do to the object.",
            "Use a version that knows the kind, or move the object out of the pair."),
    TENANT(
            ProblemCategory.GUARDRAIL,
            "An object of another schema runs on a paired cluster.",
            "After the swap it would run on a cluster of another name, which cleanup is to drop.",
            "Move the object to another cluster, or its schema into the environment."),
    MISPLACED(
            ProblemCategory.GUARDRAIL,
            "An object runs on a cluster of the other side.",
            "After the swap it would depend on the cluster that cleanup drops.",
            "Create it again in the cluster of its own side."),
    PAUSED_CLUSTER(
            ProblemCategory.GUARDRAIL,
            "A cluster has no replicas.",
            "Nothing on it can hydrate.",
            "Give the live cluster replicas, or set --replication-factor for the staged one."),
    RETIRED_NOT_READY(
            ProblemCategory.GUARDRAIL,
            "An object of the previous side could not serve its readers at once.",
            "It is not hydrated any more, lags behind, or nothing is known of it, so a rollback would let readers wait.",
            "Wait until the previous side is ready, or accept the wait."),
    REPLICA_WITHOUT_SIZE(
            ProblemCategory.GUARDRAIL,
            "A replica of a live cluster has no size.",
            "A replica like it cannot be created.",
            "Replace the replica by one with a size, or make the cluster managed."),
    RECONFIGURING(
            ProblemCategory.GUARDRAIL,
            "A live cluster is being resized.",
            "Its configuration would be copied, or swapped away, half changed.",
            "Wait until the resize is over and run the verb again."),
    LIMIT(
            ProblemCategory.GUARDRAIL,
            "A limit of the server does not leave room for a second side.",
            "During a deployment schemas, clusters and materialized views exist twice.",
            "Drop what is not needed, or let the limit be raised."),
    STAGED_EMPTY(
            ProblemCategory.GUARDRAIL,
            "The staged side holds no object at all.",
            "Nothing was built, so promoting it would empty production.",
            "Run build, then promote."),
    HALF_MISSING(
            ProblemCategory.GUARDRAIL,
            "A pair lacks one of its halves.",
            "The run of init did not end, the environment was changed since, or others dropped a half.",
            "Run init again."),
    BUILD_UNFINISHED(
            ProblemCategory.GUARDRAIL,
            "The last build of the staged side did not come to its end.",
            "It was stopped or refused half way, so objects may be missing that production never had.",
            "Run build again, or accept the side as it is."),
    INCOMPLETE(
            ProblemCategory.GUARDRAIL,
            "Production has an object that the staged side lacks.",
            "A build ended early, or the new version removes the object on purpose.",
            "Build the object, or accept its removal."),
    CROSS_WIRED(
            ProblemCategory.GUARDRAIL,
            "A staged object reads the live side.",
            "After the swap it would read the previous side, which never advances and is to be dropped.",
            "Create it again so that it reads the staged counterpart."),
    STRANDED(
            ProblemCategory.GUARDRAIL,
            "An object outside the pairs reads a live object and cannot follow the swap.",
            "It would keep reading the previous version and would block its cleanup.",
            "Take its schema into the environment, or create it again after the swap."),
    LOST_ACCESS(
            ProblemCategory.GUARDRAIL,
            "A role would lose a privilege that it has today.",
            "Grants belong to objects, and the staged object lacks one that its live counterpart has.",
            "Run the shown GRANT, or accept the loss."),
    REPLACEMENT_PENDING(
            ProblemCategory.GUARDRAIL,
            "A replacement materialized view waits to be applied inside a pair.",
            "Applying it after the swap would change the other version.",
            "Apply it or drop it."),
    RENAME_CONFLICT(
            ProblemCategory.GUARDRAIL,
            "A definition holds a two-part reference that begins with a paired schema's name.",
            "The server cannot rename the schema while such a reference may mean it, so the swap would fail.",
            "Write the reference with an alias, or with all three parts."),
    SINK_TARGET(
            ProblemCategory.GUARDRAIL,
            "A sink has no object to read after the swap.",
            "The new version lacks the object, or has one of a kind that a sink cannot read.",
            "Build a materialized view of that name, or drop the sink."),
    SINK_COLUMNS(
            ProblemCategory.GUARDRAIL,
            "A sink needs columns that the new version of its object lacks.",
            "The sink's key names columns, and re-pointing checks them.",
            "Keep the columns, or replace the sink."),
    SINK_UNHEALTHY(
            ProblemCategory.GUARDRAIL,
            "A sink that must be re-pointed does not run.",
            "ALTER SINK waits for the sink's own progress, without limit.",
            "Get the sink running, or accept that it is re-pointed later."),
    STILL_READ(
            ProblemCategory.GUARDRAIL,
            "Something outside the pairs still depends on what is to be dropped.",
            "Dropping it would take the dependent along, or be refused half way.",
            "Create the dependent again on the live object, or drop it."),
    CHECK_FAILED(
            ProblemCategory.GUARDRAIL,
            "A check of the project found rows.",
            "The staged data breaks an assertion.",
            "Look at the rows, fix the model or the check, and build again."),
    SERVER_REFUSED(
            ProblemCategory.GUARDRAIL,
            "The server refused a statement.",
            "Its own message is quoted.",
            "Follow the server's message, then run the verb again."),
    NOT_READY(
            ProblemCategory.READINESS,
            "An object of the staged side is not ready.",
            "It hydrates still, lags behind, or nothing is known of it yet.",
            "Wait with await."),
    NEVER_READY(
            ProblemCategory.READINESS,
            "An object of the staged side cannot become ready by waiting.",
            "It has no replica, its replicas crash again and again, or something that it reads stands still.",
            "Mend the named cause, then wait with await."),
    NOT_DRAINED(
            ProblemCategory.READINESS,
            "Subscriptions still run on clusters, or read objects, that are to be dropped.",
            "They would be cut off.",
            "Let the clients reconnect, wait longer, or go on with --force-drain."),
    SINK_PENDING(
            ProblemCategory.FOLLOW_UP,
            "A sink still reads the side that is no longer live.",
            "Re-pointing it failed or took too long.",
            "Run promote again."),
    ROLLED_BACK(
            ProblemCategory.ROLLBACK,
            "The promotion was undone by itself.",
            "A check after the swap failed, and the previous version is live again.",
            "Mend the cause, then promote again."),
    UNREACHABLE(
            ProblemCategory.CONNECTION,
            "The server cannot be reached.",
            "The address is wrong, the server is down, or the network is in the way.",
            "Check the connection and run the verb again."),
    CONNECTION_LOST(
            ProblemCategory.CONNECTION,
            "The connection broke while the verb was at work.",
            "The server or the network went away.",
            "Run the same verb again: it goes on where this run ended."),
    INTERNAL(
            ProblemCategory.BUG,
            "Verdigris has a bug.",
            "Something happened that its code holds to be impossible.",
            "Report it with the shown details.");

    private static final Set<ProblemCode> ACCEPTABLE = EnumSet.of(
            HOLDS_DATA,
            DRIFTED,
            BUILD_UNFINISHED,
            INCOMPLETE,
            STRANDED,
            LOST_ACCESS,
            SINK_TARGET,
            SINK_COLUMNS,
            SINK_UNHEALTHY,
            TENANT,
            RETIRED_NOT_READY,
            LIMIT);

    private final ProblemCategory category;
    private final String meaning;
    private final String cause;
    private final String fix;

    ProblemCode(ProblemCategory category, String meaning, String cause, String fix) {
        this.category = category;
        this.meaning = meaning;
        this.cause = cause;
        this.fix = fix;
    }

    /** The stable text, such as {@code VG-NOT-OWNER}. */
    public String code() {
        return "VG-" + name().replace('_', '-');
    }

    /** The family, which decides the outcome. */
    public ProblemCategory category() {
        return category;
    }

    /** How a verb ends that reports this code and nothing worse. */
    public Outcome outcome() {
        return category.outcome();
    }

    /** One sentence: what the code says. */
    public String meaning() {
        return meaning;
    }

    /** Why this comes to be, and why it matters. */
    public String cause() {
        return cause;
    }

    /** What fixes it, in general; each {@link Problem} tells the exact statement. */
    public String fix() {
        return fix;
    }

    /** Whether {@code --accept} may turn a problem of this code into a warning. */
    public boolean acceptable() {
        return ACCEPTABLE.contains(this);
    }

    /** Finds a code by its text, in any case, with or without the leading {@code VG-}. */
    public static Optional<ProblemCode> parse(String text) {
        String plain = text.strip().toUpperCase(Locale.ROOT).replace('_', '-');
        String wanted = plain.startsWith("VG-") ? plain : "VG-" + plain;
        return Arrays.stream(values())
                .filter(code -> code.code().equals(wanted))
                .findFirst();
    }
}
