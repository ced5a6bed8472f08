package dev.verdigris.cli.command;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;
import picocli.CommandLine.Option;

/** Option of verbs with guardrails: which of them shall only warn. */
final class AcceptMixin {

    @Option(
            names = "--accept",
            paramLabel = "CODE",
            order = 30,
            description = "Let problems of this code only warn, such as VG-INCOMPLETE. Repeatable.")
    private List<ProblemCode> codes = new ArrayList<>();

    Set<ProblemCode> codes() {
        return codes.isEmpty() ? Set.of() : EnumSet.copyOf(codes);
    }
}
