package dev.verdigris.core.deployment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.access.Privilege;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.name.Literal;

/**
 * Says of which statements the objects of the staged side were created, and what the model files grant on them. It is
 * the definition of a view in the lock schema.
 *
 * <p>Each entry is a digest of statements, and of the ids and stored definitions of what they created, or of a grant.
 * So an entry is true for ever: no id is used twice, and an object that is created again, or that reads something of
 * another name, has another entry. An entry of an object that is gone means nothing. So it does not matter when a run that writes or
 * drops a manifest is killed, and several manifests are as good as one.
 *
 * @param entries the entries
 */
public record Manifest(SortedSet<Entry> entries) {

    /**
     * The most entries of one manifest. The server accepts statements of up to 1,000,000 bytes (Materialize: {@code
     * MAX_STATEMENT_BATCH_SIZE}), and an entry takes 33. What has no entry is built again.
     */
    static final int MOST = 25_000;

    public Manifest {
        entries = Collections.unmodifiableSortedSet(
                entries.stream().limit(MOST).collect(Collectors.toCollection(TreeSet::new)));
    }

    /**
     * One entry.
     *
     * @param value 32 lower-case hexadecimal digits
     */
    public record Entry(String value) implements Comparable<Entry> {

        private static final int DIGITS = 32;

        public Entry {
            if (!isValid(value)) {
                throw new IllegalArgumentException("not an entry: " + value);
            }
        }

        private static boolean isValid(String text) {
            return text.matches("[0-9a-f]{" + DIGITS + "}");
        }

        /**
         * The entry of some objects.
         *
         * @param statements the digest of the statements that created them
         * @param created the objects, in any order
         */
        public static Entry of(CatalogSnapshot catalog, Digest statements, Collection<Item> created) {
            List<Object> facts = new ArrayList<>(List.of(statements));
            created.stream()
                    .sorted(Comparator.comparing(Item::id, CatalogId.ORDER))
                    .forEach(item -> {
                        facts.add(item.id());
                        facts.add(item.createSql().orElse(""));
                        // The definition has only the id of the cluster. The statement means the cluster of that name.
                        item.cluster()
                                .flatMap(catalog::cluster)
                                .map(Cluster::name)
                                .ifPresent(facts::add);
                        facts.addAll(columns(catalog, item));
                    });
            return new Entry(Digests.of(facts).value().substring(0, DIGITS));
        }

        /** The entry of a grant that the model files state on an object. */
        public static Entry ofGrant(ItemId staged, RoleId role, Privilege privilege) {
            return new Entry(Digests.of(List.of("grant", staged, role, privilege))
                    .value()
                    .substring(0, DIGITS));
        }

        /**
         * The columns of the tables and sources that an object reads. Only these can get columns after their creation.
         */
        private static List<?> columns(CatalogSnapshot catalog, Item reader) {
            return catalog.reads(reader.id()).stream()
                    .flatMap(read -> catalog.item(read).stream())
                    .filter(item -> item.kind() == ItemKind.TABLE || item.kind() == ItemKind.SOURCE)
                    .map(item -> catalog.columns(item.id()))
                    .toList();
        }

        @Override
        public int compareTo(Entry other) {
            return value.compareTo(other.value);
        }

        @Override
        public String toString() {
            return value;
        }
    }

    /** What all manifests of the lock schema say. */
    public static Manifest of(DeploymentView view) {
        return new Manifest(view.lockNames().manifests(view.catalog()).stream()
                .flatMap(item -> in(item).entries().stream())
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** What one manifest says. What cannot be read says nothing. */
    public static Manifest in(Item view) {
        return new Manifest(StoredText.of(view).stream()
                .flatMap(text -> Arrays.stream(text.split(" ")))
                .filter(Entry::isValid)
                .map(Entry::new)
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** The same with further entries. */
    public Manifest with(Collection<Entry> more) {
        SortedSet<Entry> all = new TreeSet<>(entries);
        all.addAll(more);
        return new Manifest(all);
    }

    /** Whether it has an entry. */
    public boolean has(Entry entry) {
        return entries.contains(entry);
    }

    /** The query of its view: the entries as a constant, which costs the server nothing. */
    public String query() {
        String text = entries.stream().map(Entry::value).collect(Collectors.joining(" "));
        return "SELECT " + Literal.of(text).sql() + " AS objects";
    }
}
