package dev.verdigris.core.plan;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.RoleId;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.StagedSizes;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.deployment.record.Owner;
import dev.verdigris.core.deployment.record.Promoted;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.guard.Evaluation;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sql.Messages;
import dev.verdigris.core.step.HistoryStep;
import dev.verdigris.core.step.Step;

/** The steps that create a lock schema, its record, and the views of consents and of ways of sinks in it. */
final class LockSteps {

    /** Why a record is written before a rename of the state view. */
    static final String RENAMED_SOON = "what it says about the rollback must hold under the next name too";

    private LockSteps() {}

    /** The name of the state view that a run creates for a phase. */
    static ObjectName stateView(DeploymentView view, Phase phase, RunIdentity run) {
        return view.lockNames().stateView(new StateView(phase, run.token()));
    }

    /**
     * Gives a state view the token of this run, unless this run created it. It goes on showing the same phase, so that
     * the ids still show what another tool has swapped. Returns its new name.
     *
     * @param lock a lock schema with a state view
     */
    static ObjectName takeOver(PlanBuilder draft, DeploymentLock lock, RunIdentity run) {
        ObjectName old = lock.stateViewName().orElseThrow();
        StateView shown = lock.stateView().orElseThrow();
        ObjectName own = stateView(draft.view(), shown.phase(), run);
        if (!old.equals(own)) {
            lock.knownRecord()
                    .flatMap(record -> record.renaming(shown.token(), run.token()))
                    .ifPresent(record -> draft.add(new Step.RecordDeployment(old, record), RENAMED_SOON));
            draft.add(
                    new Step.TakeOverStateView(old, own),
                    lock.knownRecord().isPresent()
                            ? "after this step no other run can go on with it"
                            : "its creator wrote no record; after this step it cannot write one");
        }
        return own;
    }

    /** The pairs that a state view holds, if the suffixed side is in this phase when the view is created. */
    static HeldPairs held(PlanBuilder draft, Phase as) {
        return HeldPairs.of(draft.catalog(), draft.view().environment(), as);
    }

    /** The inventory that a state view holds beside the pairs: that of the side whose ids these have. */
    static Inventory inventory(PlanBuilder draft, Phase as) {
        return Inventory.of(draft.view(), as.isStaged() ? Side.LIVE : Side.SUFFIXED);
    }

    /** The record of a deployment that begins now. */
    static DeploymentRecord record(DeploymentView view, RunIdentity run) {
        return atWork(begun(view, run).forFiles(run.deployer().files()), run);
    }

    /** The record of a side that other tools created. Its files are not known. */
    static DeploymentRecord adopted(DeploymentView view, RunIdentity run) {
        return RecordCodec.fit(begun(view, run));
    }

    private static DeploymentRecord begun(DeploymentView view, RunIdentity run) {
        return DeploymentRecord.begun(owner(view, run), run.now(), Digests.ofLive(view));
    }

    private static Owner owner(DeploymentView view, RunIdentity run) {
        Deployer deployer = run.deployer();
        return new Owner(
                deployer.anyId().orElse(run.deployment()),
                deployer.anyId().isPresent(),
                Optional.of(view.role()),
                deployer.provenance());
    }

    /** The record while this run works on the deployment. If it is another one's, this run takes it over. */
    static DeploymentRecord ofThisRun(DeploymentView view, DeploymentRecord record, RunIdentity run) {
        boolean own = run.deployer().owns(record, view.role());
        DeploymentRecord ours = own
                ? record
                : record.with(owner(view, run)).forFiles(run.deployer().files());
        return atWork(ours, run);
    }

    /** The record after {@link #takeOver} has renamed the state view of a reading. */
    static DeploymentRecord takenOver(DeploymentView view, DeploymentRecord record, RunIdentity run) {
        FencingToken shown =
                view.lock().flatMap(DeploymentLock::stateView).orElseThrow().token();
        return ofThisRun(view, record.renamed(shown, run.token()), run);
    }

