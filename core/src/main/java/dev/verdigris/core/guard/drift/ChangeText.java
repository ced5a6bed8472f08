package dev.verdigris.core.guard.drift;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.inventory.Aspect;
import dev.verdigris.core.inventory.Fact;
import dev.verdigris.core.inventory.Part;
import dev.verdigris.core.inventory.SideChange;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Change;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.text.TimeText;

/** Says a change in a sentence, and as data. */
final class ChangeText {

    private final CatalogSnapshot catalog;
    private final Trail trail;
    private final boolean everyAuthor;

    private ChangeText(CatalogSnapshot catalog, Trail trail, boolean everyAuthor) {
        this.catalog = catalog;
        this.trail = trail;
        this.everyAuthor = everyAuthor;
    }

    /** Of several roles that may have made a change, the last one is named. */
    static ChangeText lastAuthor(CatalogSnapshot catalog) {
        return new ChangeText(catalog, Trail.of(catalog), false);
    }

    /**
     * Of several roles that may have made a change after an event of the audit log, all are named.
     *
     * @param last the id of that event; empty if the audit log was empty
     */
    static ChangeText everyAuthor(CatalogSnapshot catalog, Optional<Long> last) {
        return new ChangeText(catalog, Trail.after(catalog, last), true);
    }

    /** Kind and full name of what has changed. */
    String object(SideChange change) {
        return name(change.part());
    }

    /** What has changed, by whom and when. */
    String sentence(SideChange change) {
        String what = name(change.part());
        String said = switch (change) {
            case SideChange.Created created -> what + " was created";
            case SideChange.Dropped dropped -> what + " was dropped";
            case SideChange.Replaced replaced -> what + " was replaced by another one of this name";
            case SideChange.Altered altered -> altered(altered, what);
        };
        List<String> authors = everyAuthor ? trail.authors(change) : List.of();
        if (authors.size() > 1) {
            return said + " by " + String.join(" or ", authors) + "; the audit log does not show which of them";
        }
        return said
                + trail.of(change)
                        .map(event -> " by " + Trail.who(event) + " at " + TimeText.of(event.occurredAt()))
                        .orElse("; the audit log does not show who did it");
    }

    /** The event that made a change, if it is known which one. */
    private Optional<AuditEvent> event(SideChange change) {
        return everyAuthor && trail.authors(change).size() > 1 ? Optional.empty() : trail.of(change);
    }

    /** The same as data. */
    Change data(SideChange change) {
        Optional<AuditEvent> event = event(change);
        Optional<SideChange.Altered> altered =
                change instanceof SideChange.Altered some ? Optional.of(some) : Optional.empty();
        return new Change(
                name(change.part()),
                switch (change) {
                    case SideChange.Created created -> Change.Kind.CREATED;
                    case SideChange.Dropped dropped -> Change.Kind.DROPPED;
                    case SideChange.Replaced replaced -> Change.Kind.REPLACED;
                    case SideChange.Altered any -> Change.Kind.ALTERED;
                },
                altered.map(each -> each.fact().aspect().word()),
                altered.map(this::of).filter(text -> !text.isEmpty()),
                altered.flatMap(each -> each.before().flatMap(value -> value(each, value))),
                altered.flatMap(each -> each.now().flatMap(value -> value(each, value))),
                event.map(Trail::who),
                event.map(AuditEvent::occurredAt));
    }

    private String altered(SideChange.Altered altered, String what) {
        Optional<String> before = altered.before().flatMap(value -> value(altered, value));
        Optional<String> now = altered.now().flatMap(value -> value(altered, value));
        return switch (altered.fact().aspect()) {
            case NAME -> what + " was renamed from " + before.orElse("");
            case OWNER -> "the owner of " + what + " was changed" + fromTo(before, now);
            case GRANT -> granted("on " + what, of(altered), before, now);
            case DEFAULT_PRIVILEGE -> granted("by default in " + what, of(altered), before, now);
            case COMMENT -> "the comment on " + what + " was " + verb(altered);
            case COLUMN_COMMENT -> "the comment on column " + of(altered) + " of " + what + " was " + verb(altered);
            case READS -> "what " + what + " reads was changed" + fromTo(before, now);
            case SIZE, REPLICATION_FACTOR, SCHEDULE, AVAILABILITY_ZONES, INTROSPECTION, AUTO_SCALING_STRATEGY ->
                "the " + altered.fact().aspect().text() + " of " + what
                        + (altered.fact().aspect() == Aspect.AVAILABILITY_ZONES ? " were" : " was") + " changed"
                        + fromTo(before, now);
            case REPLICA -> "replica " + of(altered) + " of " + what + " was changed" + fromTo(before, now);
        };
    }

