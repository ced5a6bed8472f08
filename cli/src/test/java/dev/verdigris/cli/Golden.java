package dev.verdigris.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

/**
 * Files with expected output. {@code -Dapprove=true} rewrites them and fails that run, so that nobody approves by
 * accident.
 */
public final class Golden {

    private Golden() {}

    /** Requires that {@code file} contains exactly {@code actual}. */
    public static void assertSame(Path file, String actual) {
        try {
            String expected = Files.exists(file) ? Files.readString(file) : "";
            if (Boolean.getBoolean("approve") && !expected.equals(actual)) {
                Files.createDirectories(file.getParent());
                Files.writeString(file, actual);
                fail("approved: " + file);
            }
            assertThat(actual).as("rewrite %s with -Dapprove=true", file).isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Requires that the part of {@code file} between the comments of that name is {@code actual}. */
    public static void assertContains(Path file, String name, String actual) {
        try {
            String begin = "<!-- generated: " + name + " -->\n";
            String end = "<!-- end: " + name + " -->";
            String page = Files.readString(file);
            int from = page.indexOf(begin) + begin.length();
            int to = page.indexOf(end);
            assertThat(page).contains(begin, end);
            if (Boolean.getBoolean("approve") && !page.substring(from, to).equals(actual)) {
                Files.writeString(file, page.substring(0, from) + actual + page.substring(to));
                fail("approved: " + file);
            }
            assertThat(actual).as("rewrite %s with -Dapprove=true", file).isEqualTo(page.substring(from, to));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
