package dev.verdigris.e2e.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a page takes for granted before its first command. The page says it to the reader in its own words, and to the
 * test in a comment, {@code <!-- begins: version 1 is live -->}.
 */
enum Beginning {
    /** An empty directory and an empty server. */
    EMPTY("nothing exists", List.of()),

    /** The example of the auction, whose live schemas are empty. */
    SET_UP("the auction is set up", List.of("psql -Xq \"$VERDIGRIS_URL\" -v ON_ERROR_STOP=1 -f setup.sql")),

    /** Version 1 of it is live, and a sink reads it. */
    VERSION_1(
            "version 1 is live",
            SET_UP,
            List.of(
                    "verdigris deploy --project v1",
                    "verdigris cleanup --yes",
                    "psql -Xq \"$VERDIGRIS_URL\" -v ON_ERROR_STOP=1 -f sink.sql")),

    /** Version 2 is live, and version 1 is the previous one. */
    VERSION_2(
            "version 2 is promoted",
            VERSION_1,
            List.of("verdigris deploy --project v2 --accept VG-INCOMPLETE:materialize.marts.buyer_ranking=unused"));

    private static final Path AUCTION = Path.of("..", "examples", "auction");
    private static final Pattern COMMENT = Pattern.compile("^<!-- begins: (.+) -->$", Pattern.MULTILINE);

    private final String words;
    private final List<String> commands;

    Beginning(String words, List<String> commands) {
        this.words = words;
        this.commands = commands;
    }

    Beginning(String words, Beginning earlier, List<String> commands) {
        this(words, Stream.concat(earlier.commands.stream(), commands.stream()).toList());
    }

    /** Whether a page says how it begins. */
    static boolean isIn(String page) {
        return COMMENT.matcher(page).find();
    }

    /** The one that a page says. */
    static Beginning of(String page) {
        Matcher comment = COMMENT.matcher(page);
        assertThat(comment.find())
                .as("the comment that says how the page begins")
                .isTrue();
        return Stream.of(values())
                .filter(each -> each.words.equals(comment.group(1)))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no such beginning: " + comment.group(1)));
    }

    /** Copies the example into a directory, unless the page begins with nothing. */
    void copyInto(Path directory) throws IOException {
        if (commands.isEmpty()) {
            return;
        }
        try (Stream<Path> files = Files.walk(AUCTION)) {
            files.filter(Files::isRegularFile).forEach(file -> copy(file, directory));
        }
    }

    /** Brings it about. */
    void bringAbout(Reader reader) throws IOException {
        for (String command : commands) {
            Reader.Ended ended = reader.type(command);
            assertThat(ended.exit()).as("%s%n%s", command, ended.output()).isZero();
        }
    }

    private static void copy(Path file, Path directory) {
        try {
            Path copy = directory.resolve(AUCTION.relativize(file).toString());
            Files.createDirectories(copy.getParent());
            Files.copy(file, copy);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
