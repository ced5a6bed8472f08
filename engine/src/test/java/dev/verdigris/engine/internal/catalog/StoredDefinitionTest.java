package dev.verdigris.engine.internal.catalog;

import java.util.Optional;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.Acl;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.name.Identifier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StoredDefinitionTest {

    private static Item item(ItemKind kind, Optional<String> createSql) {
        return new Item(
                new ItemId("u1"),
                new SchemaId("u1"),
                Identifier.of("v"),
                kind,
                Optional.empty(),
                new RoleId("u1"),
                Acl.NONE,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                createSql);
    }

    private static Item view(String createSql) {
        return item(ItemKind.MATERIALIZED_VIEW, Optional.of(createSql));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE MATERIALIZED VIEW \"v\" IN CLUSTER [u1] WITH (REFRESH = EVERY '1 day') AS SELECT 1",
                "CREATE MATERIALIZED VIEW \"v\" WITH (REFRESH AT CREATION, REFRESH = ON COMMIT) AS SELECT 1",
                "CREATE MATERIALIZED VIEW \"v\" WITH (REFRESH = ON COMMIT, REFRESH = AT CAST('1' AS text)) AS SELECT 1",
                "CREATE MATERIALIZED VIEW \"v\" WITH (REFRESH = AT '1'",
                "CREATE MATERIALIZED VIEW \"v\" 'unfinished"
            })
    void aViewMayRefreshAtSetTimes(String createSql) {
        assertThat(StoredDefinition.mayRefresh(view(createSql))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "CREATE MATERIALIZED VIEW \"v\" IN CLUSTER [u1] AS SELECT 1",
                "CREATE MATERIALIZED VIEW \"refresh\" IN CLUSTER [u1] WITH (REFRESH = ON COMMIT) AS SELECT 1",
                "CREATE MATERIALIZED VIEW \"v\" WITH (REFRESH ON COMMIT) AS SELECT refresh FROM t"
            })
    void aViewThatIsKeptUpToDateDoesNotRefresh(String createSql) {
        assertThat(StoredDefinition.mayRefresh(view(createSql))).isFalse();
    }

    @Test
    void aReplacementIsKnownByItsFirstWords() {
        String replacement = "CREATE REPLACEMENT MATERIALIZED VIEW \"r\" FOR [u1 AS \"db\".\"s\".\"v\"] AS SELECT 1";
        assertThat(StoredDefinition.mayReplace(view(replacement))).isTrue();
        assertThat(StoredDefinition.mayReplace(view("CREATE MATERIALIZED VIEW \"v\" AS SELECT replacement FROM t")))
                .isFalse();
    }

    @Test
    void whatIsNotShownMayBeAnything() {
        assertThat(StoredDefinition.mayRefresh(item(ItemKind.MATERIALIZED_VIEW, Optional.empty())))
                .isTrue();
        assertThat(StoredDefinition.mayReplace(item(ItemKind.MATERIALIZED_VIEW, Optional.empty())))
                .isTrue();
        assertThat(StoredDefinition.mayRefresh(item(ItemKind.VIEW, Optional.empty())))
                .isFalse();
    }
}
