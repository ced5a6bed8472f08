package dev.verdigris.cli.advice;

import java.util.EnumMap;
import java.util.Map;

import dev.verdigris.core.problem.ProblemCode;

/** The codes that the walk does not follow, each with its reason. */
final class LeftToPeople {

    private static final String THE_CALL = "the fix is another call";
    private static final String WAIT = "the fix is to wait, or to ask others to wait";
    private static final String WORDS = "the fix is a choice in words, because a statement would harm what is not ours";
    private static final String NO_WORLD = "the sandbox has no such thing";

    /** The reason of each code. */
    static final Map<ProblemCode, String> REASONS = new EnumMap<>(ProblemCode.class);

    static {
        REASONS.put(ProblemCode.USAGE, THE_CALL);
        REASONS.put(ProblemCode.BAD_DEPLOYMENT_ID, THE_CALL);
        REASONS.put(ProblemCode.TIME_OVER, THE_CALL);
        REASONS.put(ProblemCode.NO_BUILDER, THE_CALL);
        REASONS.put(ProblemCode.PLAN_UNREADABLE, THE_CALL);
        REASONS.put(ProblemCode.PLAN_OTHER_ENVIRONMENT, THE_CALL);
        REASONS.put(ProblemCode.PLAN_NOT_SAVED, THE_CALL);
        REASONS.put(ProblemCode.FILE_IN_THE_WAY, "only a person knows what the file is for");
        REASONS.put(ProblemCode.FILE_NOT_WRITTEN, "the cause is in the file system");
        REASONS.put(ProblemCode.NOT_ADOPTED, "only a person can move what contains data");
        REASONS.put(ProblemCode.PLAN_EDITED, "a person approves the plan again");
        REASONS.put(ProblemCode.PLAN_STALE, "a person approves a new plan");
        REASONS.put(ProblemCode.DBT_MANIFEST, "dbt writes the file again");
        REASONS.put(ProblemCode.NO_TEST_RESULTS, "the fix depends on what dbt reports");
        REASONS.put(ProblemCode.BREAKING_CHANGE, "only a person knows whether the readers are ready for it");
        REASONS.put(ProblemCode.CONTRACT_CHANGE, "only a person knows whether a change is intended");
        REASONS.put(ProblemCode.ROWS_DIFFER, "only a person knows whether a difference is intended");
        REASONS.put(ProblemCode.NOT_COMPARED, "the fix depends on the reason");
        REASONS.put(ProblemCode.MODEL_CHANGE, "only a person knows whether a change is intended");
        REASONS.put(ProblemCode.LIVE_CHANGED, "the fix depends on what the builder does");
        REASONS.put(ProblemCode.BUILDER_FAILED, "the fix depends on what the builder reports");
        REASONS.put(ProblemCode.BAD_SUFFIX, "only a program that embeds the engine can come to it");
        REASONS.put(ProblemCode.LOGIN_REFUSED, "a sandbox without passwords refuses nobody");
        REASONS.put(ProblemCode.OUTPUT_LOST, THE_CALL);
        REASONS.put(ProblemCode.NOT_CONFIRMED, "only a person can agree to a drop");
        REASONS.put(ProblemCode.NOT_MATERIALIZE, NO_WORLD);
        REASONS.put(ProblemCode.SLOW_SWAP, NO_WORLD);
        REASONS.put(ProblemCode.AUTO_SCALING, NO_WORLD);
        REASONS.put(ProblemCode.CLUSTER_DIFFERS, "only a person knows whether a setting is intended");
        REASONS.put(ProblemCode.BAD_STAGED_SIZE, THE_CALL);
        REASONS.put(ProblemCode.STAGED_SIZE, WAIT);
        REASONS.put(ProblemCode.SETTING_NOT_COPIED, "only the system role mz_system may set it");
        REASONS.put(ProblemCode.SINK_REWRITES, NO_WORLD);
        REASONS.put(ProblemCode.SINK_NO_SNAPSHOT, "only a person can choose what the topic needs");
        REASONS.put(ProblemCode.SINK_KEPT, "only a person knows whether somebody still reads a topic");
        REASONS.put(ProblemCode.SINK_UNCONFIRMED, "the cause is in the system of the topic");
        REASONS.put(ProblemCode.UNKNOWN_KIND, NO_WORLD);
        REASONS.put(ProblemCode.TYPE_INSIDE, NO_WORLD);
        REASONS.put(ProblemCode.REPLICA_WITHOUT_SIZE, NO_WORLD);
        REASONS.put(ProblemCode.RECONFIGURING, WAIT);
        REASONS.put(ProblemCode.CATALOG_BUSY, WAIT);
        REASONS.put(ProblemCode.LOST_RACE, WAIT);
        REASONS.put(ProblemCode.PREVIOUS_NOT_READY, WAIT);
        REASONS.put(ProblemCode.UNREACHABLE, WAIT);
        REASONS.put(ProblemCode.CONNECTION_LOST, WAIT);
        REASONS.put(ProblemCode.NO_ANSWER, WAIT);
        REASONS.put(ProblemCode.NOT_PROMOTED, "nothing leads back to a version that never was");
        REASONS.put(ProblemCode.LOST_BY_ROLLBACK, WORDS);
        REASONS.put(ProblemCode.READINESS_SKIPPED, "it only warns a person who has decided so");
        REASONS.put(ProblemCode.LATE_ROLLBACK, "only a person can say that a late rollback is right");
        REASONS.put(ProblemCode.ROLLBACK_UNRECORDED, "it takes a failure between two statements");
        REASONS.put(ProblemCode.INTERNAL, "the fix is to report a bug");
        REASONS.put(ProblemCode.SINK_INSIDE, WORDS);
        REASONS.put(ProblemCode.HOLDS_DATA, WORDS);
        REASONS.put(ProblemCode.STRANDED, WORDS);
        REASONS.put(ProblemCode.SERVER_REFUSED, "the fix depends on the server's message");
    }

    private LeftToPeople() {}
}
