package dev.verdigris.core.problem;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProblemCodeTest {

    private static final Path ROOT = Path.of(System.getProperty("project.root", ".."));

    @ParameterizedTest
    @EnumSource
    void everyCodeHasSentencesForExplain(ProblemCode code) {
        assertThat(List.of(code.meaning(), code.cause(), code.fix()))
                .allSatisfy(text -> assertThat(text).isNotBlank().endsWith(".").matches("[A-Z].*"));
        assertThat(code.code()).matches("VG(-[A-Z]+)+");
    }

    @Test
    void everyTextBelongsToACode() {
        Set<String> expected = Arrays.stream(ProblemCode.values())
                .flatMap(code -> Stream.of("meaning", "cause", "fix").map(part -> code + "." + part))
                .collect(Collectors.toSet());
        assertThat(ResourceBundle.getBundle("dev.verdigris.core.problem.problems", Locale.ROOT)
                        .keySet())
                .isEqualTo(expected);
    }

    /** A program that embeds the engine shows these texts too. */
    @ParameterizedTest
    @EnumSource
    void textsNameNoOptionAndNoFile(ProblemCode code) {
        assertThat(List.of(code.meaning(), code.cause(), code.fix()))
                .allSatisfy(text -> assertThat(text).doesNotContainPattern("(^|\\W)--?\\w|\\.(yml|sql|sh)\\b"));
    }

    @ParameterizedTest
    @EnumSource
    void aCodeIsFoundByAnyFormOfItsText(ProblemCode code) {
        String plain = code.code().substring(3);
        assertThat(ProblemCode.parse(code.code())).contains(code);
        assertThat(ProblemCode.parse(plain.toLowerCase(Locale.ROOT))).contains(code);
        assertThat(ProblemCode.parse(" " + plain.replace('-', '_') + " ")).contains(code);
    }

    @Test
    void unknownCodesAreNotFound() {
        assertThat(ProblemCode.parse("VG-NOTHING-OF-THE-SORT")).isEmpty();
        assertThat(ProblemCode.parse("")).isEmpty();
    }

    @Test
    void onlyDecisionsOfTheUserCanBeAccepted() {
        assertThat(ProblemCode.values())
                .filteredOn(ProblemCode::acceptable)
                .allSatisfy(code -> assertThat(code.outcome()).isIn(Outcome.REFUSED, Outcome.CONFLICT))
                .doesNotContain(
                        ProblemCode.CROSS_WIRED,
                        ProblemCode.STAGED_EMPTY,
                        ProblemCode.STILL_READ,
                        ProblemCode.LOCKED,
                        ProblemCode.ENVIRONMENT_CHANGED,
                        ProblemCode.PAIRS_TAKEN,
                        ProblemCode.HALF_SWAPPED,
                        ProblemCode.SIDES_UNCLEAR);
    }

    /** It searches all modules, because the engine and the command line own some of the codes. */
    @Test
    void everyCodeIsUsedSomewhere() throws IOException {
        Set<String> used = new HashSet<>();
        for (String module : List.of("core", "engine", "cli")) {
            try (Stream<Path> files = Files.walk(ROOT.resolve(module).resolve("src/main/java"))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                        .filter(path -> !path.endsWith("ProblemCode.java"))
                        .toList()) {
                    String text = Files.readString(file);
                    Arrays.stream(ProblemCode.values())
                            .filter(code -> Pattern.compile("\\bProblemCode\\." + code.name() + "\\b")
                                    .matcher(text)
                                    .find())
                            .forEach(code -> used.add(code.name()));
                }
            }
        }
        assertThat(used)
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(ProblemCode.values())
                        .map(ProblemCode::name)
                        .toList());
    }

    @Test
    void theReferenceListsEveryExitCodeWithItsMeaning() throws IOException {
        String page = Files.readString(ROOT.resolve("docs/reference/commands.md"));
        String section = page.substring(page.indexOf("\n## Exit codes\n"), page.indexOf("\n## Common options\n"));
        Map<Integer, String> documented = Pattern.compile("\\| (\\d+) \\| ([^|]+) \\|")
                .matcher(section)
                .results()
                .collect(Collectors.toMap(row -> Integer.valueOf(row.group(1)), row -> row.group(2)));
        assertThat(documented.keySet())
                .containsAll(
                        Arrays.stream(Outcome.values()).map(Outcome::exitCode).toList());
        assertThat(Outcome.values())
                .allSatisfy(outcome ->
                        assertThat(documented.get(outcome.exitCode())).startsWith(outcome.meaning()));
    }

    @Test
    void theMostImportantOutcomeIsReported() {
        assertThat(Outcome.worst(List.of())).isEqualTo(Outcome.DONE);
        assertThat(Outcome.worst(List.of(Outcome.NOT_READY, Outcome.REFUSED))).isEqualTo(Outcome.REFUSED);
        assertThat(Outcome.worst(List.of(Outcome.REFUSED, Outcome.PERMISSION))).isEqualTo(Outcome.PERMISSION);
        assertThat(Outcome.worst(List.of(Outcome.PERMISSION, Outcome.CONFLICT))).isEqualTo(Outcome.CONFLICT);
        assertThat(Outcome.worst(List.of(Outcome.CONFLICT, Outcome.USAGE))).isEqualTo(Outcome.USAGE);
        assertThat(Outcome.worst(List.of(Outcome.UNREACHABLE, Outcome.FOLLOW_UP)))
                .isEqualTo(Outcome.FOLLOW_UP);
        assertThat(Outcome.worst(List.of(Outcome.INTERNAL, Outcome.FOLLOW_UP))).isEqualTo(Outcome.INTERNAL);
    }

    @Test
    void aProblemMustHaveAText() {
        assertThatThrownBy(() -> new Problem(ProblemCode.INTERNAL, "", "", Fix.advice("report it")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
