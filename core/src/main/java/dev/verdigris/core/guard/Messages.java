package dev.verdigris.core.guard;

import java.util.Arrays;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.Grantee;

/** How messages and fixes name things. */
public final class Messages {

    private Messages() {}

    /** Kind and full name, such as {@code materialized view db.public.orders}. */
    public static String of(CatalogSnapshot catalog, Item item) {
        return item.kind().text() + " " + catalog.nameOf(item);
    }

    /** Statements as a fix: each on a line of its own, each with its semicolon. */
    public static String sql(String... statements) {
        return Arrays.stream(statements).map(statement -> statement + ";").collect(Collectors.joining("\n"));
    }

    /** A remark in a fix. It stays on its line, whatever names are in it, so that nothing of it is ever run. */
    public static String comment(String remark) {
        return "-- " + remark.replaceAll("\\R", " ");
    }

    /** The drop of one object, and nothing with it, as a fix. */
    public static String drop(CatalogSnapshot catalog, Item item) {
        return item.kind() == ItemKind.OTHER
                ? comment("drop " + catalog.nameOf(item) + " with the statement for its kind")
                : sql(Ddl.drop(item.kind(), catalog.nameOf(item)));
    }

    /** A verb of this tool for an environment, as it is typed into a shell. */
    public static String command(String verb, Identifier environment) {
        return "verdigris " + verb + " -e " + shellWord(environment.value());
    }

    /** A text as one word of a shell's line. */
    public static String shellWord(String text) {
        boolean plain = text.matches("[A-Za-z0-9_.,:/@%+=-]+");
        return plain ? text : "'" + text.replace("'", "'\\''") + "'";
    }

    /** A role as a fix's grantee. */
    public static Grantee grantee(CatalogSnapshot catalog, RoleId role) {
        return role.isPublic() ? new Grantee.Everybody() : new Grantee.ToRole(roleName(catalog, role));
    }

    /** A role's name as an identifier. */
    public static Identifier roleName(CatalogSnapshot catalog, RoleId role) {
        return Identifier.of(catalog.nameOf(role));
    }
}
