package dev.verdigris.core.catalog;

import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The version of the server. */
class SessionTest {

    @ParameterizedTest
    @CsvSource({
        "v26.33.0-dev.0 (abc), true",
        "v26.34.1 (abc), true",
        "v27.0.0 (abc), true",
        "v26.32.5 (abc), false",
        "v0.154.0 (abc), false",
        "v99999.1.0 (abc), false",
        "unknown, false"
    })
    void onlyAVersionThatIsCertainlyLateEnoughCounts(String version, boolean late) {
        assertThat(new Session(new RoleId("u1"), false, true, version).isAtLeast(26, 33))
                .isEqualTo(late);
    }
}
