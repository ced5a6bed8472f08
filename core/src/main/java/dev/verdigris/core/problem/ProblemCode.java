package dev.verdigris.core.problem;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The stable codes of all problems. A code never changes its meaning and is never reused.
 *
 * <p>The text form is {@code VG-} and the constant's name with hyphens: {@link #NOT_OWNER} is {@code VG-NOT-OWNER}.
 */
public enum ProblemCode {
    USAGE(
            ProblemCategory.CONFIGURATION,
            "The command line is not valid.",
            "An option is unknown, has no value, or contradicts another one.",
            "Read the help of the verb and correct the call."),
    BAD_CONFIG(
            ProblemCategory.CONFIGURATION,
            "The configuration cannot be used.",
            "A configuration file is missing or malformed, or it has a key or a value without meaning.",
            "Correct the named place in the file, the variable or the option."),
    BAD_MODEL(
            ProblemCategory.CONFIGURATION,
            "A model file or a check cannot be used.",
            "The file is in the wrong place, has a statement that a deployment cannot build, or uses a name that does not exist.",
            "Correct the named place in the file. Each kind of mistake has its own fix."),
    NO_PAIRS(
            ProblemCategory.CONFIGURATION,
            "The environment names neither a schema nor a cluster.",
            "There is nothing to release.",
            "List the schemas and clusters of the environment in the configuration."),
    DUPLICATE_PAIR(
            ProblemCategory.CONFIGURATION,
            "A schema or cluster is listed twice, or is also a staged counterpart or the lock schema.",
            "One name would have two meanings, so a swap or a drop could hit the wrong object.",
            "List each live name once. Do not list a name that is another one plus the suffix, or the lock schema's name."),
    BAD_SUFFIX(
            ProblemCategory.CONFIGURATION,
            "The suffix of staged names is empty.",
            "Without a suffix the staged side would be the live side.",
            "Set a suffix, or remove the setting to get _dbt_deploy."),
    NAME_TOO_LONG(
            ProblemCategory.CONFIGURATION,
            "A name would be longer than the server's limit of 255 bytes.",
            "A staged name is the live name plus the suffix. The lock schema's name contains the environment's name.",
            "Shorten the suffix, the environment's name, or the live name."),
    NAME_RESERVED(
            ProblemCategory.CONFIGURATION,
            "A name begins with mz_ or pg_, which the server reserves.",
            "The server refuses to create, rename or swap such schemas and clusters.",
            "Remove the name from the environment, or rename the object."),
    BAD_DEPLOYMENT_ID(
            ProblemCategory.CONFIGURATION,
            "The deployment id is not valid.",
            "An id has 1 to 128 printable ASCII characters without quotes and backslashes.",
            "Choose another deployment id."),
    NOT_MATERIALIZE(
            ProblemCategory.CONFIGURATION,
            "The server is not Materialize.",
            "It does not report the parameter mz_version, so a swap would not be atomic.",
            "Correct the address of the connection."),
    NO_DATABASE(
            ProblemCategory.CONFIGURATION,
            "A database of the environment does not exist.",
            "The name is misspelled, or nobody has created the database.",
            "Create the database, or correct the environment."),
    LIVE_MISSING(
            ProblemCategory.CONFIGURATION,
            "A live schema or cluster does not exist, so there is nothing to swap with.",
            "This is the first deployment, or the name is misspelled.",
            "Create it, or let init create what is missing."),
    NOT_OWNER(
            ProblemCategory.PERMISSION,
            "The current role is neither the owner of an object nor a member of the owner.",
            "Swapping, renaming, dropping and granting require ownership, directly or through membership.",
            "Let an owner run the shown statement, or run the verb as an owner."),
    NOT_MEMBER(
            ProblemCategory.PERMISSION,
            "The current role is not a member of a role that it must act for.",
            "Giving an object to a role and copying its default privileges require membership in that role.",
            "Let an administrator grant the membership."),
    NOT_SUPERUSER(
            ProblemCategory.PERMISSION,
            "The plan has a statement that only a superuser may run.",
            "Only a superuser can copy default privileges FOR ALL ROLES.",
            "Run the shown statement as a superuser, then run the verb again."),
    NO_PRIVILEGE(
            ProblemCategory.PERMISSION,
            "A privilege is missing.",
            "The server would refuse a statement of the plan.",
            "Let the object's owner run the shown GRANT."),
    LOCKED(
            ProblemCategory.CONFLICT,
            "Another deployment of this environment is in progress.",
            "The environment's lock schema exists, and its record names another deployment.",
            "Wait until that deployment has ended, or end it with abort."),
    PREVIOUS_SIDE_REMAINS(
            ProblemCategory.CONFLICT,
            "The previous version has not been cleaned up.",
            "The previous side still uses the suffixed names. It is kept for a rollback.",
            "Run cleanup, then init again."),
    STATE_VIEWS_CONFLICT(
            ProblemCategory.CONFLICT,
            "The lock schema of an environment has several state views.",
            "Two runs took over the lock schema of a failed run at the same moment, or another tool made a state view.",
            "Find out which state view is right and drop the others."),
    RECORD_UNREADABLE(
            ProblemCategory.CONFLICT,
            "The record of a deployment is missing, cannot be read, or comes from a newer version.",
            "Another tool changed its comment, the run that writes it failed, or a newer Verdigris wrote it.",
            "Use the version that wrote it, or run init again to write a new one, or drop the state view."),
    UNKNOWN_SIDE(
            ProblemCategory.CONFLICT,
            "There is a suffixed side, but no lock schema says whether it is staged or previous.",
            "Another tool made it. Dropping it on a guess could destroy production or a rollback.",
            "Say what it is: run the verb again and let it adopt the side."),
    STAGED_NOT_OURS(
            ProblemCategory.CONFLICT,
            "A staged schema or cluster exists and is in use, and no lock schema belongs to it.",
            "Another deployment uses the same suffix, or an earlier one was not cleaned up.",
            "Run promote to finish it, adopt it with abort to drop it, or choose another suffix."),
    NOTHING_STAGED(
            ProblemCategory.CONFLICT,
            "The verb needs a staged deployment, and there is none.",
            "No deployment was begun, or it was aborted or cleaned up.",
            "Run init first."),
    NOT_PROMOTED(
            ProblemCategory.CONFLICT,
            "The verb needs a promoted deployment, and there is none.",
            "The deployment was not promoted yet, was rolled back, or was cleaned up.",
            "Run status to see the state of the deployment."),
    DROPPING(
            ProblemCategory.CONFLICT,
            "A cleanup or abort has begun, so the suffixed side cannot be swapped any more.",
            "Its state view was renamed before the first drop.",
            "Run cleanup again until it is done."),
    DRIFTED(
            ProblemCategory.CONFLICT,
            "The live side was changed after the deployment began.",
            "Objects, owners, grants or cluster settings differ from those that init copied.",
            "Repeat the change on the staged side, or abort and begin again, or accept the loss."),
    LOST_RACE(
            ProblemCategory.CONFLICT,
            "Another process changed the state of the deployment first.",
            "It renamed the state view after this run had planned. The report lists the steps of this run that took effect.",
            "Run status to see the state of the deployment."),
    CATALOG_BUSY(
            ProblemCategory.CONFLICT,
            "The server refused the swap several times because its catalog changed meanwhile.",
            "Other sessions run DDL all the time. The server rolled back every attempt completely.",
            "Run the verb again when the other sessions are quiet."),
    SINK_INSIDE(
            ProblemCategory.GUARDRAIL,
            "A sink is inside a pair.",
            "The swap would take it along and cleanup would drop it. A new sink would write everything again.",
            "Move the sink to a schema and a cluster outside the environment."),
    HOLDS_DATA(
            ProblemCategory.GUARDRAIL,
            "A source, table, secret or connection is inside a pair.",
            "Cleanup drops the previous side, and with it data that no query can compute again.",
            "Move the object to a schema and a cluster outside the environment, or accept the loss."),
    UNKNOWN_KIND(
            ProblemCategory.GUARDRAIL,
            "An object of an unknown kind is inside a pair.",
            "The server is newer than this version, so the effect of a swap or a drop on the object is unknown.",
            "Use a version that knows the kind, or move the object out of the pair."),
    TENANT(
            ProblemCategory.GUARDRAIL,
            "An object of another schema runs on a paired cluster.",
            "After the swap it would run on a cluster of another name, and cleanup drops that cluster.",
            "Move the object to another cluster, or add its schema to the environment."),
    MISPLACED(
            ProblemCategory.GUARDRAIL,
            "An object runs on a cluster of the other side.",
            "After the swap it would depend on a cluster that cleanup drops.",
            "Create it again in the cluster of its own side."),
    PAUSED_CLUSTER(
            ProblemCategory.GUARDRAIL,
            "A cluster has no replicas.",
            "Nothing can hydrate on it.",
            "Give the live cluster replicas, or set the replication factor of the staged one."),
    PREVIOUS_NOT_READY(
            ProblemCategory.GUARDRAIL,
            "An object of the previous side could not serve its readers at once.",
            "It is not hydrated, it lags, or nothing is known about it. After a rollback its readers would wait.",
            "Wait until the previous side is ready, or accept the wait."),
    REPLICA_WITHOUT_SIZE(
            ProblemCategory.GUARDRAIL,
            "A replica of a live cluster has no size.",
            "A replica of the same kind cannot be created.",
            "Replace the replica with one that has a size, or make the cluster managed."),
    RECONFIGURING(
            ProblemCategory.GUARDRAIL,
            "A live cluster is being resized.",
            "A copy or a swap would take a half-changed configuration.",
            "Wait until the resize has ended, then run the verb again."),
    LIMIT(
            ProblemCategory.GUARDRAIL,
            "A limit of the server leaves no room for a second side.",
            "During a deployment schemas, clusters and materialized views exist twice.",
            "Drop objects that are not needed, or let an administrator raise the limit."),
    STAGED_EMPTY(
            ProblemCategory.GUARDRAIL,
            "The staged side has no object.",
            "Nothing was built, so the promotion would empty production.",
            "Run build, then promote."),
    HALF_MISSING(
            ProblemCategory.GUARDRAIL,
            "A pair has only one of its halves.",
            "A run of init did not end, the environment was changed since, or another tool dropped a half.",
            "Run init again."),
    BUILD_UNFINISHED(
            ProblemCategory.GUARDRAIL,
            "The last build of the staged side did not end.",
            "It was stopped or refused, so objects may be missing.",
            "Run build again, or accept the side as it is."),
    INCOMPLETE(
            ProblemCategory.GUARDRAIL,
            "Production has an object that the staged side lacks.",
            "A build ended early, or the new version removes the object on purpose.",
            "Build the object, or accept its removal."),
    CROSS_WIRED(
            ProblemCategory.GUARDRAIL,
            "A staged object reads the live side.",
            "After the swap it would read the previous side, which cleanup drops.",
            "Create it again so that it reads the staged counterpart."),
    STRANDED(
            ProblemCategory.GUARDRAIL,
            "An object outside the pairs reads a live object and cannot follow the swap.",
            "It would keep reading the previous version and would block its cleanup.",
            "Add its schema to the environment, or create it again after the swap."),
    LOST_ACCESS(
            ProblemCategory.GUARDRAIL,
            "A role would lose a privilege that it has now.",
            "A grant belongs to an object, and the staged object lacks a grant of its live counterpart.",
            "Run the shown GRANT, or accept the loss."),
    REPLACEMENT_PENDING(
            ProblemCategory.GUARDRAIL,
            "A replacement materialized view inside a pair has not been applied.",
            "If it is applied after the swap, it changes the other version.",
            "Apply it or drop it."),
    RENAME_CONFLICT(
            ProblemCategory.GUARDRAIL,
            "A definition has a two-part reference that begins with the name of a paired schema.",
            "The server cannot rename a schema while such a reference may mean it, so the swap would fail.",
            "Write the reference with an alias, or with all three parts."),
    TEMPORARY_VIEW(
            ProblemCategory.GUARDRAIL,
            "A temporary view of some session reads two or more relations of a paired schema.",
            "The server panics when it renames or swaps such a schema, and every connection ends.",
            "Ask the owner to drop the view or to end its session."),
    SINK_TARGET(
            ProblemCategory.GUARDRAIL,
            "A sink has no object to read after the swap.",
            "The new version lacks the object, or has one of a kind that a sink cannot read.",
            "Build a materialized view of that name, or drop the sink."),
    SINK_COLUMNS(
            ProblemCategory.GUARDRAIL,
            "A sink needs columns that the new version of its object lacks.",
            "The sink's key names columns, and the server checks them when the sink is re-pointed.",
            "Keep the columns, or replace the sink."),
    SINK_UNHEALTHY(
            ProblemCategory.GUARDRAIL,
            "A sink that must be re-pointed does not run.",
            "ALTER SINK waits for the progress of the sink, without a limit.",
            "Get the sink running, or accept that it is re-pointed later."),
    STILL_READ(
            ProblemCategory.GUARDRAIL,
            "An object outside the pairs still depends on an object that is to be dropped.",
            "The drop would also drop the dependent object, or the server would refuse it.",
            "Create the dependent object again on the live object, or drop it."),
    CHECK_FAILED(
            ProblemCategory.GUARDRAIL,
            "A check of the project found rows.",
            "The staged data breaks an assertion.",
            "Look at the rows, correct the model or the check, and build again."),
    SERVER_REFUSED(
            ProblemCategory.GUARDRAIL,
            "The server refused a statement.",
            "The problem quotes the message of the server.",
            "Follow the server's message, then run the verb again."),
    NOT_READY(
            ProblemCategory.READINESS,
            "An object of the staged side is not ready.",
            "It still hydrates, it lags, or nothing is known about it yet.",
            "Wait with await."),
    NEVER_READY(
            ProblemCategory.READINESS,
            "An object of the staged side cannot become ready by waiting.",
            "It has no replica, its replicas crash repeatedly, or an object that it reads does not advance.",
            "Remove the named cause, then wait with await."),
    NOT_DRAINED(
            ProblemCategory.READINESS,
            "Subscriptions still run on clusters, or read objects, that are to be dropped.",
            "The drop would end them.",
            "Let the clients reconnect, wait longer, or force the drop."),
    SINK_PENDING(
            ProblemCategory.FOLLOW_UP,
            "A sink still reads the side that is no longer live.",
            "The statement that re-points it failed or took too long.",
            "Run the same verb again: promote after a promotion, rollback after a rollback."),
    UNREACHABLE(
            ProblemCategory.CONNECTION,
            "The server cannot be reached.",
            "The address is wrong, the server is down, or the network fails.",
            "Check the connection and run the verb again."),
    CONNECTION_LOST(
            ProblemCategory.CONNECTION,
            "The connection broke during the verb.",
            "The server or the network failed.",
            "Run the same verb again. It continues where this run ended."),
    INTERNAL(
            ProblemCategory.BUG,
            "Verdigris has a bug.",
            "Its code met a situation that should be impossible.",
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
            PREVIOUS_NOT_READY,
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

    /** The category. It decides the outcome. */
    public ProblemCategory category() {
        return category;
    }

    /** The outcome of a verb that reports this code and nothing worse. */
    public Outcome outcome() {
        return category.outcome();
    }

    /** The meaning of the code, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** The cause of the problem and its effect. */
    public String cause() {
        return cause;
    }

    /** The fix in general. Each {@link Problem} has the exact statement or command. */
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
