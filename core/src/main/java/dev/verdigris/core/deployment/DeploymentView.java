package dev.verdigris.core.deployment;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.Checked;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkWays;

/**
 * One environment in one reading of the catalog: the catalog, the pairs found in it, and the state of the deployment.
 * It is computed once for each reading, and all decisions use it. Another catalog, such as the result of a simulated
 * step, has another view.
 */
public final class DeploymentView {

    private final CatalogSnapshot catalog;
    private final Environment environment;
    private final LockNames lockNames;
    private final DeploymentState state;
    private final ResolvedPairs pairs;

    private DeploymentView(CatalogSnapshot catalog, Environment environment) {
        this.catalog = catalog;
        this.environment = environment;
        this.lockNames = LockNames.of(catalog, environment);
        this.state = DeploymentState.read(catalog, lockNames);
        this.pairs = ResolvedPairs.of(catalog, environment, lock());
    }

    /** The view of an environment in a catalog. */
    public static DeploymentView of(CatalogSnapshot catalog, Environment environment) {
        return new DeploymentView(catalog, environment);
    }

    /** The view of the same environment in another catalog. */
    public DeploymentView with(CatalogSnapshot other) {
        return new DeploymentView(other, environment);
    }

    /** The catalog that was read. */
    public CatalogSnapshot catalog() {
        return catalog;
    }

    /** The environment, as it is configured. */
    public Environment environment() {
        return environment;
    }

    /** The state of the deployment. */
    public DeploymentState state() {
        return state;
    }

    /** The pairs, with the schemas and clusters that exist of each. */
    public ResolvedPairs pairs() {
        return pairs;
    }

    /** The lock schema, if there is one and it has at most one state view. */
    public Optional<DeploymentLock> lock() {
        return state instanceof DeploymentState.Locked locked ? Optional.of(locked.lock()) : Optional.empty();
    }

    /** The deployment's record, if there is one and it can be read. */
    public Optional<DeploymentRecord> record() {
        return lock().flatMap(DeploymentLock::knownRecord);
    }

    /**
     * The record in the comment of the state view, also if it is about a version that is gone. Only the history uses
     * that: for all decisions, such a record is missing.
     */
    public StoredRecord writtenRecord() {
        return lock().flatMap(DeploymentLock::stateViewName)
                .flatMap(name -> catalog.find(Target.view(name)))
                .map(found -> RecordCodec.decode(catalog.comment(found.id())))
                .orElseGet(StoredRecord.Missing::new);
    }

    /** The recorded result of checks, if it is about exactly the objects that are staged now. */
    public Optional<Checked> checked() {
        return record().flatMap(DeploymentRecord::checked)
                .filter(result -> result.staged().equals(Digests.ofStaged(this)));
    }

    /** The consents that verbs of the deployment have used, oldest first. */
    public List<GivenConsent> consents() {
        return lockNames.consents(catalog).stream()
                .flatMap(item -> LockNames.consentsIn(item).stream())
                .toList();
    }

    /** The ways that runs of the deployment have chosen for sinks. A later run counts before an earlier one. */
    public SinkWays sinkWays() {
        return lockNames.sinkWays(catalog).stream()
                .map(LockNames::sinkWaysIn)
                .reduce(SinkWays.NONE, (earlier, later) -> later.over(earlier));
    }

    /** The sizes that staged clusters have while they hydrate. A later run counts before an earlier one. */
    public StagedSizes stagedSizes() {
        return lockNames.stagedSizes(catalog).stream()
                .map(LockNames::stagedSizesIn)
                .reduce(StagedSizes.NONE, (earlier, later) -> later.over(earlier));
    }

    /** The names of the lock schema and of the views in it. */
    public LockNames lockNames() {
        return lockNames;
    }

    /**
     * The deployments of other environments that hold a schema or cluster of this one. If this environment has a state
     * view, deployments with a later one are left out. Each run reads the catalog again after it has created its state
     * view, so of two runs that lock shared pairs at the same moment, only the one with the earlier state view goes on.
     */
    public List<OtherDeployment> overlapping() {
        Optional<ItemId> own =
                lockNames.stateViews(catalog).stream().map(Item::id).min(CatalogId.ORDER);
        return catalog.schemas().stream()
                .filter(LockNames::isLockSchema)
                .filter(schema -> !catalog.nameOf(schema).equals(lockNames.schema()))
                .flatMap(schema -> OtherDeployment.in(catalog, schema).stream())
                .filter(other -> own.isEmpty() || CatalogId.ORDER.compare(other.stateView(), own.get()) < 0)
                .filter(other -> !other.held().sharedWith(environment).isEmpty())
                .toList();
    }

    /** The deployments of other environments that have the name of this one. They hold none of its pairs. */
    public List<OtherDeployment> namesakes() {
        SchemaName first = LockNames.of(environment).schema();
        return first.equals(lockNames.schema())
                ? List.of()
                : catalog.schema(first).stream()
                        .flatMap(schema -> OtherDeployment.in(catalog, schema).stream())
                        .toList();
    }

    /** The name of the current role. */
    public String role() {
        return catalog.nameOf(catalog.session().role());
    }

    /** Whether the suffixed side may be staged. Without a lock schema, another tool may have staged it. */
    public boolean mayBeStaged() {
        return switch (state) {
            case DeploymentState.None none -> pairs.anySuffixed();
            case DeploymentState.Locked locked -> locked.lock().phase().isStaged();
            case DeploymentState.Contradictory contradictory -> false;
        };
    }

    /** Whether the suffixed side is the previous one, so that it can go live again. */
    public boolean isPromoted() {
        return lock().filter(lock -> lock.phase() == Phase.PROMOTED).isPresent();
    }

    /**
     * Whether the version that was live at the beginning of the deployment is live now. If none was, an empty live side
     * shows it.
     *
     * @return empty if nothing shows it: no state view holds the pairs, or nothing was live and the pairs have no schema
     */
    public Optional<Boolean> isPreviousLive() {
        Optional<HeldPairs> held = lock().flatMap(DeploymentLock::held);
        return held.flatMap(found -> HeldPairs.isPreviousLive(found, catalog))
                .or(() -> held.filter(found -> !environment.schemas().isEmpty())
                        .map(found -> pairs.itemsOf(ResolvedPairs.Side.LIVE).isEmpty()));
    }

    /** The verb that builds the staged side again. */
    public Verb builder() {
        return record().map(DeploymentRecord::builder).orElse(Verb.BUILD);
    }

    /**
     * The digest of the model files from which the staged side was built. It is empty if the record does not show that
     * the staged side has exactly the objects of a whole build from files.
     */
    public Optional<Digest> builtFiles() {
        return record().flatMap(DeploymentRecord::built)
                .filter(build -> build.whole() && build.isOf(Digests.ofStaged(this)))
                .flatMap(Built::files);
    }

    /** Whether the staged side is as a whole build has left it. Of a side that another tool has built, nothing is known. */
    public boolean isWhole() {
        return !pairs.itemsOf(ResolvedPairs.Side.SUFFIXED).isEmpty()
                && record().isPresent()
                && record().flatMap(DeploymentRecord::built)
                        .map(build -> build.whole() && !build.isOfOther(Digests.ofStaged(this)))
                        .orElse(true);
    }
}