    private static String fromTo(Optional<String> before, Optional<String> now) {
        return " from " + before.orElse("nothing") + " to " + now.orElse("nothing");
    }

    private static String granted(String on, String role, Optional<String> before, Optional<String> now) {
        if (before.isEmpty()) {
            return now.orElse("") + " " + on + " was granted to " + role;
        }
        return now.map(value -> "the privileges " + on + " of " + role + " were changed" + fromTo(before, now))
                .orElseGet(() -> before.get() + " " + on + " was revoked from " + role);
    }

    private static String verb(SideChange.Altered altered) {
        if (altered.before().isEmpty()) {
            return "written";
        }
        return altered.now().isEmpty() ? "removed" : "changed";
    }

    /** Which one of several facts has changed. */
    private String of(SideChange.Altered altered) {
        return switch (altered.fact().which()) {
            case Fact.Which.OfRole of -> catalog.nameOf(of.role());
            case Fact.Which.OfDefault of ->
                catalog.nameOf(of.grantee()) + " (for each " + of.kind() + " of " + catalog.nameOf(of.creator()) + ")";
            case Fact.Which.OfColumn of -> of.text();
            case Fact.Which.OfReplica of -> of.name();
            case Fact.Which.Only only -> "";
        };
    }

    /** A value in words. Of a comment only a digest is known. */
    private Optional<String> value(SideChange.Altered altered, String value) {
        Aspect aspect = altered.fact().aspect();
        return switch (aspect) {
            case OWNER -> Optional.of(catalog.nameOf(new RoleId(value)));
            case COMMENT, COLUMN_COMMENT -> Optional.empty();
            case NAME,
                    GRANT,
                    DEFAULT_PRIVILEGE,
                    READS,
                    SIZE,
                    REPLICATION_FACTOR,
                    SCHEDULE,
                    AVAILABILITY_ZONES,
                    INTROSPECTION,
                    AUTO_SCALING_STRATEGY,
                    REPLICA -> Optional.of(value);
        };
    }

    /** What a consent to a change names. */
    Subject subject(SideChange change) {
        Part part = change.part();
        return switch (part.what()) {
            case Part.What.OfSchema of ->
                catalog.schema(of.id())
                        .map(schema -> Subject.of(catalog.nameOf(schema)))
                        .orElseGet(() -> Subject.of(part.name()));
            case Part.What.OfCluster of ->
                Subject.of(catalog.cluster(of.id()).map(Cluster::name).orElse(part.name()));
            case Part.What.OfItem of ->
                catalog.schema(of.schema())
                        .map(schema -> Subject.of(new ObjectName(catalog.nameOf(schema), part.name())))
                        .orElseGet(() -> Subject.of(part.name()));
        };
    }

    private String name(Part part) {
        return switch (part.what()) {
            case Part.What.OfSchema of ->
                "schema "
                        + catalog.schema(of.id())
                                .map(schema -> catalog.nameOf(schema).toString())
                                .orElse(part.name().toString());
            case Part.What.OfCluster of ->
                "cluster "
                        + catalog.cluster(of.id())
                                .map(cluster -> cluster.name().toString())
                                .orElse(part.name().toString());
            case Part.What.OfItem of ->
                of.kind().text() + " "
                        + catalog.schema(of.schema())
                                .map(schema -> new ObjectName(catalog.nameOf(schema), part.name()).toString())
                                .orElse(part.name().toString());
        };
    }
}
