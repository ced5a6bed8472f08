package dev.verdigris.engine.internal.connection;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

import static org.assertj.core.api.Assertions.assertThat;

class SqlFailureTest {

    @ParameterizedTest
    @ValueSource(strings = {"53300", "53000", "XX000", "40001", "57014", "57P03", "08006", "22012"})
    void whatMayPassMayHeal(String state) {
        assertThat(refused(state).mayHeal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"28P01", "3D000", "42501", "42P01", "42601", "42704", "0A000"})
    void whatAPersonMustCorrectDoesNotHeal(String state) {
        assertThat(refused(state).mayHeal()).isFalse();
    }

    private static SqlFailure refused(String state) {
        return SqlFailure.of(
                new PSQLException(new ServerErrorMessage("SERROR\0C" + state + "\0Mnot now\0")), "SELECT 1");
    }
}
