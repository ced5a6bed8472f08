package dev.verdigris.cli.report;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

import dev.verdigris.core.problem.Problem;

/**
 * The two files of a report to keep: the page, and beside it the Markdown of the same name. Each is written beside its
 * place and then moved there, so a reader sees the old file or the whole new one.
 *
 * @param page the page
 * @param markdown the Markdown
 * @param shownAs the page as the user has named it
 * @param variable the variable that names it; empty if an option does, or the default
 */
public record ReportFiles(Path page, Path markdown, String shownAs, Optional<String> variable) {

    private static final String HTML = ".html";

    private static final String MARKDOWN = ".md";

    /** A report is always smaller. A larger file is of somebody else and is not read. */
    private static final long LARGEST = 8_000_000;

    private static final int LONGEST_ID = 60;

    /** Each file system takes names of this length in bytes. It takes longer ones if the page has a longer name. */
    private static final int LONGEST_NAME = 143;

    /** More reports of the same id than these are no accident of names. */
    private static final int MOST_NAMES = 100;

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
        return new ReportFiles(page, page.resolveSibling(stem(name) + MARKDOWN), given.toString(), Optional.empty());
    }

    /** The same files, named by a variable. */
    public ReportFiles of(String variable) {
        return new ReportFiles(page, markdown, shownAs, Optional.of(variable));
    }

    static boolean isPage(String name) {
        return name.length() > HTML.length() && name.toLowerCase(Locale.ROOT).endsWith(HTML);
    }

    private static String stem(String name) {
        return isPage(name) ? name.substring(0, name.length() - HTML.length()) : name;
    }

    Path directory() {
        return Optional.ofNullable(page.getParent()).orElse(page);
    }

    /** Both files, as messages name them. */
    String named() {
        return shownAs + " and " + markdown.getFileName();
    }

    /** A file beside the page, as messages name it. */
    String shownBeside(String name) {
        return Path.of(shownAs).resolveSibling(name).toString();
    }

    /** Why the report cannot be written, as far as that is known before the run that {@code again} runs again. */
    public Optional<Problem> obstacle(String again) {
        return ReportObstacle.of(this).map(obstacle -> obstacle.problem(this, again));
    }

    /** The text of a file; empty if there is none, if it is empty, or if it cannot be a report. */
    static Optional<String> text(Path file) throws IOException {
        if (!Files.isRegularFile(file) || Files.size(file) > LARGEST) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file)).filter(text -> !text.isEmpty());
        } catch (CharacterCodingException other) {
            return Optional.empty();
        }
    }

    /** What is there now. */
    Texts read() throws IOException {
        return new Texts(text(page), text(markdown));
    }

    /** Writes both files. */
    void write(Texts texts) throws IOException {
        if (texts.page().isPresent()) {
            replace(page, texts.page().get());
        }
        if (texts.markdown().isPresent()) {
            replace(markdown, texts.markdown().get());
        }
    }

    private void replace(Path file, String text) throws IOException {
        // The name of the file can be as long as a name may be, so it is no part of this one. Nobody can know this one
        // before: a link of that name would lead the text to another file.
        Path beside = directory().resolve(".verdigris-report-" + UUID.randomUUID());
        create(beside, text);
        try {
            Files.move(beside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(beside);
        }
    }

    /**
     * Writes a file that does not exist.
     *
     * @throws FileAlreadyExistsException if it exists; it stays as it is
     */
    private static void create(Path file, String text) throws IOException {
        Files.write(file, new byte[0], StandardOpenOption.CREATE_NEW);
        try {
            Files.writeString(file, text);
        } catch (IOException | RuntimeException failed) {
            Files.deleteIfExists(file);
            throw failed;
        }
    }

    /**
     * Keeps the report of another deployment in files of their own, which have its id in their names.
     *
     * @return the name of its page
     * @throws IOException if they cannot be written; then there are none
     */
    String keep(Texts texts, String deployment) throws IOException {
        for (int number = 1; number <= MOST_NAMES; number++) {
            String end = "-" + safe(deployment) + (number == 1 ? "" : "-" + number);
            String name = shortened(end) + end;
            Path html = page.resolveSibling(name + HTML);
            Path text = page.resolveSibling(name + MARKDOWN);
            if (!isTaken(html) && !isTaken(text) && isKept(html, texts.page(), text, texts.markdown())) {
                return name + HTML;
            }
        }
        throw new IOException("there are " + MOST_NAMES + " other reports of " + deployment + " beside it");
    }

    private static boolean isTaken(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /** Writes both; returns false, and has written none, if one of them exists. */
    private static boolean isKept(Path html, Optional<String> page, Path text, Optional<String> markdown)
            throws IOException {
        boolean begun = false;
        try {
            if (page.isPresent()) {
                create(html, page.get());
                begun = true;
            }
            if (markdown.isPresent()) {
                create(text, markdown.get());
            }
            return true;
        } catch (FileAlreadyExistsException taken) {
            deleteIf(begun, html);
            return false;
        } catch (IOException | RuntimeException failed) {
            deleteIf(begun, html);
            throw failed;
        }
    }

    private static void deleteIf(boolean begun, Path html) throws IOException {
        if (begun) {
            Files.deleteIfExists(html);
        }
    }

    /** The name of the page without its ending, cut to what is left for it before {@code end}. */
    private String shortened(String end) {
        String name = String.valueOf(page.getFileName());
        int left = Math.max(LONGEST_NAME, bytes(name)) - bytes(end + HTML);
        String stem = stem(name);
        while (bytes(stem) > left) {
            stem = stem.substring(0, stem.offsetByCodePoints(stem.length(), -1));
        }
        return stem;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static String safe(String deployment) {
        String plain = deployment.replaceAll("[^A-Za-z0-9._-]", "_");
        return plain.substring(0, Math.min(plain.length(), LONGEST_ID));
    }
}
