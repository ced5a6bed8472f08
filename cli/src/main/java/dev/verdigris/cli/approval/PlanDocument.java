package dev.verdigris.cli.approval;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.UUID;

import dev.verdigris.cli.output.StoppedException;
import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.approval.PlanFileCodec;
import dev.verdigris.core.approval.PlanReading;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.request.ApprovedPlan;

/**
 * The file of a plan.
 *
 * @param path where it is
 * @param shownAs its path as the user has given it
 */
public record PlanDocument(Path path, String shownAs) {

    /** The file that a user has named, from a directory. */
    public static PlanDocument of(Path directory, Path given) {
        return new PlanDocument(directory.resolve(given), given.toString());
    }

    /**
     * Checks that the file can be written, before anything else.
     *
     * @throws StoppedException if it cannot
     */
    public void requireWritable() {
        if (Files.isDirectory(path)) {
            throw unwritten("it is a directory");
        }
        Path directory = path.toAbsolutePath().getParent();
        if (directory == null || !Files.isDirectory(directory)) {
            throw unwritten("there is no directory " + directory);
        }
    }

    /**
     * Writes a plan. A reader sees the file as it was before, or the whole new one.
     *
     * @throws StoppedException if it cannot be written
     */
    public void write(PlanFile plan) {
        Path whole = path.toAbsolutePath();
        try {
            // Not a temporary file: those are readable for their user only, and others approve the plan.
            Path part = whole.resolveSibling("." + whole.getFileName() + "." + UUID.randomUUID() + ".part");
            try {
                Files.writeString(part, PlanFileCodec.text(plan));
                Files.move(part, whole, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw unwritten(e.toString());
        }
    }

    private StoppedException unwritten(String why) {
        return new StoppedException(new Problem(
                ProblemCode.PLAN_NOT_SAVED,
                "the plan cannot be written into " + shownAs + ": " + why,
                shownAs,
                Fix.advice("name another file, in a directory that exists and can be written")));
    }

    /**
     * Reads an approved plan.
     *
     * @throws StoppedException if the file is none
     */
    public ApprovedPlan read() {
        return switch (PlanFileCodec.read(text())) {
            case PlanReading.Sound sound -> new ApprovedPlan(sound.plan(), shownAs);
            case PlanReading.Unusable unusable -> throw unreadable(unusable.why());
            case PlanReading.Edited edited ->
                throw new StoppedException(new Problem(
                        ProblemCode.PLAN_EDITED,
                        "the plan in " + shownAs + " was edited after it was written: its digest does not fit its"
                                + " content",
                        shownAs,
                        Fix.advice("use the file as plan has written it, for example from version control; or make a"
                                + " new plan with --save and let it be approved")));
        };
    }

    private String text() {
        try {
            return Files.readString(path);
        } catch (NoSuchFileException e) {
            throw unreadable("does not exist");
        } catch (CharacterCodingException e) {
            throw unreadable("is not a text in UTF-8");
        } catch (IOException e) {
            throw unreadable("cannot be read: " + e.getMessage());
        }
    }

    private StoppedException unreadable(String why) {
        return new StoppedException(new Problem(
                ProblemCode.PLAN_UNREADABLE,
                "the file " + shownAs + " " + why,
                shownAs,
                Fix.advice("name the file that plan has written with --save, or make the plan again")));
    }
}
