package dev.verdigris.cli.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

import dev.verdigris.cli.report.story.EarlierRuns;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/**
 * The two files of a report to keep: the page, and beside it the Markdown of the same name. Each is written beside its
 * place and then moved there, so a reader sees the old file or the whole new one.
 *
 * @param page the page
 * @param markdown the Markdown
 * @param shownAs the page as the user has named it
 */
public record ReportFiles(Path page, Path markdown, String shownAs) {

    private static final String HTML = ".html";

    private static final String MARKDOWN = ".md";

    /** A report is always smaller. A larger file is of somebody else and is not read. */
    private static final long LARGEST = 8_000_000;

    private static final int LONGEST_ID = 60;

    /**
     * The text of both files, as they were when they were read.
     *
     * @param page the page; empty if there is none
     * @param markdown the Markdown; empty if there is none
     */
    record Texts(Optional<String> page, Optional<String> markdown) {}

    /** The files that a user has named by the page, from a directory. */
    public static ReportFiles of(Path directory, Path given) {
        Path page = directory.resolve(given).toAbsolutePath().normalize();
        String name = String.valueOf(page.getFileName());
        return new ReportFiles(page, page.resolveSibling(stem(name) + MARKDOWN), given.toString());
    }

    private static boolean isPage(String name) {
        return name.length() > HTML.length() && name.toLowerCase(Locale.ROOT).endsWith(HTML);
    }

    private static String stem(String name) {
        return isPage(name) ? name.substring(0, name.length() - HTML.length()) : name;
    }

    private Path directory() {
        return Optional.ofNullable(page.getParent()).orElse(page);
    }

    /** Both files, as messages name them. */
    String named() {
        return shownAs + " and " + markdown.getFileName();
    }

    /** Why the report cannot be written, as far as that is known before the run. */
    public Optional<Problem> obstacle() {
        if (!isPage(String.valueOf(page.getFileName()))) {
            return Optional.of(unwritable(shownAs, "its name does not end in .html"));
        }
        if (!Files.isDirectory(directory())) {
            return Optional.of(unwritable(shownAs, "its directory does not exist"));
        }
        if (!Files.isWritable(directory())) {
            return Optional.of(unwritable(shownAs, "this user may not write into its directory"));
        }
        return obstacle(page, HtmlReport::read).or(() -> obstacle(markdown, MarkdownReport::read));
    }

    private static Optional<Problem> obstacle(Path file, Function<String, Optional<EarlierRuns>> reader) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        if (Files.isDirectory(file)) {
            return Optional.of(unwritable(file.toString(), "it is a directory"));
        }
        try {
            boolean ours = Files.size(file) == 0
                    || text(file).flatMap(reader).isPresent();
            return ours
                    ? Optional.empty()
                    : Optional.of(unwritable(
                            file.toString(), "Verdigris did not write the file of that name, so it is not replaced"));
        } catch (IOException failure) {
            return Optional.of(unwritable(file.toString(), "it cannot be read: " + failure));
        }
    }

    /** The text of a file; empty if it cannot be a report. */
    private static Optional<String> text(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /** What is there now. */
    Texts read() throws IOException {
        return new Texts(
                Files.exists(page) ? text(page) : Optional.empty(),
                Files.exists(markdown) ? text(markdown) : Optional.empty());
    }

    /** Writes both files. */
    void write(String html, String text) throws IOException {
        replace(page, html);
        replace(markdown, text);
    }

    private void replace(Path file, String text) throws IOException {
        // The name of the file can be as long as a name may be, so it is no part of this one.
        Path beside = directory().resolve(".verdigris-report-" + ProcessHandle.current().pid());
        try {
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Keeps the report of another deployment in files of their own, which have its id in their names.
     *
     * @return the name of its page
     */
    String keep(Texts texts, String deployment) throws IOException {
        String stem = stem(String.valueOf(page.getFileName())) + "-" + safe(deployment);
        for (int number = 1; ; number++) {
            String name = number == 1 ? stem : stem + "-" + number;
            Path html = page.resolveSibling(name + HTML);
            Path text = page.resolveSibling(name + MARKDOWN);
            if (Files.notExists(html) && Files.notExists(text)) {
                if (texts.page().isPresent()) {
                    Files.writeString(html, texts.page().get(), StandardOpenOption.CREATE_NEW);
                }
                if (texts.markdown().isPresent()) {
                    Files.writeString(text, texts.markdown().get(), StandardOpenOption.CREATE_NEW);
                }
                return name + HTML;
            }
        }
    }

    private static String safe(String deployment) {
        String plain = deployment.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.substring(0, Math.min(plain.length(), LONGEST_ID));
    }

    /** The problem of a report that cannot be written. */
    static Problem unwritable(String file, String reason) {
        return new Problem(
                ProblemCode.BAD_CONFIG,
                "the report cannot be written to " + file + ": " + reason,
                file,
                Fix.advice("name a file that ends in .html, in a directory that exists and that this user may write to"));
    }
}
