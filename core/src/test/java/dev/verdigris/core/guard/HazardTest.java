package dev.verdigris.core.guard;

import dev.verdigris.core.catalog.Session;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class HazardTest {

    private static Session session(String version) {
        return new Session(new RoleId("u1"), false, true, version);
    }

    @ParameterizedTest
    @CsvSource({
        "TYPES_KEEP_THEIR_SCHEMA, v26.32.9 (a), v26.33.0-dev.0 (a)",
        "REPLACEMENTS_DESTROY, v26.40.2 (a), v26.41.0 (a)",
        "SINKS_WRITE_AGAIN, v0.162.0 (a), v26.6.0 (a)",
        "SINKS_WRITE_AGAIN, v26.5.9 (a), v26.10.0 (a)",
        "SWAPS_ARE_SLOW, v26.16.3 (a), v26.17.0 (a)"
    })
    void aHazardEndsWithTheVersionThatFixedIt(Hazard hazard, String before, String fixed) {
        assertThat(hazard.threatens(session(before))).isTrue();
        assertThat(hazard.threatens(session(fixed))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v26.999.0 (a)", "v27.0.0 (a)", "v100.1.0 (a)"})
    void anUnknownNewerVersionHasNoHazard(String version) {
        assertThat(Hazard.values()).noneMatch(hazard -> hazard.threatens(session(version)));
    }

    @ParameterizedTest
    @EnumSource(Hazard.class)
    void aHazardHasAGuardrailAndAWayOut(Hazard hazard) {
        assertThat(Guardrail.of(hazard.code())).isPresent();
        assertThat(hazard.threatens(session("unreadable"))).isTrue();
        assertThat(hazard.of(session("v26.5.0"))).startsWith("server v26.5.0 ");
        assertThat(hazard.wayOut()).matches("use Materialize 26\\.\\d+ or later");
    }
}
