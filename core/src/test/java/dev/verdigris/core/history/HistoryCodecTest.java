package dev.verdigris.core.history;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.fixture.ItemSpec;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class HistoryCodecTest {

    private static final SchemaName LOCK = SchemaName.of("materialize", "verdigris_prod");
    private static final FencingToken TOKEN = new FencingToken("0123456789ab");
    private static final Instant AT = Instant.parse("2026-03-01T10:00:00.5Z");

    private static HistoryEntry entry(StoredRecord record, String name) {
        HeldPairs held = new HeldPairs(List.of(new HeldPairs.Held(
                new Pair(
                        new Target.OfSchema(SchemaName.of(name, name)),
                        new Target.OfSchema(SchemaName.of(name, name + "_g"))),
                Optional.of(new SchemaId("u7")))));
        return new HistoryEntry(record, Optional.of(held), List.of(), Fate.CLEANED_UP, AT, name);
    }

    private static StoredRecord record(String text) {
        return new StoredRecord.Known(DeploymentRecord.begun(
                        new Owner(
                                new DeploymentId("d-1"),
                                true,
                                Optional.of(text),
                                new Provenance(Optional.of(text), Optional.of(text), Optional.of(text))),
                        AT,
                        new Digest("0".repeat(64)))
                .with(new Built(new Digest("1".repeat(64)), true)));
    }

    private static Map<FencingToken, HistoryEntry> read(ObjectName view, String definition) {
        HistorySchema history = HistorySchema.of(LOCK);
        World world = new World("me").schema(history.name(), "me", Map.of());
        return history.entries(world.item(new ItemSpec(ItemKind.VIEW, view, "me").createSql(definition))
                .snapshot());
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain", "it's", "a\"b", "back\\slash", "😀", "', '", "{\"v\":1}", "SELECT '' AS pairs"})
    void anEntryIsReadAsItWasWritten(String text) {
        HistoryEntry entry = entry(record(text), text);
        ObjectName view = HistorySchema.of(LOCK).view(TOKEN);
        assertThat(read(view, "CREATE VIEW " + view.sql() + " AS " + HistoryCodec.query(entry)))
                .containsExactly(Map.entry(TOKEN, entry));
    }

    @Test
    void aMissingAndAnUnreadableRecordAreKeptAsTheyWere() {
        ObjectName view = HistorySchema.of(LOCK).view(TOKEN);
        for (StoredRecord record :
                List.of(new StoredRecord.Missing(), new StoredRecord.Unreadable("what is 'this'?", "it is not JSON"))) {
            HistoryEntry entry = entry(record, "x");
            assertThat(read(view, "CREATE VIEW " + view.sql() + " AS " + HistoryCodec.query(entry)))
                    .containsExactly(Map.entry(TOKEN, entry));
        }
    }

    @Test
    void aViewOfAnotherNameOrContentIsNoEntry() {
        ObjectName view = HistorySchema.of(LOCK).view(TOKEN);
        String query = HistoryCodec.query(entry(record("x"), "x"));
        assertThat(read(view.schema().object("mine"), "CREATE VIEW a.b AS " + query))
                .isEmpty();
        assertThat(read(view, "CREATE VIEW a.b AS SELECT 'x' AS a, 'y' AS b, 'z' AS c"))
                .isEmpty();
        assertThat(read(view, "CREATE VIEW a.b AS SELECT 1")).isEmpty();
        assertThat(read(view, "CREATE VIEW a.b AS " + query.replace("\"v\":1,\"end\"", "\"v\":2,\"end\"")))
                .isEmpty();
        assertThat(read(view, "CREATE VIEW a.b AS " + query.replace("cleaned-up", "staged")))
                .isEmpty();
    }

    @Test
    void onlyAnEndIsAnEntry() {
        assertThatThrownBy(() -> new HistoryEntry(
                        new StoredRecord.Missing(), Optional.empty(), List.of(), Fate.STAGED, AT, "me"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theHistorySchemaFitsAndIsNoLockSchema() {
        for (String name : List.of("verdigris_prod", "verdigris_" + "x".repeat(245), "verdigris_" + "😀".repeat(61))) {
            SchemaName history =
                    HistorySchema.of(SchemaName.of("materialize", name)).name();
            assertThat(history.schema().isTooLong()).isFalse();
            assertThat(history.schema().value()).startsWith("history_").doesNotStartWith("verdigris_");
            assertThat(history.database()).isEqualTo(Identifier.of("materialize"));
        }
        assertThat(HistorySchema.of(LOCK).name().schema().value()).isEqualTo("history_verdigris_prod");
    }
}
