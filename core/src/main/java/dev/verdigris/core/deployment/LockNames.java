package dev.verdigris.core.deployment;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.consent.ConsentsCodec;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.SinkWaysCodec;

/**
 * The names of an environment's lock schema, and of the views in it.
 *
 * @param schema the lock schema; it has this name as long as the deployment exists, and creating it takes the lock
 */
public record LockNames(SchemaName schema) {

    private static final String PREFIX = "verdigris_";
    private static final String MANIFEST = "build_";
    private static final String CONSENTS = "consents_";
    private static final String SINK_WAYS = "sinks_";
    private static final String SIZES = "sizes_";

    /** The names for an environment, if no other environment of that name uses them. */
    public static LockNames of(Environment environment) {
        return named(environment.database(), PREFIX + environment.name());
    }

    /**
     * The names for an environment in a catalog. If a lock schema with the first name holds only other pairs, an
     * environment of another project has the same name. Then the name of the lock schema also contains a digest of the
     * pairs, so that both work side by side. An environment that was edited since its deployment began has another
     * digest, or another database; its lock schema is known by its name and a schema or cluster of its pairs.
     */
    static LockNames of(CatalogSnapshot catalog, Environment environment) {
        LockNames first = of(environment);
        LockNames apart = apart(environment);
        if (first.held(catalog).anyMatch(held -> held.areOf(environment))) {
            return first;
        }
        if (!apart.stateViews(catalog).isEmpty()) {
            return apart;
        }
        List<LockNames> edited = edited(catalog, environment);
        if (!edited.isEmpty()) {
            return edited.contains(first) ? first : edited.get(0);
        }
        // An init of these pairs was stopped beside the deployment of another project, which has ended since.
        boolean alone = first.in(catalog).isEmpty() && apart.in(catalog).isPresent();
        return first.held(catalog).findAny().isEmpty() && !alone ? first : apart;
    }

    private Optional<Schema> in(CatalogSnapshot catalog) {
        return catalog.schema(schema);
    }

    /** The lock schemas of environments with this name that hold a schema or cluster of this one. */
    private static List<LockNames> edited(CatalogSnapshot catalog, Environment environment) {
        Optional<Identifier> name = Optional.of(environment.name());
        return catalog.schemas().stream()
                .filter(LockNames::isLockSchema)
                .map(schema -> new LockNames(catalog.nameOf(schema)))
                .filter(names -> names.held(catalog)
                        .anyMatch(held -> names.environment(held).equals(name)
                                && !held.sharedWith(environment).isEmpty()))
                .toList();
    }

    /** All names that the lock schema of an environment can have. */
    public static List<LockNames> candidates(Environment environment) {
        return candidates(environment.name(), environment.database(), environment.pairs());
    }

    /**
     * All names that the lock schema of an environment with a name could have in a database when it held some pairs.
     */
    public static List<LockNames> candidates(Identifier name, Identifier database, List<Pair> pairs) {
        return List.of(named(database, PREFIX + name), apart(name, database, pairs));
    }

    private static LockNames apart(Environment environment) {
        return apart(environment.name(), environment.database(), environment.pairs());
    }

    private static LockNames apart(Identifier name, Identifier database, List<Pair> pairs) {
        String digest = Digests.ofPairs(pairs).value();
        LockNames readable = named(database, PREFIX + name + apart(digest));
        return readable.schema().schema().isTooLong() ? named(database, PREFIX + digest) : readable;
    }

    private static String apart(String digest) {
        return "_" + digest.substring(0, 8);
    }

    /**
     * The name of the environment that a lock schema belongs to.
     *
     * @param held the pairs that its deployment holds
     * @return empty if the schema has only a digest in its name, because the name of the environment is too long
     */
    Optional<Identifier> environment(HeldPairs held) {
        String digest = Digests.ofPairs(held.names()).value();
        String name = schema.schema().value().substring(PREFIX.length());
        String plain = name.endsWith(apart(digest))
                ? name.substring(0, name.length() - apart(digest).length())
                : name;
        return plain.isEmpty() || plain.equals(digest) ? Optional.empty() : Optional.of(Identifier.of(plain));
    }

    private static LockNames named(Identifier database, String schema) {
        return new LockNames(new SchemaName(database, Identifier.of(schema)));
    }

    /** A state view in the lock schema. */
    public ObjectName stateView(StateView stateView) {
        return new ObjectName(schema, stateView.name());
    }

    /**
     * The state views in the lock schema. There is one, except in the cases that {@link DeploymentLock#stateView} and
     * {@link DeploymentState.Contradictory} describe.
     */
    public List<Item> stateViews(CatalogSnapshot catalog) {
        return items(catalog, LockNames::isStateView);
    }

    /** The manifest that the build or the promotion with a token writes. */
    public ObjectName manifest(FencingToken token) {
        return new ObjectName(schema, Identifier.of(MANIFEST + token));
    }

