package dev.verdigris.e2e.ci;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/** The comment of a plan, at its limits. */
final class CommentTest {

    private static final Path PROGRAM = Script.ROOT.resolve("packaging/ci/comment.py");
    private static final List<String> SHELL = List.of("sh", "-e", "{0}");

    /** GitHub takes no longer comment. */
    private static final int LONGEST = 65_536;

    @TempDir
    private Path folder;

    private CommentServer comments;

    @BeforeEach
    void start() throws IOException {
        comments = new CommentServer();
    }

    @AfterEach
    void stop() {
        comments.close();
    }

    private Script.Ended comment(String text, Map<String, String> more) throws IOException {
        Path event = Files.writeString(
                folder.resolve("event.json"),
                "{\"pull_request\": {\"number\": 17, \"head\": {\"sha\": \"5ca1ab1e\"}}}");
        Path markdown = Files.writeString(folder.resolve("report.md"), text);
        Map<String, String> variables = new HashMap<>(Map.of(
                "GITHUB_ACTIONS",
                "true",
                "GITHUB_EVENT_PATH",
                event.toString(),
                "GITHUB_REPOSITORY",
                "octo/shop",
                "GITHUB_API_URL",
                comments.address(),
                "GITHUB_SERVER_URL",
                "https://github.com",
                "GITHUB_RUN_ID",
                "101",
                "VERDIGRIS_CI_TOKEN",
                CommentServer.TOKEN));
        variables.putAll(more);
        return Script.run(folder, SHELL, "exec python3 '" + PROGRAM + "' '" + markdown + "'", variables);
    }

    @Test
    void aLongPlanIsCutWhereALineEndsAndWhatIsOpenIsClosed() throws IOException {
        String text = "## Plan\n\n<details>\n<summary>SQL</summary>\n\n```sql\n" + "SELECT 'é😀';\n".repeat(9_000);
        assertThat(comment(text, Map.of()).exit()).isZero();
        String body = comments.bodies().getFirst();
        assertThat(body.length()).isBetween(LONGEST - 20_000, LONGEST);
        assertThat(body)
                .contains(
                        "SELECT 'é😀';\n\n```\n\n</details>\n\nThe plan is longer than a comment can be. The whole one is in"
                                + " the [run](https://github.com/octo/shop/actions/runs/101).");
    }

    /** A fence of four contains one of three, and the elements in it are text. */
    @Test
    void aFenceEndsWithTheMarkThatItBeganWith() throws IOException {
        String open = "<details>\n<summary>SQL</summary>\n\n````sql\n```\n<details>\n</details></details>\n````x\n";
        assertThat(comment(open + "SELECT 1;\n".repeat(9_000), Map.of()).exit()).isZero();
        assertThat(comments.bodies().getFirst())
                .contains("SELECT 1;\n\n````\n\n</details>\n\nThe plan is longer than a comment can be.");
        String closed = "<details>\n\n```\n<details>\n```\n\n</details>\n\n```inline```\n\n~~~\n```\n~~~\n\n";
        assertThat(comment(closed + "a line\n".repeat(12_000), Map.of()).exit()).isZero();
        assertThat(comments.bodies().getFirst()).contains("a line\n\n\nThe plan is longer than a comment can be.");
    }

    @Test
    void environmentsHaveCommentsOfTheirOwn() throws IOException {
        String hostile = "--> <b>\n::error::";
        for (String environment : List.of("prod", hostile, "prod", hostile)) {
            assertThat(comment("plan\n", Map.of("VERDIGRIS_ENV", environment)).exit())
                    .isZero();
        }
        assertThat(comments.bodies()).hasSize(2);
        assertThat(comments.bodies().getLast())
                .startsWith("<!-- verdigris plan --%3E%20%3Cb%3E%0A%3A%3Aerror%3A%3A%20 -->\n");
    }

    @Test
    void aPassingErrorIsAskedAgainAndALastingOneIsNamed() throws IOException {
        comments.refuseOnce(502);
        assertThat(comment("plan\n", Map.of()).exit()).isZero();
        comments.refuse(422);
        assertThat(comment("plan\n", Map.of()))
                .isEqualTo(new Script.Ended(3, "GitHub refused the comment (HTTP 422).\n"));
        assertThat(comment("plan\n", Map.of("GITHUB_API_URL", "http://127.0.0.1:1"))
                        .out())
                .startsWith("GitHub could not be asked: ");
    }

    /** A redirect could carry the token to another server. */
    @Test
    void aRedirectIsNotFollowed() throws IOException {
        try (CommentServer other = new CommentServer()) {
            comments.redirect(other.address());
            assertThat(comment("plan\n", Map.of()).exit()).isEqualTo(3);
            assertThat(other.requests()).isEmpty();
        }
    }

    @Test
    void aRunOfNoPullRequestHasNoComment() throws IOException {
        assertThat(comment("plan\n", Map.of("GITHUB_EVENT_PATH", "")))
                .isEqualTo(
                        new Script.Ended(3, "There is no comment: this run is of no pull request or merge request.\n"));
        assertThat(comment("plan\n", Map.of("GITHUB_ACTIONS", "")).exit()).isEqualTo(3);
    }
}
