package dev.verdigris.cli.report.section;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.story.RunStory;

/** All that a report shows of one run. */
public final class RunSections {

    private RunSections() {}

    /** The answers to the first questions. */
    public static List<Block> answers(RunStory story, Limits limits) {
        return List.of(FirstAnswers.of(story, limits));
    }

    /** The rest, in order. */
    public static List<Block> of(RunStory story, Limits limits) {
        Optional<ReportView> report = story.report();
        return Stream.of(
                        Optional.of(OriginSection.of(story, limits)),
                        report.flatMap(view -> ProblemSection.problems(view, limits)),
                        report.flatMap(view -> ProblemSection.warnings(view, limits)),
                        report.flatMap(view -> ModelSection.of(view, limits)),
                        report.flatMap(view -> ContractSection.of(view, limits)),
                        report.flatMap(view -> RowSection.of(view, limits)),
                        report.flatMap(view -> SinkSection.of(view.sinks(), limits)),
                        report.flatMap(view -> StepSection.of(view.steps(), limits))
                                .or(() -> StepSection.begun(story, limits)),
                        report.flatMap(view -> GuardrailSection.of(view.guardrails(), limits)),
                        report.flatMap(view -> ConsentSection.of(view, limits)),
                        WaitSection.of(story, limits),
                        report.flatMap(view -> CheckSection.of(view.steps(), limits)),
                        report.flatMap(view -> StateSection.status(view, limits)),
                        report.flatMap(view -> StateSection.history(view, limits)),
                        TimeSection.of(story, limits),
                        RemarkSection.of(story, limits))
                .flatMap(Optional::stream)
                .toList();
    }
}
