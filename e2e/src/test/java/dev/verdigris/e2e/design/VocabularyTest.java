package dev.verdigris.e2e.design;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The words of the project are those of the glossary in ARCHITECTURE.md. {@code vocabulary/words.txt} lists the words
 * that are not allowed, {@code vocabulary/exceptions.txt} the places where they are.
 */
final class VocabularyTest {

    private static final String LISTS = "e2e/src/test/resources/vocabulary/";
    private static final Vocabulary VOCABULARY = new Vocabulary(SourceTree.lines(LISTS + "words.txt"));

    /**
     * A place where a word is allowed.
     *
     * @param prefix the beginning of the paths
     * @param word the word; {@code *} for all words
     */
    private record Allowance(String prefix, String word) {

        static Allowance of(String line) {
            String[] parts = line.split(" \\| ", 3);
            assertThat(parts).as("prefix | word | reason: " + line).hasSize(3);
            return new Allowance(parts[0], parts[1]);
        }

        boolean allows(String path, String found) {
            return path.startsWith(prefix) && (word.equals("*") || word.equals(found));
        }
    }

    @Test
    void theGlossaryHasAtMostFourteenTerms() {
        long terms = SourceTree.lines("ARCHITECTURE.md").stream()
                .dropWhile(line -> !line.equals("## Glossary"))
                .skip(1)
                .takeWhile(line -> !line.startsWith("## "))
                .filter(line -> line.startsWith("| **"))
                .count();
        assertThat(terms).isBetween(1L, 14L);
    }

    @Test
    void everyTextUsesTheWordsOfTheGlossary() {
        List<Allowance> allowances = Entries.of(SourceTree.lines(LISTS + "exceptions.txt")).stream()
                .map(Allowance::of)
                .toList();
        Set<Allowance> unused = new LinkedHashSet<>(allowances);
        List<String> wrong = new ArrayList<>();
        for (String path : SourceTree.files()) {
            int number = 0;
            for (String line : SourceTree.lines(path)) {
                number++;
                for (String word : VOCABULARY.in(line)) {
                    List<Allowance> allowing = allowances.stream()
                            .filter(each -> each.allows(path, word))
                            .toList();
                    unused.removeAll(allowing);
                    if (allowing.isEmpty()) {
                        String instead = VOCABULARY.instead(word).orElseThrow();
                        wrong.add("%s:%d: \"%s\"; use: %s".formatted(path, number, word, instead));
                    }
                }
            }
        }
        assertThat(wrong).as("words that the glossary replaced").isEmpty();
        assertThat(unused).as("exceptions that are not needed any more").isEmpty();
    }

    @Test
    void theSearchSeesEveryPartOfTheRepository() {
        assertThat(SourceTree.files())
                .contains("README.md", "pom.xml", "verdigris", ".ci/run", "bench/startup.sh", "docs/problems.md")
                .hasSizeGreaterThan(1000)
                .noneMatch(path -> path.contains("/target/"));
    }

    @ParameterizedTest
    @CsvSource({
        "a twin of it, twin",
        "ClaimDrop, claim",
        "the MARKER_SCHEMA, marker",
        "resealAgain, reseal",
        "a sealed deployment, sealed",
        "'Whoever asks,', whoever",
        "initialise(), initialise"
    })
    void aWordIsFoundInTextAndInIdentifiers(String line, String word) {
        assertThat(VOCABULARY.in(line)).containsExactly(word);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public sealed interface Step {}",
                "non-sealed class Other",
                "a recommended amendment",
                "a secure place",
                "the initial color"
            })
    void otherWordsAreAllowed(String line) {
        assertThat(VOCABULARY.in(line)).isEmpty();
    }
}
