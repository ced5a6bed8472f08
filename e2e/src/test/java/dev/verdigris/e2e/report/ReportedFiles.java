package dev.verdigris.e2e.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** The two files of a report. */
record ReportedFiles(Path page, Path markdown) {

    static final int LARGEST_PAGE = 300_000;
    static final int LONGEST_MARKDOWN = 60_000;

    /** The page ends, and then the report. */
    private static final Pattern WHOLE = Pattern.compile("</html>\\s*<!-- [0-9a-f]{16} end of report -->\\s*\\z");

    /** A row of the table of runs: its number and verb, and its outcome in a word. */
    private static final Pattern RUN = Pattern.compile("(?m)^\\| (\\d+ [a-z]+) \\| \\S+ ([a-z, ]+) \\|");

    /** Those of a page in a directory. */
    static ReportedFiles in(Path directory, String page) {
        return new ReportedFiles(directory.resolve(page), directory.resolve(page.replaceAll("\\.html$", "") + ".md"));
    }

    /** The text of the page, without its markup. */
    String text() {
        return html().replaceAll("(?s)<style>.*?</style>", "")
                .replaceAll("<[^>]*>", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&amp;", "&")
                .replaceAll("\\s+", " ");
    }

    String html() {
        return read(page);
    }

    String shortText() {
        return read(markdown);
    }

    /** All runs in order, each as {@code 1 init: done}. */
    List<String> runs() {
        return RUN.matcher(shortText())
                .results()
                .map(found -> found.group(1) + ": " + found.group(2))
                .toList();
    }

    /** Demands that both files are whole and within their limits. */
    ReportedFiles sound() {
        String html = html();
        assertThat(html.toLowerCase(Locale.ROOT).startsWith("<!doctype html>")
                        && WHOLE.matcher(html).find())
                .as("%s is a whole page", page)
                .isTrue();
        assertThat(Stream.of("<script", "src=", "@import", "url(").filter(html::contains))
                .as("what a page loads")
                .isEmpty();
        assertThat(html.getBytes(StandardCharsets.UTF_8).length).isLessThan(LARGEST_PAGE);
        assertThat(shortText().length()).isLessThan(LONGEST_MARKDOWN);
        return this;
    }

    /** Demands that a reader of the page sees some texts. */
    ReportedFiles shows(String... texts) {
        String text = text();
        assertThat(Stream.of(texts).filter(part -> !text.contains(part)))
                .as("what %s lacks of %s", page, text.substring(0, Math.min(1_500, text.length())))
                .isEmpty();
        return this;
    }

    /** Demands that a reader of the page does not see some texts. */
    ReportedFiles hides(String... texts) {
        String text = text();
        assertThat(Stream.of(texts).filter(text::contains)).isEmpty();
        return this;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
