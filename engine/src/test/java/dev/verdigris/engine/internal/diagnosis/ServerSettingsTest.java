package dev.verdigris.engine.internal.diagnosis;

import java.util.List;

import dev.verdigris.core.problem.Fix;
import dev.verdigris.engine.diagnosis.Finding;
import dev.verdigris.engine.diagnosis.Finding.Level;
import dev.verdigris.engine.diagnosis.Finding.Topic;
import dev.verdigris.engine.internal.connection.Rows;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** What rows of servers mean that are later than the sandbox. */
final class ServerSettingsTest {

    @Test
    void aFlagThatNobodyHasChangedIsOn() {
        assertThat(ServerSettings.flags(overridden())).isEqualTo(Finding.ok(Topic.FLAGS, "enable_alter_swap is on"));
        assertThat(ServerSettings.flags(overridden("enable_alter_swap", "on")).level())
                .isEqualTo(Level.OK);
        assertThat(ServerSettings.flags(overridden("enable_other", "off")).level())
                .isEqualTo(Level.OK);
    }

    @Test
    void aFlagThatIsOffIsAProblemWithItsStatement() {
        Finding finding = ServerSettings.flags(overridden("enable_alter_swap", "off"));
        assertThat(finding.level()).isEqualTo(Level.PROBLEM);
        assertThat(finding.what()).contains("refuses the swap");
        assertThat(finding.problem().orElseThrow().fix())
                .isEqualTo(Fix.bySuperuser("ALTER SYSTEM RESET enable_alter_swap"));
    }

    private static Rows overridden(String... values) {
        List<String> columns = List.of("name", "value");
        return new Rows(columns, values.length == 0 ? List.of() : List.of(new Rows.Row(columns, values)));
    }
}
