package dev.verdigris.cli.builder;

import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The words of a command that is written as one text. */
class WordsTest {

    @Test
    void wordsAreSplitAsAShellDoes() {
        assertThat(Words.of("  dbt run\t--select  a+ ")).containsExactly("dbt", "run", "--select", "a+");
        assertThat(Words.of("sh -c 'a | b && \"$c\"'")).containsExactly("sh", "-c", "a | b && \"$c\"");
        assertThat(Words.of("dbt --vars \"{a: 'it is', b: \\\"c\\\"}\""))
                .containsExactly("dbt", "--vars", "{a: 'it is', b: \"c\"}");
        assertThat(Words.of("a '' \"\" b")).containsExactly("a", "", "", "b");
        assertThat(Words.of("my\\ tool a\\\\b c\\$d \"e\\n\"")).containsExactly("my tool", "a\\b", "c$d", "e\\n");
        assertThat(Words.of("a'b c'\"d e\"f")).containsExactly("ab cd ef");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"dbt seed && dbt run", "a | b", "a; b", "echo $HOME", "echo \"$HOME\"", "`a`", "a > b", "(a)"})
    void whatOnlyAShellCanDoIsRefused(String text) {
        assertThatThrownBy(() -> Words.of(text))
                .isInstanceOf(UnusableCommand.class)
                .hasMessageContaining("no shell reads the command");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "'a", "a \"b", "a\\"})
    void aTextWithoutWholeWordsIsRefused(String text) {
        assertThatThrownBy(() -> Words.of(text)).isInstanceOf(UnusableCommand.class);
    }

    @Test
    void anyWordsInSingleQuotesAreReadAgain() {
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            List<String> words = random.ints(1 + random.nextInt(5), 0, 12)
                    .mapToObj(length -> word(random, length))
                    .toList();
            String text = words.stream()
                    .map(word -> "'" + word.replace("'", "'\\''") + "'")
                    .collect(Collectors.joining(" "));
            assertThat(Words.of(text)).isEqualTo(words);
        }
    }

    private static String word(Random random, int length) {
        String characters = "ab \t\n'\"\\$`|&;<>()é🦊";
        int[] points = characters.codePoints().toArray();
        return random.ints(length, 0, points.length)
                .map(index -> points[index])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    @Test
    void onlyTheProgramOfATextIsShown() {
        assertThat(Words.shown("'/opt/my tools/dbt' run SECRET")).isEqualTo("/opt/my tools/dbt …");
        assertThat(Words.shown("PGPASSWORD=SECRET dbt run")).isEqualTo("PGPASSWORD= …");
        assertThat(Words.shown("a && SECRET")).isEqualTo("…");
    }
}
