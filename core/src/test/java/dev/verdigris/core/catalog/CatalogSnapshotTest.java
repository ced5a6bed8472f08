package dev.verdigris.core.catalog;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.fixture.World;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class CatalogSnapshotTest {

    private static World world() {
        return new World("me")
                .schema("s")
                .cluster("c")
                .item(ItemKind.TABLE, "s.t", "")
                .view("s.mv", "c", "s.t")
                .item(ItemKind.VIEW, "s.v", "", "s.mv")
                .view("s.end", "c", "s.v");
    }

    @Test
    void idsOfDifferentKindsAreNeverEqual() {
        assertThat(new SchemaId("u3")).isNotEqualTo(new ClusterId("u3"));
        assertThat(CatalogId.ofComment("cluster", "u3")).contains(new ClusterId("u3"));
        assertThat(CatalogId.ofComment("materialized-view", "u3")).contains(new ItemId("u3"));
        assertThat(CatalogId.ofComment("network-policy", "u3")).isEmpty();
    }

    @Test
    void aCommentBelongsToOneKindOfObject() {
        CatalogSnapshot catalog = world().comment(new ClusterId("u1"), "on the cluster")
                .comment(new ItemId("u1"), "on the table")
                .snapshot();
        assertThat(catalog.comment(new SchemaId("u1"))).isEmpty();
        assertThat(catalog.comment(new ClusterId("u1"))).contains("on the cluster");
        assertThat(catalog.comment(new ItemId("u1"))).contains("on the table");
    }

    @Test
    void aCommentOfAColumnIsNotOneOfItsTable() {
        CatalogSnapshot catalog = world().snapshot().toBuilder()
                .comments(List.of(new Comment(new ItemId("u1"), Optional.of(1), "on a column")))
                .build();
        assertThat(catalog.comment(new ItemId("u1"))).isEmpty();
    }

    @Test
    void idsAreOrderedAsNumbers() {
        List<CatalogId> ids = new ArrayList<>(List.of(new ItemId("u10"), new ItemId("u9"), new ItemId("u1")));
        ids.sort(CatalogId.ORDER);
        assertThat(ids).extracting(CatalogId::value).containsExactly("u1", "u9", "u10");
    }

    @Test
    void dependentsAreFoundAtAnyDistance() {
        CatalogSnapshot catalog = world().snapshot();
        assertThat(catalog.dependentsOf(Set.of(new ItemId("u1"))))
                .containsExactly(new ItemId("u2"), new ItemId("u3"), new ItemId("u4"));
        assertThat(catalog.dependentsOf(Set.of(new ItemId("u4")))).isEmpty();
    }

    @Test
    void membershipIsTransitive() {
        CatalogSnapshot catalog = new World("me")
                .role("a")
                .role("b")
                .member("a", "me")
                .member("b", "a")
                .snapshot();
        assertThat(catalog.rolesOf(catalog.session().role())).hasSize(3);
        assertThat(Rights.of(catalog).owns(new RoleId("u3"))).isTrue();
        assertThat(Rights.of(catalog).owns(new RoleId("s1"))).isFalse();
    }

    @Test
    void superusersAndUncheckedSessionsMayDoEverything() {
        assertThat(Rights.of(new World("me").superuser().snapshot()).owns(new RoleId("s1")))
                .isTrue();
        assertThat(Rights.of(new World("me").withoutRbac().snapshot()).hasSystem(Privilege.CREATEDB))
                .isTrue();
        assertThat(Rights.of(new World("me").snapshot()).hasSystem(Privilege.CREATEDB))
                .isFalse();
    }

    @Test
    void schemasOfTheSameNameInTwoDatabasesDiffer() {
        CatalogSnapshot catalog = new World("me")
                .database("other")
                .schema("s")
                .schema(SchemaName.of("other", "s"), "me", Map.of())
                .snapshot();
        assertThat(catalog.schema(SchemaName.of("materialize", "s"))
                        .orElseThrow()
                        .id())
                .isNotEqualTo(catalog.schema(SchemaName.of("other", "s"))
                        .orElseThrow()
                        .id());
    }

    @Test
    void aSnapshotIsImmutable() {
        CatalogSnapshot catalog = world().snapshot();
        assertThatThrownBy(() -> catalog.items().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.itemsIn(new SchemaId("u1")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.limits().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.reads(new ItemId("u2")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> catalog.rolesOf(new RoleId("u1")).clear())
                .isInstanceOf(UnsupportedOperationException.class);
    }

    @Test
    void aLaterChangeOfAListDoesNotChangeTheSnapshot() {
        List<Role> roles = new ArrayList<>(List.of(new Role(new RoleId("u1"), Identifier.of("me"))));
        CatalogSnapshot catalog = CatalogSnapshot.builder(new Session(new RoleId("u1"), false, true, "v"))
                .roles(roles)
                .build();
        roles.clear();
        assertThat(catalog.nameOf(new RoleId("u1"))).isEqualTo("me");
    }

    @Test
    void kindsHaveTheNamesOfTheCatalog() {
        for (ItemKind kind : ItemKind.values()) {
            assertThat(ItemKind.ofCatalog(kind.catalogName())).isEqualTo(kind);
        }
        assertThat(ItemKind.MATERIALIZED_VIEW.catalogName()).isEqualTo("materialized-view");
        assertThat(ItemKind.ofCatalog("something-new")).isEqualTo(ItemKind.OTHER);
        assertThat(RunStatus.State.of("something-new")).isEqualTo(RunStatus.State.UNKNOWN);
    }
}
