package dev.verdigris.cli.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.verdigris.core.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

final class YamlMergesTest {

    private static final String ANCHOR =
            IntStream.range(0, 1_000).mapToObj(each -> "k" + each + ": 1").collect(Collectors.joining(", "));

    @TempDir
    private Path directory;

    private ConfigProblems read(int merges) throws IOException {
        String text = IntStream.range(0, merges)
                .mapToObj(each -> "m" + each + ": {<<: *a}\n")
                .collect(Collectors.joining("", "a: &a {" + ANCHOR + "}\n", ""));
        ConfigProblems problems = new ConfigProblems(directory);
        YamlNode.readOfDbt(Files.writeString(directory.resolve("profiles.yml"), text), problems);
        return problems;
    }

    @Test
    void aMillionMergedKeysAreRead() throws IOException {
        assertThat(read(1_000).all()).isEmpty();
    }

    @Test
    void moreThanAMillionMergedKeysAreOneProblem() throws IOException {
        assertThat(read(1_100).all())
                .extracting(Problem::what)
                .containsExactly("the anchors of the file bring more than 1000000 keys");
    }
}
