package dev.verdigris.core.problem;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * The stable codes of all problems. A code never changes its meaning and is never reused.
 *
 * <p>The text form is {@code VG-} and the constant's name with hyphens: {@link #NOT_OWNER} is {@code VG-NOT-OWNER}.
 * The texts of all codes are in {@code problems.properties}.
 */
public enum ProblemCode {
    USAGE(Outcome.USAGE),
    BAD_CONFIG(Outcome.USAGE),
    OUTPUT_LOST(Outcome.USAGE),
    NOT_CONFIRMED(Outcome.USAGE),
    BAD_MODEL(Outcome.USAGE),
    NO_BUILDER(Outcome.USAGE),
    PLAN_UNREADABLE(Outcome.USAGE),
    PLAN_EDITED(Outcome.USAGE),
    PLAN_OTHER_ENVIRONMENT(Outcome.USAGE),
    PLAN_NOT_SAVED(Outcome.USAGE),
    FILE_IN_THE_WAY(Outcome.USAGE),
    FILE_NOT_WRITTEN(Outcome.USAGE),
    DBT_MANIFEST(Outcome.USAGE),
    NO_PAIRS(Outcome.USAGE),
    DUPLICATE_PAIR(Outcome.USAGE),
    BAD_SUFFIX(Outcome.USAGE),
    NAME_TOO_LONG(Outcome.USAGE),
    NAME_RESERVED(Outcome.USAGE),
    BAD_DEPLOYMENT_ID(Outcome.USAGE),
    UNKNOWN_HOST(Outcome.USAGE),
    TLS_FAILED(Outcome.USAGE),
    NOT_MATERIALIZE(Outcome.USAGE),
    NO_DATABASE(Outcome.USAGE),
    LIVE_MISSING(Outcome.USAGE),
    BAD_STAGED_SIZE(Outcome.USAGE),

    LOGIN_REFUSED(Outcome.PERMISSION),
    NOT_OWNER(Outcome.PERMISSION),
    NOT_MEMBER(Outcome.PERMISSION),
    NOT_SUPERUSER(Outcome.PERMISSION),
    NO_PRIVILEGE(Outcome.PERMISSION),

    LOCKED(Outcome.CONFLICT),
    OTHER_DEPLOYMENT(Outcome.CONFLICT),
    OTHER_FILES(Outcome.CONFLICT),
    PLAN_STALE(Outcome.CONFLICT),
    PAIRS_TAKEN(Outcome.CONFLICT),
    ENVIRONMENT_CHANGED(Outcome.CONFLICT),
    HALF_SWAPPED(Outcome.CONFLICT),
    SIDES_UNCLEAR(Outcome.CONFLICT),
    PREVIOUS_SIDE_REMAINS(Outcome.CONFLICT),
    STATE_VIEWS_CONFLICT(Outcome.CONFLICT),
    RECORD_UNREADABLE(Outcome.CONFLICT),
    UNKNOWN_SIDE(Outcome.CONFLICT),
    STAGED_NOT_OURS(Outcome.CONFLICT),
    NOTHING_STAGED(Outcome.CONFLICT),
    NOT_PROMOTED(Outcome.CONFLICT),
    DROPPING(Outcome.CONFLICT),
    DRIFTED(Outcome.CONFLICT),
    LIVE_CHANGED(Outcome.CONFLICT),
    LOST_RACE(Outcome.CONFLICT),
    CATALOG_BUSY(Outcome.CONFLICT),

