package dev.verdigris.cli.option;

import java.util.ArrayList;
import java.util.List;

import dev.verdigris.cli.config.Key;
import dev.verdigris.core.problem.ProblemCode;
import picocli.CommandLine.Option;

/** Option of verbs with guardrails: the problems that the user accepts. */
public final class AcceptMixin {

    /** The option with a consent. */
    static final String OPTION = "--accept";

    /** The option of promote that is a consent to skip the readiness. */
    public static final String SKIP_READINESS = "--skip-readiness";

    /** Read as a {@link Key}. */
    @Option(
            names = OPTION,
            paramLabel = "CODE[:NAME]=REASON",
            order = 30,
            description = "Treat a problem as a warning, for instance"
                    + " VG-INCOMPLETE:materialize.public.orders='no longer used'. The fix of the problem shows code and"
                    + " name. The deployment keeps the reason. Repeatable.")
    private List<String> consents = new ArrayList<>();

    /** The consent that {@link #SKIP_READINESS} is short for. */
    static String skippingReadiness(String reason) {
        return ProblemCode.READINESS_SKIPPED.code() + "=" + reason;
    }
}
