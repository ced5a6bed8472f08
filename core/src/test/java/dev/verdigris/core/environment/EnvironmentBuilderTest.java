package dev.verdigris.core.environment;

import java.util.List;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class EnvironmentBuilderTest {

    @Test
    void theBuilderTakesPlainNames() {
        Environment environment = Environment.builder("prod")
                .database("shop")
                .schemas("core", "marts.v2")
                .schemas(SchemaName.of("other", "raw"))
                .clusters("compute")
                .suffix("_new")
                .build();
        assertThat(environment)
                .isEqualTo(new Environment(
                        Identifier.of("prod"),
                        Identifier.of("shop"),
                        List.of(
                                SchemaName.of("shop", "core"),
                                SchemaName.of("shop", "marts.v2"),
                                SchemaName.of("other", "raw")),
                        List.of(Identifier.of("compute")),
                        "_new"));
    }

    @Test
    void theBuilderHasDefaultsForDatabaseAndSuffix() {
        Environment environment = Environment.builder("prod").schemas("core").build();
        assertThat(environment.database()).isEqualTo(Identifier.of("materialize"));
        assertThat(environment.suffix()).isEqualTo(Environment.DEFAULT_SUFFIX);
    }

    @Test
    void theErrorListsEveryInvalidName() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Environment.builder("prod")
                        .database("")
                        .schemas("core", "")
                        .clusters("a\0b")
                        .suffix("_\0")
                        .build())
                .withMessageStartingWith("environment \"prod\": ")
                .withMessageContaining("the database is \"\", but an identifier cannot be empty")
                .withMessageContaining("a schema is \"\", but an identifier cannot be empty")
                .withMessageContaining("a cluster is \"a\0b\", but an identifier cannot contain a NUL character")
                .withMessageContaining("the suffix contains a NUL character");
    }
}
