package dev.verdigris.e2e.site;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpServer;
import dev.verdigris.e2e.web.BrowserScript;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The built pages in a real browser, as on a desktop and on a phone, dark and light. */
final class SiteInBrowserTest {

    private static final boolean ALL = Boolean.getBoolean("verdigris.proofs");

    /** Pages of each sort: pictures, long tables, a generated page, transcripts. The rules of accessibility take seconds. */
    private static final List<String> ALWAYS = List.of(
            "index.html", "concepts.html", "comparison.html", "reference/commands.html", "examples/auction.html");

    private static final List<String> FURTHER = List.of(
            "quick-start.html",
            "configuration.html",
            "embedding.html",
            "performance.html",
            "readiness.html",
            "adr/index.html");

    private static final List<String> CLOSE_LOOKS =
            ALL ? Stream.concat(ALWAYS.stream(), FURTHER.stream()).toList() : ALWAYS;

    @Test
    void everyoneCanReadThem() {
        List<JsonNode> looks = look("looks", CLOSE_LOOKS);
        assertThat(looks).hasSize(CLOSE_LOOKS.size() * 4);
        SoftAssertions all = new SoftAssertions();
        looks.forEach(look -> {
            requireQuiet(all, look);
            all.assertThat(look.path("violations"))
                    .as("violations of %s", where(look))
                    .isEmpty();
        });
        all.assertAll();
    }

    @Test
    void noPageScrollsSidewaysOnAPhone() {
        List<String> pages = BuiltSite.orSkip().pages();
        List<JsonNode> looks = look("phone", pages);
        assertThat(looks).hasSize(pages.size());
        SoftAssertions all = new SoftAssertions();
        looks.forEach(look -> requireQuiet(all, look));
        all.assertAll();
    }

    @Test
    void theSearchNeedsNoService() {
        List<JsonNode> searches = look("search", List.of("rollback", "VG-NOT-READY", "hydrated"));
        assertThat(searches).hasSize(3).allSatisfy(search -> {
            assertThat(search.path("requests")).isEmpty();
            assertThat(search.path("said")).isEmpty();
            assertThat(StreamSupport.stream(search.path("titles").spliterator(), false)
                            .map(JsonNode::asText))
                    .as("results for %s", search.path("word").asText())
                    .hasSizeGreaterThan(2);
            assertThat(search.path("opened").asText())
                    .containsIgnoringCase(search.path("word").asText());
        });
    }

    private static List<JsonNode> look(String mode, List<String> arguments) {
        HttpServer server = BuiltSite.orSkip().serve();
        try {
            List<String> all = new ArrayList<>();
            all.add("http://127.0.0.1:" + server.getAddress().getPort() + "/");
            all.add(mode);
            all.addAll(arguments);
            return BrowserScript.run("site.mjs", all);
        } finally {
            server.stop(0);
        }
    }

    private static void requireQuiet(SoftAssertions all, JsonNode look) {
        all.assertThat(look.path("title").asText())
                .as("title of %s", where(look))
                .isNotBlank();
        all.assertThat(look.path("requests")).as("requests of %s", where(look)).isEmpty();
        all.assertThat(look.path("said")).as("console of %s", where(look)).isEmpty();
        all.assertThat(look.path("wide").asInt())
                .as("sideways pixels of %s", where(look))
                .isZero();
    }

    private static String where(JsonNode look) {
        return look.path("page").asText() + ", " + look.path("look").asText();
    }
}