    SINK_INSIDE(Outcome.REFUSED),
    HOLDS_DATA(Outcome.REFUSED),
    UNKNOWN_KIND(Outcome.REFUSED),
    TYPE_INSIDE(Outcome.REFUSED),
    TENANT(Outcome.REFUSED),
    MISPLACED(Outcome.REFUSED),
    OUTSIDE_CLUSTER(Outcome.REFUSED),
    PAUSED_CLUSTER(Outcome.REFUSED),
    PREVIOUS_NOT_READY(Outcome.REFUSED),
    REPLICA_WITHOUT_SIZE(Outcome.REFUSED),
    RECONFIGURING(Outcome.REFUSED),
    LIMIT(Outcome.REFUSED),
    SLOW_SWAP(Outcome.REFUSED),
    AUTO_SCALING(Outcome.REFUSED),
    CLUSTER_DIFFERS(Outcome.REFUSED),
    STAGED_SIZE(Outcome.REFUSED),
    SETTING_NOT_COPIED(Outcome.REFUSED),
    STAGED_EMPTY(Outcome.REFUSED),
    HALF_MISSING(Outcome.REFUSED),
    BUILDER_FAILED(Outcome.REFUSED),
    BUILD_UNFINISHED(Outcome.REFUSED),
    STAGED_CHANGED(Outcome.REFUSED),
    PREVIOUS_CHANGED(Outcome.REFUSED),
    LOST_BY_ROLLBACK(Outcome.REFUSED),
    LATE_ROLLBACK(Outcome.REFUSED),
    ROLLED_BACK_FILES(Outcome.REFUSED),
    INCOMPLETE(Outcome.REFUSED),
    CROSS_WIRED(Outcome.REFUSED),
    READS_SUFFIXED(Outcome.REFUSED),
    STRANDED(Outcome.REFUSED),
    LOST_ACCESS(Outcome.REFUSED),
    GAINED_ACCESS(Outcome.REFUSED),
    OTHER_OWNER(Outcome.REFUSED),
    REPLACEMENT_PENDING(Outcome.REFUSED),
    RENAME_CONFLICT(Outcome.REFUSED),
    TEMPORARY_VIEW(Outcome.REFUSED),
    SINK_TARGET(Outcome.REFUSED),
    SINK_COLUMNS(Outcome.REFUSED),
    SINK_UNHEALTHY(Outcome.REFUSED),
    SINK_REWRITES(Outcome.REFUSED),
    SINK_NO_SNAPSHOT(Outcome.REFUSED),
    SINK_CHOICE(Outcome.REFUSED),
    SINK_REFUSED(Outcome.REFUSED),
    SINK_KEPT(Outcome.REFUSED),
    STILL_READ(Outcome.REFUSED),
    NOT_CHECKED(Outcome.REFUSED),
    CHECK_FAILED(Outcome.REFUSED),
    BREAKING_CHANGE(Outcome.REFUSED),
    CONTRACT_CHANGE(Outcome.REFUSED),
    ROWS_DIFFER(Outcome.REFUSED),
    NOT_COMPARED(Outcome.REFUSED),
    MODEL_CHANGE(Outcome.REFUSED),
    NOT_ADOPTED(Outcome.REFUSED),
    NO_TEST_RESULTS(Outcome.REFUSED),
    NEVER_READY(Outcome.REFUSED),
    READINESS_SKIPPED(Outcome.REFUSED),
    SERVER_REFUSED(Outcome.REFUSED),

    NOT_READY(Outcome.NOT_READY),
    NOT_DRAINED(Outcome.NOT_READY),
    TIME_OVER(Outcome.NOT_READY),

    SINK_PENDING(Outcome.FOLLOW_UP),
    SINK_UNCONFIRMED(Outcome.FOLLOW_UP),
    ROLLBACK_UNRECORDED(Outcome.FOLLOW_UP),

    UNREACHABLE(Outcome.UNREACHABLE),
    CONNECTION_LOST(Outcome.UNREACHABLE),
    NO_ANSWER(Outcome.UNREACHABLE),

    INTERNAL(Outcome.INTERNAL);

    /** The resource {@code problems.properties} next to this class. */
    private static final String TEXTS = "dev.verdigris.core.problem.problems";

    /** Acceptable codes of which one problem can stand at a time: it is about the whole deployment. */
    private static final Set<ProblemCode> OF_THE_WHOLE = EnumSet.of(
            OTHER_FILES, BUILD_UNFINISHED, LATE_ROLLBACK, NOT_CHECKED, READINESS_SKIPPED, SLOW_SWAP, ROLLED_BACK_FILES);

    /** Acceptable codes of which several problems can stand at a time, each about a {@link Subject}. */
    private static final Set<ProblemCode> OF_SUBJECTS = EnumSet.of(
            DRIFTED,
            STAGED_CHANGED,
            PREVIOUS_CHANGED,
            LOST_BY_ROLLBACK,
            HOLDS_DATA,
            CHECK_FAILED,
            INCOMPLETE,
            STRANDED,
            LOST_ACCESS,
            GAINED_ACCESS,
            OTHER_OWNER,
            SINK_TARGET,
            SINK_COLUMNS,
            SINK_UNHEALTHY,
            SINK_REWRITES,
            SINK_KEPT,
            TENANT,
            OUTSIDE_CLUSTER,
            READS_SUFFIXED,
            PREVIOUS_NOT_READY,
            STAGED_SIZE,
            LIMIT);

    private final Outcome outcome;

    ProblemCode(Outcome outcome) {
        this.outcome = outcome;
    }

    /** The stable text, such as {@code VG-NOT-OWNER}. */
    public String code() {
        return "VG-" + name().replace('_', '-');
    }

    /** The outcome of a verb that reports this code and nothing worse. */
    public Outcome outcome() {
        return outcome;
    }

    /** The meaning of the code, in one sentence. */
    public String meaning() {
        return text("meaning");
    }

    /** The cause of the problem and its effect. */
    public String cause() {
        return text("cause");
    }

    /** The fix in general. Each {@link Problem} has the exact statement or command. */
    public String fix() {
        return text("fix");
    }

    private String text(String part) {
        return ResourceBundle.getBundle(TEXTS, Locale.ROOT).getString(name() + "." + part);
    }

    /** Whether a consent may turn a problem of this code into a warning. */
    public boolean acceptable() {
        return OF_THE_WHOLE.contains(this) || hasSubject();
    }

    /** Whether a consent to this code must name the {@link Subject} of the problem. */
    public boolean hasSubject() {
        return OF_SUBJECTS.contains(this);
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
