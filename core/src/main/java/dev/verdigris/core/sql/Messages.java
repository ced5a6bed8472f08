package dev.verdigris.core.sql;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.model.StoredReferences;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.step.Grantee;

/** The names of things in messages and fixes. */
public final class Messages {

    private static final Identifier EVERYBODY = Identifier.of("public");

    private Messages() {}

    /** Kind and full name, such as {@code materialized view db.public.orders}. */
    public static String of(CatalogSnapshot catalog, Item item) {
        return catalog.targetOf(item).toString();
    }

    /** An object as the subject of a consent. */
    public static Subject subject(CatalogSnapshot catalog, Item item) {
        return Subject.of(catalog.nameOf(item));
    }

    /** A schema, cluster or object as the subject of a consent. */
    public static Subject subject(Target target) {
        return switch (target) {
            case Target.OfSchema schema -> Subject.of(schema.name());
            case Target.OfCluster cluster -> Subject.of(cluster.name());
            case Target.OfItem item -> Subject.of(item.name());
        };
    }

    /** The access of a role to something. PUBLIC has the name that no role can have. */
    public static Subject access(CatalogSnapshot catalog, Subject to, RoleId role) {
        return to.and(role.isPublic() ? EVERYBODY : roleName(catalog, role));
    }

    /**
     * The drop of one object without CASCADE, as a fix, together with the statement that makes it again. If that is not
     * known, no statement is shown.
     */
    public static Fix drop(CatalogSnapshot catalog, Item item) {
        return drop(catalog, item, Optional.empty(), List.of());
    }

    /**
     * The same.
     *
     * @param remark what the reader should know before running it
     * @param more what makes the rest again, after the definition
     */
    public static Fix drop(CatalogSnapshot catalog, Item item, Optional<String> remark, List<String> more) {
        return item.createSql()
                .filter(definition -> item.kind() != ItemKind.OTHER)
                .map(StoredReferences::withoutIds)
                .<Fix>map(again -> new Fix.Sql(List.of(new Fix.Statement(
                        Ddl.drop(catalog.targetOf(item)),
                        remark,
                        Stream.concat(Stream.of(again), more.stream()).toList()))))
                .orElseGet(() -> Fix.advice("its owner drops " + of(catalog, item)
                        + remark.map(text -> ": " + text).orElse("")));
    }

    /** A role as the grantee of a fix. */
    public static Grantee grantee(CatalogSnapshot catalog, RoleId role) {
        return role.isPublic() ? new Grantee.Everybody() : new Grantee.ToRole(roleName(catalog, role));
    }

    /** A role's name as an identifier. */
    public static Identifier roleName(CatalogSnapshot catalog, RoleId role) {
        return Identifier.of(catalog.nameOf(role));
    }
}
