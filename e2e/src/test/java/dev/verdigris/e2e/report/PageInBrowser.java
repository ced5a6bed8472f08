package dev.verdigris.e2e.report;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdigris.e2e.web.BrowserScript;

import static org.assertj.core.api.Assertions.assertThat;

/** Opens pages in a real browser, as on a desktop and on a phone, dark and light. */
final class PageInBrowser {

    private static final int LOOKS = 4;

    private PageInBrowser() {}

    /**
     * Requires of each page that it breaks no rule of accessibility, asks for nothing, says nothing on the console, has
     * no script, and never scrolls sideways.
     */
    static void check(Path... pages) {
        List<JsonNode> looks = BrowserScript.run(
                "check.mjs",
                Stream.of(pages).map(page -> page.toAbsolutePath().toString()).toList());
        assertThat(looks).hasSize(pages.length * LOOKS);
        looks.forEach(look -> {
            String where = look.path("page").asText() + ", " + look.path("look").asText();
            assertThat(look.path("title").asText()).as("title of %s", where).isNotBlank();
            assertThat(look.path("violations")).as("violations of %s", where).isEmpty();
            assertThat(look.path("requests")).as("requests of %s", where).isEmpty();
            assertThat(look.path("said")).as("console of %s", where).isEmpty();
            assertThat(look.path("scripts").asInt()).as("scripts of %s", where).isZero();
            assertThat(look.path("wide").asInt())
                    .as("sideways pixels of %s", where)
                    .isZero();
        });
    }
}
