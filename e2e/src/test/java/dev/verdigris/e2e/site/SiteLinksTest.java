package dev.verdigris.e2e.site;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every link, script, style and picture of the built pages is there, with its anchor. */
final class SiteLinksTest {

    private static final Pattern LINK = Pattern.compile("<\\w+[^>]*?\\s(?:href|src)=\"([^\"]*)\"");
    private static final Pattern ANCHOR = Pattern.compile("<\\w+[^>]*?\\sid=\"([^\"]*)\"");

    @Test
    void noLinkIsDead() {
        BuiltSite site = BuiltSite.orSkip();
        List<String> pages = site.pages();
        Map<String, Set<String>> anchors = new HashMap<>();
        pages.forEach(page -> anchors.put(page, all(ANCHOR, site.text(page))));
        Set<String> dead = new TreeSet<>();
        int followed = 0;
        for (String page : pages) {
            for (String link : all(LINK, site.text(page))) {
                if (!link.matches("(https?|mailto|data):.*")) {
                    followed++;
                    if (isDead(site, anchors, page, link)) {
                        dead.add(page + " → " + link);
                    }
                }
            }
        }
        assertThat(dead).isEmpty();
        assertThat(pages).hasSizeGreaterThan(80);
        assertThat(followed).isGreaterThan(pages.size() * 10);
    }

    /** A page of the site loads nothing from another host: other hosts are only in links that a reader follows. */
    @Test
    void nothingIsLoadedFromElsewhere() {
        BuiltSite site = BuiltSite.orSkip();
        Pattern loaded = Pattern.compile(
                "<(?:(?:script|img|iframe|source)[^>]*?\\ssrc|link[^>]*?\\shref)=\"((?:https?:)?//[^\"]*)\"");
        Set<String> found = new TreeSet<>();
        site.pages().forEach(page -> found.addAll(all(loaded, site.text(page))));
        assertThat(found).isEmpty();
    }

    private static boolean isDead(BuiltSite site, Map<String, Set<String>> anchors, String page, String link) {
        URI target = URI.create("/" + page).resolve(link.replace("&amp;", "&"));
        String file = target.getPath().substring(1);
        if (file.isEmpty() || file.endsWith("/")) {
            file += "index.html";
        } else if (Files.exists(site.folder().resolve(file + ".html"))) {
            file += ".html";
        }
        String anchor = target.getRawFragment();
        return !Files.exists(site.folder().resolve(file))
                || anchor != null
                        && !anchor.isEmpty()
                        && !anchors.getOrDefault(file, Set.of())
                                .contains(URLDecoder.decode(anchor, StandardCharsets.UTF_8));
    }

    private static Set<String> all(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toSet());
    }
}