    /** The manifests in the lock schema. A build leaves one; a promotion and a killed build leave one more. */
    public List<Item> manifests(CatalogSnapshot catalog) {
        return items(catalog, LockNames::isManifest);
    }

    /** The view of the consents that the run with a token has used. */
    public ObjectName consents(FencingToken token) {
        return new ObjectName(schema, Identifier.of(CONSENTS + token));
    }

    /** The views of consents in the lock schema, one for each run that has used one, oldest first. */
    public List<Item> consents(CatalogSnapshot catalog) {
        return items(catalog, LockNames::isConsents).stream()
                .sorted(Comparator.comparing(Item::id, CatalogId.ORDER))
                .toList();
    }

    /** The view of the ways that the run with a token has chosen for sinks. */
    public ObjectName sinkWays(FencingToken token) {
        return new ObjectName(schema, Identifier.of(SINK_WAYS + token));
    }

    /** The views of ways in the lock schema, one for each run that has chosen one, oldest first. */
    public List<Item> sinkWays(CatalogSnapshot catalog) {
        return items(catalog, item -> isOfToken(item, SINK_WAYS)).stream()
                .sorted(Comparator.comparing(Item::id, CatalogId.ORDER))
                .toList();
    }

    /** The ways in a view of the lock schema. What cannot be read says nothing. */
    public static SinkWays sinkWaysIn(Item view) {
        return StoredText.of(view).map(SinkWaysCodec::decode).orElse(SinkWays.NONE);
    }

    /** The view of the sizes that the run with a token gives to staged clusters while they hydrate. */
    public ObjectName stagedSizes(FencingToken token) {
        return new ObjectName(schema, Identifier.of(SIZES + token));
    }

    /** The views of sizes in the lock schema, one for each run that has chosen one, oldest first. */
    public List<Item> stagedSizes(CatalogSnapshot catalog) {
        return items(catalog, item -> isOfToken(item, SIZES)).stream()
                .sorted(Comparator.comparing(Item::id, CatalogId.ORDER))
                .toList();
    }

    /** The sizes in a view of the lock schema. */
    public static StagedSizes stagedSizesIn(Item view) {
        return StoredText.of(view).flatMap(StagedSizes::decode).orElse(StagedSizes.NONE);
    }

    /** The views of sizes that cannot be read. */
    public List<Item> unreadableSizes(CatalogSnapshot catalog) {
        return stagedSizes(catalog).stream()
                .filter(view -> StoredText.of(view).flatMap(StagedSizes::decode).isEmpty())
                .toList();
    }

    /** The views in the lock schema that keep words of users: consents, ways of sinks, and sizes. */
    public List<Item> words(CatalogSnapshot catalog) {
        return Stream.of(consents(catalog), sinkWays(catalog), stagedSizes(catalog))
                .flatMap(List::stream)
                .toList();
    }

    /** The consents in a view of the lock schema. What cannot be read says nothing. */
    public static List<GivenConsent> consentsIn(Item view) {
        return StoredText.of(view).map(ConsentsCodec::decode).orElse(List.of());
    }

    /** The views in the lock schema other than the state view. They end with it. */
    public List<Item> besideStateView(CatalogSnapshot catalog) {
        return items(catalog, item -> isOurs(item) && !isStateView(item));
    }

    private List<Item> items(CatalogSnapshot catalog, Predicate<Item> which) {
        return catalog.schema(schema).stream()
                .flatMap(found -> catalog.itemsIn(found.id()).stream())
                .filter(which)
                .toList();
    }

    private Stream<HeldPairs> held(CatalogSnapshot catalog) {
        return stateViews(catalog).stream().flatMap(view -> HeldPairsCodec.of(view).stream());
    }

    /** Whether an object of a lock schema is a state view. */
    public static boolean isStateView(Item item) {
        return item.kind() == ItemKind.VIEW && StateView.parse(item.name()).isPresent();
    }

    /** Whether an object of a lock schema is a view that verbs of ours create there. */
    public static boolean isOurs(Item item) {
        return isStateView(item)
                || isManifest(item)
                || isConsents(item)
                || isOfToken(item, SINK_WAYS)
                || isOfToken(item, SIZES);
    }

    /** Whether an object of a lock schema is a manifest. */
    public static boolean isManifest(Item item) {
        return isOfToken(item, MANIFEST);
    }

    private static boolean isConsents(Item item) {
        return isOfToken(item, CONSENTS);
    }

    private static boolean isOfToken(Item item, String prefix) {
        String name = item.name().value();
        return item.kind() == ItemKind.VIEW
                && name.startsWith(prefix)
                && FencingToken.isValid(name.substring(prefix.length()));
    }

    /** Whether a schema has the name of a lock schema. */
    static boolean isLockSchema(Schema schema) {
        return schema.name().value().startsWith(PREFIX);
    }
}
