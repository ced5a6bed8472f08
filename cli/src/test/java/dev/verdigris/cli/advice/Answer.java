package dev.verdigris.cli.advice;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.cli.command.Cli;
import dev.verdigris.cli.output.JsonSchemas;
import dev.verdigris.core.problem.ProblemCode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The report of a command, as a program reads it. It fits its schema.
 *
 * @param report the document
 */
record Answer(JsonNode report) {

    private static final ObjectMapper JSON = new ObjectMapper();

    private static final Set<ProblemCode> NOT_JUDGED = EnumSet.of(
            ProblemCode.INTERNAL,
            ProblemCode.UNREACHABLE,
            ProblemCode.CONNECTION_LOST,
            ProblemCode.NO_ANSWER,
            ProblemCode.LOGIN_REFUSED,
            ProblemCode.SERVER_REFUSED);

    static Answer of(Cli.Ran ran) {
        try {
            JsonNode report = JSON.readTree(ran.out());
            assertThat(JsonSchemas.faultsOfReport(report)).as(ran.command()).isEmpty();
            return new Answer(report);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(ran.command() + " printed " + ran.out() + ran.err(), e);
        }
    }

    /** The first problem of a code. */
    Optional<JsonNode> problem(ProblemCode code) {
        return problems().stream()
                .filter(each -> each.path("code").asText().equals(code.code()))
                .findFirst();
    }

    /** Whether it contains a problem of the same code at the same place. */
    boolean has(JsonNode problem) {
        return problems().stream()
                .anyMatch(each -> each.path("code").equals(problem.path("code"))
                        && each.path("where").equals(problem.path("where")));
    }

    /** Whether the verb could judge the environment: it had a connection, and did not fail in an unknown way. */
    boolean isOfTheServer() {
        return NOT_JUDGED.stream().noneMatch(code -> problem(code).isPresent())
                && !report.path("state").asText().equals("unknown");
    }

    private List<JsonNode> problems() {
        List<JsonNode> problems = new ArrayList<>();
        report.path("problems").forEach(problems::add);
        return problems;
    }
}
