package dev.verdigris.cli.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.name.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class StagedSizeReaderTest {

    private final ConfigProblems problems = new ConfigProblems(Path.of("."));

    private StagedSizes read(String... texts) {
        return StagedSizeReader.read(Value.plain(List.of(texts), Origin.option("--staged-size")), problems);
    }

    @Test
    void aSizeIsForAllClustersOrForOneByItsName() {
        assertThat(read("400cc", "prod=8'00cc", "\"my = big.cluster 🦆\"= M.1-large "))
                .isEqualTo(new StagedSizes(
                        Optional.of("400cc"),
                        new TreeMap<>(Map.of(
                                Identifier.of("prod"), "8'00cc",
                                Identifier.of("my = big.cluster 🦆"), "M.1-large"))));
        assertThat(problems.none()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        400cc        | 800cc        | all clusters have two sizes
        prod=100cc   | prod=200cc   | cluster prod has two sizes
        400cc        | prod=        | this is no size of a cluster: prod=
        400cc        | =100cc       | this is no size of a cluster: =100cc
        400cc        | a.b=100cc    | this is no size of a cluster: a.b=100cc
        400cc        | a=b=100cc    | this is no size: a=b=100cc
        """)
    void mistakesAreTold(String first, String second, String told) {
        read(first, second);
        assertThat(problems.all())
                .singleElement()
                .satisfies(problem -> assertThat(problem.what()).isEqualTo(told));
    }
}
