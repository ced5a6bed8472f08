package dev.verdigris.core.inventory;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.DefaultPrivilege.ObjectKind;
import dev.verdigris.core.catalog.id.CatalogId.ClusterId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.catalog.id.CatalogId.SchemaId;
import dev.verdigris.core.deployment.Manifest;
import dev.verdigris.core.name.Identifier;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Inventories, their texts and their differences. */
class InventoryTest {

    private static final SchemaId SCHEMA = new SchemaId("u1");

    private static Part item(String id, String name, Map<Fact, String> facts) {
        return new Part(
                new Part.What.OfItem(new ItemId(id), ItemKind.MATERIALIZED_VIEW, SCHEMA),
                Identifier.of(name),
                new TreeMap<>(facts));
    }

    private static Part plain(String id, String name) {
        return item(id, name, Map.of(Fact.of(Aspect.OWNER), "u1"));
    }

    private static final Inventory HOSTILE = new Inventory(List.of(
            new Part(new Part.What.OfSchema(SCHEMA), Identifier.of("it's [\"a\"] \\ 🦆"), new TreeMap<>()),
            new Part(
                    new Part.What.OfCluster(new ClusterId("u2")),
                    Identifier.of("select; --"),
                    new TreeMap<>(Map.of(Fact.replica("r:1 'x'"), "100cc in zone \"a\""))),
            item("u3", "v.w", Map.of(Fact.grant(new RoleId("u9")), "SELECT", Fact.of(Aspect.COMMENT), "0a1b2c3d"))));

    @Test
    void aTextGivesTheSameInventoryWithHostileNames() {
        assertThat(InventoryCodec.decode(InventoryCodec.encode(HOSTILE))).contains(HOSTILE);
        assertThat(InventoryCodec.decode(InventoryCodec.encode(new Inventory(List.of()))))
                .contains(new Inventory(List.of()));
    }

    @Test
    void eachFactIsReadAsTheValueThatWasWritten() {
        for (Fact fact : List.of(
                Fact.of(Aspect.OWNER),
                Fact.grant(new RoleId("p")),
                new Fact(
                        Aspect.DEFAULT_PRIVILEGE,
                        new Fact.Which.OfDefault(new RoleId("u1"), ObjectKind.TABLE, new RoleId("p"))),
                new Fact(Aspect.COLUMN_COMMENT, new Fact.Which.OfColumn(3)),
                Fact.replica("r: 1 \"select\" 🦆"))) {
            assertThat(Fact.parse(fact.text())).isEqualTo(fact);
        }
    }

    @Test
    void aTextOfAnotherFormIsNoInventory() {
        for (String text : List.of(
                "",
                "{}",
                "[[\"schema\"]]",
                "[[\"view\",\"u1\",\"u1\",\"v\",\"mood\",\"x\"]]",
                "[[\"view\",\"u1\",\"u1\",\"v\",\"grant\",\"x\"]]",
                "[[\"view\",\"u1\",\"u1\",\"v\",\"column-comment:one\",\"x\"]]",
                "[[\"schema\",\"u1\",\"v\",\"default-privilege:u1 TABLE\",\"x\"]]",
                "[[\"schema\",\"u1\",\"v\",\"default-privilege:u1 MOOD u2\",\"x\"]]",
                "[[\"\"")) {
            assertThat(InventoryCodec.decode(text)).as(text).isEmpty();
        }
    }

    @Test
    void anInventoryThatIsTooLongIsLeftOut() {
        List<Part> parts = new ArrayList<>();
        for (int number = 0; number < 10_000; number++) {
            parts.add(plain("u" + number, "a name of some length"));
        }
        Manifest none = new Manifest(Collections.emptySortedSet());
        assertThat(InventoryCodec.query(none, new Inventory(parts), Optional.empty()))
                .isEqualTo("SELECT '' AS objects, '' AS built");
        assertThat(InventoryCodec.query(none, HOSTILE, Optional.of(new Inventory(List.of()))))
                .endsWith(" AS built, '[]' AS live");
    }

    @Test
    void changesAreFoundByTheIds() {
        Inventory before = new Inventory(List.of(plain("u1", "same"), plain("u2", "old"), plain("u3", "gone")));
        Inventory now = new Inventory(List.of(plain("u1", "same"), plain("u4", "old"), plain("u5", "new")));
        assertThat(before.changesUntil(before)).isEmpty();
        assertThat(before.changesUntil(now))
                .containsExactlyInAnyOrder(
                        new SideChange.Replaced(plain("u2", "old"), plain("u4", "old")),
                        new SideChange.Created(plain("u5", "new")),
                        new SideChange.Dropped(plain("u3", "gone")));
    }

    @Test
    void aGrantThatTheServerMovesWithTheOwnerIsNoChangeOfItsOwn() {
        Fact owner = Fact.of(Aspect.OWNER);
        Inventory before =
                new Inventory(List.of(item("u1", "v", Map.of(owner, "u1", Fact.grant(new RoleId("u2")), "SELECT"))));
        Part now = item("u1", "v", Map.of(owner, "u2"));
        assertThat(before.changesUntil(new Inventory(List.of(now))))
                .containsExactly(new SideChange.Altered(now, owner, Optional.of("u1"), Optional.of("u2")));
    }
}
