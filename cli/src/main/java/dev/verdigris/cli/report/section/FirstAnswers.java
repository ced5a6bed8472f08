package dev.verdigris.cli.report.section;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import dev.verdigris.cli.output.FixView;
import dev.verdigris.cli.output.ProblemView;
import dev.verdigris.cli.output.ReportText;
import dev.verdigris.cli.output.ReportView;
import dev.verdigris.cli.output.diff.ContractView;
import dev.verdigris.cli.output.diff.DiffView;
import dev.verdigris.cli.output.diff.ReaderView;
import dev.verdigris.cli.report.document.Block;
import dev.verdigris.cli.report.document.Block.Answer;
import dev.verdigris.cli.report.document.Phrase;
import dev.verdigris.cli.report.document.Tone;
import dev.verdigris.cli.report.story.RunStory;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.report.EnvironmentState;
import dev.verdigris.core.text.Count;
import dev.verdigris.core.text.DurationText;

/** What a tired reader asks first: did it go well, what breaks for whom, what do I do now. */
final class FirstAnswers {

    /** So many breaking objects are named at the top. */
    private static final int FEW = 3;

    private static final int LINES = 12;

    private final RunStory story;
    private final Limits limits;

    private FirstAnswers(RunStory story, Limits limits) {
        this.story = story;
        this.limits = limits;
    }

    static Block of(RunStory story, Limits limits) {
        FirstAnswers answers = new FirstAnswers(story, limits);
        return new Block.Answers(List.of(answers.outcome(), answers.readers(), answers.now()));
    }

    private Answer outcome() {
        Verdict verdict = Verdict.of(story);
        String run = story.verb() + (story.environment().isEmpty() ? "" : " of " + story.environment());
        List<Block> blocks = new ArrayList<>(List.of(new Block.Paragraph(Phrase.status(verdict.tone(), verdict.word())
                .and(" ")
                .and(Phrase.strong(limits.text(run)))
                .and(", " + DurationText.of(story.took())))));
        if (!story.ended() && !story.readings().isEmpty()) {
            RunStory.Reading last = story.readings().getLast();
            blocks.add(new Block.Paragraph(Phrase.of(Verdict.sentence(last.ready() + " of " + last.total()
                    + " objects ready"
                    + last.cause().map(cause -> ": " + limits.text(cause)).orElse("")))));
        }
        story.report().ifPresent(report -> blocks.addAll(problems(report)));
        return new Answer("Did it go well?", verdict.tone(), blocks);
    }

    private List<Block> problems(ReportView report) {
        List<Phrase> lines = report.problems().stream()
                .limit(FEW)
                .map(problem -> Phrase.code(problem.code()).and(" " + limits.text(problem.what())))
                .toList();
        int more = report.problems().size() - lines.size();
        List<Block> blocks = new ArrayList<>();
        if (!lines.isEmpty()) {
            blocks.add(new Block.Items(lines, 0));
        }
        if (more > 0) {
            blocks.add(new Block.Paragraph(Phrase.of("and " + Count.of(more, "other problem") + ", see below.")));
        }
        return blocks;
    }

    private Answer readers() {
        String question = "What breaks, and for whom?";
        return story.report()
                .flatMap(ReportView::diff)
                .flatMap(diff ->
                        diff.contract().map(contract -> new Answer(question, tone(contract), breaking(contract, diff))))
                .orElseGet(
                        () -> new Answer(question, Tone.IDLE, List.of(new Block.Paragraph(Phrase.of(withoutDiff())))));
    }

    private String withoutDiff() {
        if (!story.ended()) {
            return "This is not known before the end of the run.";
        }
        if (isUnchanged()) {
            return "Nothing: this run did not swap, so readers get what they got before.";
        }
        return switch (story.verb()) {
            case "promote", "deploy", "rollback", "plan", "diff" ->
                comparesFiles()
                        ? "Model files were compared. What breaks readers is known after the build."
                        : "The sides were not compared in this run.";
            default -> "This run does not change what readers get.";
        };
    }

    private boolean comparesFiles() {
        return story.report()
                .flatMap(ReportView::diff)
                .filter(diff -> diff.contract().isEmpty())
                .isPresent();
    }

