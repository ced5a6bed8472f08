package dev.verdigris.cli.report.html;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The style sheet of a page. */
public final class StyleSheet {

    private static final String NAME = "report.css";

    private StyleSheet() {}

    /** The style sheet, as a part of a page. */
    public static Node node() {
        try (InputStream file = Objects.requireNonNull(StyleSheet.class.getResourceAsStream(NAME), NAME)) {
            return new Node.Finished("\n" + new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("the style sheet cannot be read", e);
        }
    }
}
