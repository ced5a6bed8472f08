package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The list of {@code docs/conformance.md}: the cases that a real server answered otherwise. */
final class CorrectedCasesTest {

    private static final Path PAGE = Path.of(System.getProperty("project.root", ".."), "docs", "conformance.md");
    private static final Pattern GROUP = Pattern.compile("## (?<name>.+) \\((?<count>\\d+)\\)");
    private static final Pattern ROW = Pattern.compile("\\| (?<section>\\d[\\w.-]*) \\| (?<title>.+) \\|");

    /** The cases of each group, as they are found in the suite. */
    private static Map<String, List<ConformanceCase>> groups() throws IOException {
        Map<String, List<ConformanceCase>> sections = CaseFiles.sections();
        Map<String, List<ConformanceCase>> groups = new LinkedHashMap<>();
        for (String block : Files.readString(PAGE).split("(?m)^(?=## )")) {
            Matcher group = GROUP.matcher(block.lines().findFirst().orElse(""));
            if (group.matches()) {
                List<ConformanceCase> cases = block.lines()
                        .map(ROW::matcher)
                        .filter(Matcher::matches)
                        .map(row -> find(sections, row.group("section"), row.group("title")))
                        .toList();
                assertThat(cases).as(group.group("name")).hasSize(Integer.parseInt(group.group("count")));
                groups.put(group.group("name"), cases);
            }
        }
        return groups;
    }

    private static ConformanceCase find(Map<String, List<ConformanceCase>> sections, String section, String title) {
        return sections.getOrDefault(section, List.of()).stream()
                .filter(one -> one.title().equals(title))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no case \"" + title + "\" in section " + section));
    }

    @Test
    void everyCorrectedCaseIsInTheSuite() throws IOException {
        assertThat(groups().values())
                .flatMap(cases -> cases)
                .doesNotHaveDuplicates()
                .hasSize(76);
    }

    @Test
    void exactlyTheCasesOfSwitchedOnFeaturesAreMarked() throws IOException {
        assertThat(groups()).allSatisfy((group, cases) -> {
            boolean features = group.startsWith("Features");
            assertThat(cases).allMatch(one -> one.off().isPresent() == features);
        });
    }
}