    /** Whether a verb that swaps has ended before its swap, as the state after it shows. */
    private boolean isUnchanged() {
        boolean swaps = story.verb().equals("promote") || story.verb().equals("deploy");
        return swaps
                && story.report()
                        .map(ReportView::state)
                        .filter(state -> state.equals(EnvironmentState.NONE.word())
                                || state.equals(EnvironmentState.STAGED.word()))
                        .isPresent();
    }

    private static Tone tone(ContractView contract) {
        return contract.breaking() > 0 ? Tone.BAD : Tone.GOOD;
    }

    private List<Block> breaking(ContractView contract, DiffView diff) {
        List<Block> blocks = new ArrayList<>();
        String word = contract.breaking() > 0 ? "breaking" : "nothing breaks";
        blocks.add(new Block.Paragraph(Phrase.status(tone(contract), word)
                .and(" ")
                .and(Phrase.strong(Verdict.sentence(contract.headline())))));
        List<ContractView.ComparedObject> objects = contract.objects().stream()
                .filter(ContractView.ComparedObject::breaking)
                .toList();
        if (!objects.isEmpty()) {
            blocks.add(new Block.Items(
                    objects.stream().limit(FEW).map(this::breaking).toList(), 0));
            if (objects.size() > FEW) {
                blocks.add(new Block.Paragraph(
                        Phrase.of("and " + Count.of(objects.size() - FEW, "other object") + ", see below.")));
            }
        }
        diff.data()
                .filter(data -> !data.relations().isEmpty())
                .ifPresent(data ->
                        blocks.add(new Block.Paragraph(Phrase.of("Rows: " + Count.of(data.different(), "relation")
                                + " with other rows, " + data.same() + " with the same, " + data.unknown()
                                + " not compared."))));
        return blocks;
    }

    private Phrase breaking(ContractView.ComparedObject object) {
        String readers = object.readers().isEmpty()
                ? "no known reader"
                : "read by "
                        + object.readers().stream()
                                .limit(FEW)
                                .map(ReaderView::text)
                                .collect(Collectors.joining(", "))
                        + (object.readers().size() > FEW
                                ? " and " + (object.readers().size() - FEW) + " more"
                                : "");
        String change = object.changes().isEmpty()
                ? ""
                : ": " + object.changes().getFirst().text();
        return Phrase.code(limits.text(object.name())).and(limits.text(change) + "; " + limits.text(readers));
    }

    private Answer now() {
        String question = "What do I do now?";
        if (story.report().isEmpty()) {
            String words = story.ended()
                    ? "Look at the output of the run."
                    : "Wait for the end of the run. If no process runs it any more, run the same command again.";
            return new Answer(
                    question, story.ended() ? Tone.BAD : Tone.BUSY, List.of(new Block.Paragraph(Phrase.of(words))));
        }
        ReportView report = story.report().get();
        if (ReportText.offersNext(report)) {
            return new Answer(question, Tone.IDLE, next(report));
        }
        if (report.problems().isEmpty()) {
            return new Answer(question, Tone.IDLE, List.of(new Block.Paragraph(Phrase.of("Nothing."))));
        }
        return new Answer(question, Tone.BAD, fix(report.problems()));
    }

    private List<Block> next(ReportView report) {
        if (report.alternatives().isEmpty()) {
            return FixBlocks.of(report.next().orElseThrow(), limits);
        }
        boolean idle = report.next().orElseThrow().fix() instanceof Fix.Command command && command.verb() == Verb.INIT;
        List<Block> blocks = new ArrayList<>(
                List.of(new Block.Paragraph(Phrase.of(idle ? "If there is something to release:" : "One of these:"))));
        report.alternatives().forEach(way -> {
            blocks.add(new Block.Paragraph(Phrase.of(Verdict.sentence(limits.text(way.label())))));
            blocks.addAll(FixBlocks.of(way.fix(), limits));
        });
        return blocks;
    }

    private List<Block> fix(List<ProblemView> problems) {
        FixView first = problems.getFirst().fix();
        List<Block> blocks = new ArrayList<>();
        if (problems.size() > 1) {
            blocks.add(new Block.Paragraph(Phrase.of("Fix " + Count.of(problems.size(), "problem") + ". The first is ")
                    .and(Phrase.code(problems.getFirst().code()))
                    .and(":")));
        }
        blocks.addAll(
                first.lines().size() <= LINES
                        ? FixBlocks.of(first, limits)
                        : List.of(new Block.Paragraph(Phrase.of("Its fix is in the list of problems below."))));
        return blocks;
    }
}
