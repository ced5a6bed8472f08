package dev.verdigris.e2e.kill;

import java.util.List;
import java.util.Locale;

/** A verb, and the verbs that lead to where it can run. */
enum KilledVerb {
    INIT(List.of()),
    BUILD(List.of(List.of("init"))),
    CHECK(List.of(List.of("init"), List.of("build"))),
    PROMOTE(List.of(List.of("init"), List.of("build"), List.of("check"))),
    ROLLBACK(List.of(List.of("init"), List.of("build"), List.of("check"), List.of("promote", "--wait"))),
    CLEANUP(List.of(List.of("init"), List.of("build"), List.of("check"), List.of("promote", "--wait"))),
    ABORT(List.of(List.of("init"), List.of("build"))),
    DEPLOY(List.of());

    private final List<List<String>> before;

    KilledVerb(List<List<String>> before) {
        this.before = before;
    }

    /** The command lines that come before. */
    List<List<String>> before() {
        return before;
    }

    /** Its command line. */
    List<String> arguments() {
        String word = name().toLowerCase(Locale.ROOT);
        return switch (this) {
            case CLEANUP, ABORT -> List.of(word, "--yes");
            case PROMOTE -> List.of(word, "--wait");
            case INIT, BUILD, CHECK, ROLLBACK, DEPLOY -> List.of(word);
        };
    }
}
