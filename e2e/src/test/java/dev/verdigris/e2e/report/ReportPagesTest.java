package dev.verdigris.e2e.report;

import java.nio.file.Path;

import org.junit.jupiter.api.Test;

/** The pages that the tests of the command line expect, in a real browser. */
final class ReportPagesTest {

    private static final Path RELEASES =
            Path.of(System.getProperty("project.root")).resolve("cli/src/test/resources/releases");

    @Test
    void everyoneCanReadThem() {
        PageInBrowser.check(
                RELEASES.resolve("success.html"),
                RELEASES.resolve("failure.html"),
                RELEASES.resolve("running.html"),
                RELEASES.resolve("hostile.html"));
    }
}
