package dev.verdigris.engine.internal.connection;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RedactionTest {

    @Test
    void aStatementInAMessageContainsNoSecret() {
        assertThat(Redaction.of("CREATE SECRET s AS 'hunter2'")).isEqualTo("CREATE SECRET s AS '********'");
        assertThat(Redaction.of("COMMENT ON SCHEMA s IS 'it''s fine'")).contains("it''s fine");
        assertThat(Redaction.of("x".repeat(3_000))).hasSizeLessThan(2_100);
    }
}