    /**
     * The record after a step of a build. Its files come from where this run's files come from. If the run does not say
     * that and the files are the same, or not known before and after, the record keeps it.
     */
    static DeploymentRecord built(DeploymentView view, DeploymentRecord record, RunIdentity run, Built build) {
        boolean same = record.files().equals(build.files());
        Provenance mine = run.deployer().provenance();
        Provenance origin = same && mine.equals(Provenance.NONE) ? record.provenance() : mine;
        DeploymentRecord ours = ofThisRun(view, record, run);
        return RecordCodec.fit(ours.with(ours.owner().withProvenance(origin)).with(build));
    }

    private static DeploymentRecord atWork(DeploymentRecord record, RunIdentity run) {
        return RecordCodec.fit(record.with(run.atWork()));
    }

    /** Whether a deployment is this run's own, and this process is at work on it, as far as sessions show. */
    static boolean isOfThisRun(DeploymentView view, DeploymentRecord record, RunIdentity run) {
        return run.deployer().owns(record, view.role())
                && (run.connections().isEmpty()
                        || record.atWork()
                                .filter(entry -> run.connections().contains(entry.connection()))
                                .isPresent());
    }

    /**
     * Creates a lock schema, or completes one without a state view, for a side that other tools created. Returns its
     * state view.
     *
     * @param as the phase that the suffixed side is assumed to be in
     */
    static ObjectName adopt(PlanBuilder draft, Phase as, RunIdentity run) {
        return adopt(
                draft,
                as,
                as == Phase.PROMOTED ? Optional.of(Promoted.beforeRecord(run.token())) : Optional.empty(),
                run);
    }

    /** Does the same for a promotion by another tool, which an event of the audit log shows. */
    static ObjectName adopt(PlanBuilder draft, AuditEvent promotion, RunIdentity run) {
        Promoted entry = new Promoted(run.token(), Optional.of(promotion.occurredAt()), promotion.user());
        return adopt(draft, Phase.PROMOTED, Optional.of(entry), run);
    }

    private static ObjectName adopt(PlanBuilder draft, Phase as, Optional<Promoted> promoted, RunIdentity run) {
        SchemaName lock = draft.view().lockNames().schema();
        ObjectName stateView = stateView(draft.view(), as, run);
        DeploymentRecord begun = adopted(draft.view(), run);
        DeploymentRecord record = promoted.map(begun::with).orElse(begun);
        if (draft.catalog().schema(lock).isEmpty()) {
            draft.add(new Step.CreateLockSchema(lock), "no lock schema says what the suffixed side is");
        }
        draft.add(
                new Step.CreateStateView(stateView, held(draft, as), inventory(draft, as)),
                "it says that the suffixed side is " + as.side());
        draft.add(new Step.RecordDeployment(stateView, record), "it is adopted as deployment " + record.deploymentId());
        giveToLiveOwner(draft, stateView);
        return stateView;
    }

    /**
     * Gives the state view and the lock schema to the owner of the first live schema or cluster, because a role that
     * may swap must be able to rename the state view. The state view comes first, because the server requires CREATE
     * on the schema for this.
     */
    static void giveToLiveOwner(PlanBuilder draft, ObjectName stateView) {
        Optional<RoleId> owner = liveOwner(draft.view()).filter(RoleId::isUser);
        if (owner.isEmpty()) {
            return;
        }
        if (draft.catalog().find(Target.view(stateView)).stream()
                .anyMatch(item -> !item.owner().equals(owner.get()))) {
            draft.add(
                    new Step.GiveStateView(stateView, Messages.roleName(draft.catalog(), owner.get())),
                    "a role that may swap must be able to rename the state view");
        }
        draft.give(
                new Target.OfSchema(stateView.schema()),
                owner.get(),
                "a role that may end the deployment must be able to drop the lock schema");
    }

    /** The owner of the first live schema or cluster, who owns what a deployment creates for itself. */
    static Optional<RoleId> liveOwner(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        Stream<RoleId> schemas = view.environment().schemas().stream()
                .map(catalog::schema)
                .flatMap(Optional::stream)
                .map(Schema::owner);
        Stream<RoleId> clusters = view.environment().clusters().stream()
                .map(catalog::cluster)
                .flatMap(Optional::stream)
                .map(Cluster::owner);
        return Stream.concat(schemas, clusters).findFirst();
    }

