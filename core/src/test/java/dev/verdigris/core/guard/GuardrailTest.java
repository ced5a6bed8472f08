package dev.verdigris.core.guard;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The registry of guardrails, and the evaluations that a verb keeps. */
class GuardrailTest {

    /** Codes of mistakes in a call, a file or a connection, and of failures while a verb runs. */
    private static final Set<ProblemCode> OF_NO_GUARDRAIL = EnumSet.of(
            ProblemCode.USAGE,
            ProblemCode.BAD_CONFIG,
            ProblemCode.OUTPUT_LOST,
            ProblemCode.NOT_CONFIRMED,
            ProblemCode.BAD_MODEL,
            ProblemCode.NO_BUILDER,
            ProblemCode.PLAN_UNREADABLE,
            ProblemCode.PLAN_EDITED,
            ProblemCode.PLAN_NOT_SAVED,
            ProblemCode.FILE_IN_THE_WAY,
            ProblemCode.FILE_NOT_WRITTEN,
            ProblemCode.NOT_ADOPTED,
            ProblemCode.DBT_MANIFEST,
            ProblemCode.NO_TEST_RESULTS,
            ProblemCode.BREAKING_CHANGE,
            ProblemCode.CONTRACT_CHANGE,
            ProblemCode.ROWS_DIFFER,
            ProblemCode.NOT_COMPARED,
            ProblemCode.MODEL_CHANGE,
            ProblemCode.BUILDER_FAILED,
            ProblemCode.LIVE_CHANGED,
            ProblemCode.BAD_DEPLOYMENT_ID,
            ProblemCode.UNKNOWN_HOST,
            ProblemCode.TLS_FAILED,
            ProblemCode.LOGIN_REFUSED,
            ProblemCode.NOT_MATERIALIZE,
            ProblemCode.CATALOG_BUSY,
            ProblemCode.SERVER_REFUSED,
            ProblemCode.NOT_DRAINED,
            ProblemCode.SINK_UNCONFIRMED,
            ProblemCode.ROLLBACK_UNRECORDED,
            ProblemCode.UNREACHABLE,
            ProblemCode.CONNECTION_LOST,
            ProblemCode.NO_ANSWER,
            ProblemCode.TIME_OVER,
            ProblemCode.INTERNAL);

    private static Problem problem(ProblemCode code) {
        return new Problem(code, "it is so", "view a", Fix.advice("change it"));
    }

    @ParameterizedTest
    @EnumSource(ProblemCode.class)
    void everyCodeBelongsToOneGuardrailOrToNone(ProblemCode code) {
        assertThat(Guardrail.values())
                .filteredOn(guardrail -> guardrail.codes().contains(code))
                .hasSize(OF_NO_GUARDRAIL.contains(code) ? 0 : 1)
                .containsExactlyElementsOf(Guardrail.of(code).stream().toList());
    }

    @ParameterizedTest
    @EnumSource(Guardrail.class)
    void aGuardrailIsAQuestionThatSomeVerbAsks(Guardrail guardrail) {
        assertThat(guardrail.id()).matches("[a-z]+(-[a-z]+)*");
        assertThat(guardrail.question()).matches("[A-Z].*[^.]\\?");
        assertThat(guardrail.title()).matches("[A-Z].*[^.?]");
        assertThat(guardrail.codes()).isNotEmpty();
        assertThat(Verb.values()).anyMatch(guardrail::isAskedBy);
    }

    private static Predicate<Problem> accepting(ProblemCode code) {
        return problem -> problem.code() == code;
    }

    @Test
    void anAcceptedProblemDoesNotStopTheVerb() {
        VerbGuardrails guards = new VerbGuardrails(Verb.PROMOTE, accepting(ProblemCode.INCOMPLETE));
        guards.ask(List.of(problem(ProblemCode.INCOMPLETE)), Guardrail.COUNTERPARTS);
        assertThat(guards.refuses()).isFalse();
        guards.skipOthers("this is a test", Guardrail.values());
        assertThat(result(guards, Guardrail.COUNTERPARTS))
                .isEqualTo(new Evaluation.Warned(List.of(problem(ProblemCode.INCOMPLETE))));
        assertThat(Evaluation.warnings(guards.evaluations())).containsExactly(problem(ProblemCode.INCOMPLETE));
        assertThat(Evaluation.problems(guards.evaluations())).isEmpty();
    }

    @Test
    void aRefusalKeepsTheProblemsThatAreAcceptedApart() {
        VerbGuardrails guards = new VerbGuardrails(Verb.PROMOTE, accepting(ProblemCode.TENANT));
        guards.ask(List.of(problem(ProblemCode.TENANT), problem(ProblemCode.MISPLACED)), Guardrail.OWN_CLUSTERS);
        assertThat(guards.problems()).containsExactly(problem(ProblemCode.MISPLACED));
        assertThat(result(guards, Guardrail.OWN_CLUSTERS))
                .isEqualTo(new Evaluation.Refused(
                        List.of(problem(ProblemCode.MISPLACED)), List.of(problem(ProblemCode.TENANT))));
        assertThat(result(guards, Guardrail.DRIFT)).isEqualTo(new Evaluation.NotReached());
        assertThat(Evaluation.warnings(guards.evaluations())).containsExactly(problem(ProblemCode.TENANT));
    }

    @Test
    void aCodeThatCannotBeAcceptedStillStopsTheVerb() {
        VerbGuardrails guards = new VerbGuardrails(Verb.PROMOTE, accepting(ProblemCode.CROSS_WIRED));
        guards.ask(List.of(problem(ProblemCode.CROSS_WIRED)), Guardrail.LIVE_REFERENCES);
        assertThat(guards.problems()).containsExactly(problem(ProblemCode.CROSS_WIRED));
    }

    @Test
    void aVerbAsksOnlyItsOwnGuardrails() {
        VerbGuardrails guards = new VerbGuardrails(Verb.INIT);
        assertThatThrownBy(() -> guards.passes(Guardrail.DRIFT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("init does not ask drift");
        assertThatThrownBy(() -> guards.ask(List.of(problem(ProblemCode.LIMIT)), Guardrail.RIGHTS))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nothingIsSkippedWithoutAReason() {
        VerbGuardrails guards = new VerbGuardrails(Verb.ROLLBACK);
        Arrays.stream(Guardrail.values())
                .filter(each -> each.isAskedBy(Verb.ROLLBACK) && each != Guardrail.ACCESS)
                .forEach(guards::passes);
        assertThatThrownBy(guards::evaluations)
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("rollback does not say why it skips access");
        guards.skipOthers("it is named", Guardrail.SINKS);
        assertThatThrownBy(guards::evaluations).isInstanceOf(IllegalStateException.class);
        guards.skip(Guardrail.ACCESS, "this is a test");
        assertThat(result(guards, Guardrail.ACCESS)).isEqualTo(new Evaluation.NotApplicable("this is a test"));
    }

    private static Evaluation.Result result(VerbGuardrails guards, Guardrail guardrail) {
        return guards.evaluations().stream()
                .filter(each -> each.guardrail() == guardrail)
                .findFirst()
                .orElseThrow()
                .result();
    }
}
