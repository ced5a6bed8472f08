package dev.verdigris.cli.option;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;
import picocli.CommandLine.Option;

/** Option of verbs with guardrails: the problems that the user accepts. */
public final class AcceptMixin {

    @Option(
            names = "--accept",
            paramLabel = "CODE",
            order = 30,
            description = "Treat problems of this code as warnings, for instance VG-INCOMPLETE. Repeatable.")
    private List<ProblemCode> codes = new ArrayList<>();

    /** The codes of the accepted problems. */
    public Set<ProblemCode> codes() {
        return codes.isEmpty() ? Set.of() : EnumSet.copyOf(codes);
    }
}