    /**
     * Keeps the consents of a run in its deployment, if a guardrail that was asked found a problem that the user
     * accepts. The steps come before what the consents allow. A consent that the deployment has from the same role and
     * with the same reason is not kept again. The lock schema must exist. A view that a stopped run has not given to
     * the owner is given now.
     */
    static void keepConsents(PlanBuilder draft, VerbGuardrails guards, Consents accept, RunIdentity run) {
        List<GivenConsent> used = accept.at(run.now())
                .used(Evaluation.warnings(guards.asked()), draft.view().role(), run.now());
        List<GivenConsent> kept = draft.view().consents();
        List<GivenConsent> more = used.stream()
                .filter(each -> kept.stream().noneMatch(each::isAgain))
                .toList();
        if (!more.isEmpty()) {
            writeConsents(draft, run, more);
        }
        giveWords(draft);
    }

    /**
     * Keeps the ways of sinks in the deployment, so that each later run knows which sinks were published again. The
     * step comes before the swap. A choice that the deployment has kept already is not kept again.
     */
    static void keepSinkWays(PlanBuilder draft, SinkWays ways, RunIdentity run) {
        SinkWays more = notKept(draft.view(), ways);
        if (!more.isEmpty()) {
            LockNames names = draft.view().lockNames();
            ObjectName view = names.sinkWays(run.token());
            List<Item> earlier = names.sinkWays(draft.catalog()).stream()
                    .filter(item -> item.name().equals(view.name()))
                    .toList();
            SinkWays all = earlier.stream().map(LockNames::sinkWaysIn).reduce(more, SinkWays::over);
            draft.addDrops(earlier, "the run has chosen another way");
            draft.add(
                    new HistoryStep.RecordSinkWays(view, all),
                    "later runs must know which sinks publish another version");
        }
        giveWords(draft);
    }

    /** The choices that a run must keep before it acts on them. */
    static SinkWays notKept(DeploymentView view, SinkWays ways) {
        return ways.beyond(view.sinkWays(), SinkPlanner.moving(view));
    }

    /**
     * Keeps the sizes that staged clusters get only to hydrate. The step comes before the clusters, so that each later
     * run knows that they are no choice for production.
     */
    static void keepStagedSizes(PlanBuilder draft, StagedSizes sizes, RunIdentity run) {
        StagedSizes kept = draft.view().stagedSizes();
        if (!sizes.over(kept).equals(kept)) {
            LockNames names = draft.view().lockNames();
            ObjectName view = names.stagedSizes(run.token());
            List<Item> earlier = names.stagedSizes(draft.catalog()).stream()
                    .filter(item -> item.name().equals(view.name()))
                    .toList();
            StagedSizes all = earlier.stream().map(LockNames::stagedSizesIn).reduce(sizes, StagedSizes::over);
            draft.addDrops(earlier, "the run has chosen another size");
            draft.add(
                    new HistoryStep.RecordStagedSizes(view, all),
                    "later runs must know which sizes are only for the hydration");
        }
        giveWords(draft);
    }

    /** One view holds all consents of a run. If a later plan of the run uses more, it takes the place of the first. */
    private static void writeConsents(PlanBuilder draft, RunIdentity run, List<GivenConsent> more) {
        LockNames names = draft.view().lockNames();
        ObjectName view = names.consents(run.token());
        List<Item> earlier = names.consents(draft.catalog()).stream()
                .filter(item -> item.name().equals(view.name()))
                .toList();
        List<GivenConsent> all = Stream.concat(
                        earlier.stream().flatMap(item -> LockNames.consentsIn(item).stream()), more.stream())
                .toList();
        draft.addDrops(earlier, "the run has used one more consent");
        draft.add(new HistoryStep.RecordConsents(view, all), "the deployment keeps what was accepted, and why");
    }

    /** Gives the views that this role has made to the owner of the state view, who must be able to drop them. */
    private static void giveWords(PlanBuilder draft) {
        RoleId mine = draft.catalog().session().role();
        draft.view()
                .lock()
                .map(DeploymentLock::owner)
                .ifPresent(owner -> draft.view().lockNames().words(draft.catalog()).stream()
                        .filter(item -> item.owner().equals(mine))
                        .forEach(item -> draft.give(
                                draft.catalog().targetOf(item),
                                owner,
                                "a role that may end the deployment must be able to drop it")));
    }
}
