package dev.verdigris.core.model;

import java.util.SortedSet;

import dev.verdigris.core.lexer.Lines;
import dev.verdigris.core.model.syntax.SyntaxProblem;

/** Collects the problems of one file, translating offsets into lines and columns. */
final class FileProblems {

    private final String file;
    private final Lines lines;
    private final SortedSet<ModelProblem> problems;

    FileProblems(ModelFile file, SortedSet<ModelProblem> problems) {
        this.file = file.shownAs();
        this.lines = Lines.of(file.text());
        this.problems = problems;
    }

    void add(int offset, ModelProblemKind kind, String what) {
        Lines.Position position = lines.at(offset);
        problems.add(new ModelProblem(file, position.line(), position.column(), kind, what));
    }

    /** Adds what is wrong with a name. */
    void add(int offset, Resolution.Wrong wrong) {
        Lines.Position position = lines.at(offset);
        problems.add(new ModelProblem(
                file, position.line(), position.column(), wrong.kind(), wrong.what(), wrong.missing()));
    }

    void unreadable(SyntaxProblem problem) {
        add(problem.offset(), ModelProblemKind.UNREADABLE, problem.what());
    }

    int lineOf(int offset) {
        return lines.at(offset).line();
    }
}
