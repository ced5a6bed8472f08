package dev.verdigris.e2e.kill;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** A verb, and the verbs that lead to where it can run. In a command line, {@code @} is the name of the production. */
enum KilledVerb {
    INIT(List.of()),
    BUILD(List.of(List.of("init"))),
    CHECK(List.of(List.of("init"), List.of("build"))),
    PROMOTE(List.of(List.of("init"), List.of("build"), List.of("check"))),
    REPUBLISH(PROMOTE.before),
    ROLLBACK(List.of(List.of("init"), List.of("build"), List.of("check"), List.of("promote", "--wait"))),
    CLEANUP(List.of(List.of("init"), List.of("build"), List.of("check"), List.of("promote", "--wait"))),
    ABORT(List.of(List.of("init"), List.of("build"))),
    DEPLOY(List.of()),
    /** Init, check and build on a side that was rolled back. The build is of corrected files. */
    INIT_AFTER_ROLLBACK(KilledVerb.rolledBack()),
    CHECK_AFTER_ROLLBACK(KilledVerb.rolledBack()),
    BUILD_AFTER_ROLLBACK(KilledVerb.rolledBack());

    private final List<List<String>> before;

    KilledVerb(List<List<String>> before) {
        this.before = before;
    }

    private static List<List<String>> rolledBack() {
        return Stream.concat(ROLLBACK.before.stream(), Stream.of(List.of("rollback")))
                .map(KilledVerb::ofOneDeployment)
                .toList();
    }

    private static List<String> ofOneDeployment(List<String> words) {
        return Stream.concat(words.stream(), Stream.of("--deployment-id", "d1")).toList();
    }

    /** The command lines that come before. */
    List<List<String>> before() {
        return before;
    }

    /** Whether it waits for readiness, with a number of messages that differs. */
    boolean waits() {
        return switch (this) {
            case PROMOTE, REPUBLISH, DEPLOY -> true;
            case INIT,
                    BUILD,
                    CHECK,
                    ROLLBACK,
                    CLEANUP,
                    ABORT,
                    INIT_AFTER_ROLLBACK,
                    CHECK_AFTER_ROLLBACK,
                    BUILD_AFTER_ROLLBACK -> false;
        };
    }

    /** Its command line. */
    List<String> arguments() {
        String word = name().toLowerCase(Locale.ROOT);
        return switch (this) {
            case CLEANUP, ABORT -> List.of(word, "--yes");
            case PROMOTE -> List.of(word, "--wait");
            case REPUBLISH -> List.of("promote", "--wait", "--sink", "materialize.@_out.@_sink=republish:@_new");
            case INIT, BUILD, CHECK, ROLLBACK, DEPLOY -> List.of(word);
            case INIT_AFTER_ROLLBACK -> ofOneDeployment(List.of("init"));
            case CHECK_AFTER_ROLLBACK -> ofOneDeployment(List.of("check"));
            case BUILD_AFTER_ROLLBACK -> ofOneDeployment(List.of("build", "--project", "corrected"));
        };
    }
}
