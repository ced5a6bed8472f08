package dev.verdigris.core.history;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.HeldPairsCodec;
import dev.verdigris.core.deployment.LockNames;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.FencingToken;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.history.HistoryEvent.Source;
import dev.verdigris.core.history.HistoryEvent.What;
import dev.verdigris.core.history.HistorySchema.Kept;
import dev.verdigris.core.name.SchemaName;

/**
 * Tells the history of an environment from the state view, the history entries and the audit log. Each may lack what
 * the others have: the audit log does not know commits and files, the entries are pruned, and the server may not show
 * the log.
 */
public final class Historian {

    private static final Set<What> BEGINNINGS = EnumSet.of(What.INIT, What.ADOPT);

    private final DeploymentView view;
    private final Environment environment;
    private final List<Kept> entries = new ArrayList<>();
    private final Set<SchemaName> locks = new HashSet<>();
    private final Set<FencingToken> others = new HashSet<>();

    private Historian(DeploymentView view) {
        this.view = view;
        this.environment = view.environment();
        CatalogSnapshot catalog = view.catalog();
        LockNames.candidates(environment).forEach(names -> locks.add(names.schema()));
        locks.add(view.lockNames().schema());
        for (Kept kept : HistorySchema.kept(catalog, environment)) {
            if (kept.entry().concerns(environment)) {
                entries.add(kept);
                locks.add(kept.lock());
            } else {
                others.add(kept.token());
            }
        }
        locks.stream()
                .flatMap(lock -> new LockNames(lock).stateViews(catalog).stream())
                .filter(item -> HeldPairsCodec.of(item)
                        .filter(held -> held.sharedWith(environment).isEmpty())
                        .isPresent())
                .flatMap(item -> StateView.parse(item.name()).stream())
                .forEach(state -> others.add(state.token()));
    }

    /**
     * The whole history.
     *
     * @param view the environment, from a reading that needs no part
     * @param events the events of the audit log about the environment, in any order; more do no harm
     * @param unread the reason why the audit log could not be read; empty if it was
     */
    public static History history(DeploymentView view, List<AuditEvent> events, Optional<String> unread) {
        return new Historian(view).history(events, unread);
    }

    private History history(List<AuditEvent> events, Optional<String> unread) {
        AuditStory story = AuditStory.of(environment.pairs(), locks, others, events);
        List<PastDeployment> deployments = new ArrayList<>();
        Optional<FencingToken> present =
                view.lock().flatMap(DeploymentLock::stateView).map(StateView::token);
        Set<FencingToken> known = new HashSet<>();
        for (Track track : story.tracks()) {
            if (present.filter(track::had).isPresent()) {
                known.add(present.get());
                deployments.add(inForce(view.lock().orElseThrow(), track.events()));
            } else {
                Optional<Kept> kept =
                        entries.stream().filter(each -> track.had(each.token())).findFirst();
                kept.ifPresent(each -> known.add(each.token()));
                deployments.add(kept.map(each -> ended(track, each.entry()))
                        .orElseGet(() -> new PastDeployment(
                                track.lock(), Optional.empty(), List.of(), track.fate(), track.events())));
            }
        }
        entries.stream()
                .filter(each -> known.add(each.token()))
                .forEach(each -> deployments.add(ended(each.lock(), each.entry())));
        view.lock()
                .filter(lock -> present.isPresent() && !known.contains(present.get()))
                .ifPresent(lock -> deployments.add(inForce(lock, List.of())));
        deployments.removeIf(deployment -> deployment.events().isEmpty());
        deployments.sort(Comparator.comparing(Historian::rank).reversed());
        return new History(deployments, story.swaps().reversed(), new History.Audit(story.first(), unread));
    }

    /** The deployment in force comes first, and the others by their last events. */
    private static Instant rank(PastDeployment deployment) {
        return switch (deployment.fate()) {
            case STAGED, PROMOTED, PROMOTED_BY_ANOTHER_TOOL, DROPPING -> Instant.MAX;
            case ROLLED_BACK, CLEANED_UP, ABORTED, STATE_VIEW_DROPPED, UNKNOWN ->
                deployment.ended().isEmpty() && deployment.fate() == Fate.ROLLED_BACK
                        ? Instant.MAX
                        : deployment.events().getLast().at();
        };
    }

    private PastDeployment inForce(DeploymentLock lock, List<HistoryEvent> events) {
        Optional<DeploymentRecord> record = view.writtenRecord() instanceof StoredRecord.Known known
                ? Optional.of(known.record())
                : Optional.empty();
        return new PastDeployment(lock.schema(), record, view.consents(), fate(lock), completed(events, record));
    }

    /** If another tool has created a later version beside the promoted one, that one is still the live one. */
    private static Fate fate(DeploymentLock lock) {
        boolean elsewhere = lock.evidence() instanceof PhaseEvidence.SwappedElsewhere;
        boolean later = lock.evidence() instanceof PhaseEvidence.LaterVersion;
        return switch (lock.phase()) {
            case STAGED -> later ? Fate.PROMOTED : Fate.STAGED;
            case PROMOTED -> elsewhere ? Fate.PROMOTED_BY_ANOTHER_TOOL : Fate.PROMOTED;
            case ROLLED_BACK -> Fate.ROLLED_BACK;
            case DROPPING -> Fate.DROPPING;
        };
    }

    private static PastDeployment ended(Track track, HistoryEntry entry) {
        Optional<DeploymentRecord> record = entry.knownRecord();
        List<HistoryEvent> events = new ArrayList<>(completed(track.events(), record));
        if (events.stream().noneMatch(event -> event.what() == What.END || event.what() == What.STATE_VIEW_DROPPED)) {
            events.add(end(entry));
        }
        boolean rolledBack = entry.fate() == Fate.ABORTED && track.fate() == Fate.ROLLED_BACK;
        return new PastDeployment(
                track.lock(), record, entry.consents(), rolledBack ? Fate.ROLLED_BACK : entry.fate(), events);
    }

    private static PastDeployment ended(SchemaName lock, HistoryEntry entry) {
        Optional<DeploymentRecord> record = entry.knownRecord();
        List<HistoryEvent> events = new ArrayList<>(completed(List.of(), record));
        events.add(end(entry));
        return new PastDeployment(lock, record, entry.consents(), entry.fate(), events);
    }

    private static HistoryEvent end(HistoryEntry entry) {
        return HistoryEvent.of(What.END, entry.at(), Optional.of(entry.by()), Source.RECORD);
    }

    /**
     * The events of the audit log, and what only the record holds: the beginning, the last rollback and the last
     * promotion. After a takeover the record has the role of the new run, so it does not show who began.
     */
    private static List<HistoryEvent> completed(List<HistoryEvent> logged, Optional<DeploymentRecord> record) {
        List<HistoryEvent> events = new ArrayList<>(logged);
        boolean begins = logged.stream().anyMatch(event -> BEGINNINGS.contains(event.what()));
        boolean goesBack = logged.stream()
                .anyMatch(event -> event.what() == What.ROLLBACK || event.what() == What.ROLLED_BACK_BY_ANOTHER_TOOL);
        record.filter(known -> !goesBack)
                .flatMap(DeploymentRecord::rolledBack)
                .ifPresent(back -> back.at().ifPresent(at -> insert(events, What.ROLLBACK, at, back.role())));
        record.filter(known -> logged.stream().noneMatch(event -> event.what() == What.PROMOTE))
                .flatMap(DeploymentRecord::promoted)
                .ifPresent(live -> live.at().ifPresent(at -> insert(events, What.PROMOTE, at, live.role())));
        record.filter(known -> !begins)
                .ifPresent(known ->
                        events.add(0, HistoryEvent.of(What.INIT, known.createdAt(), Optional.empty(), Source.RECORD)));
        return events;
    }

    /**
     * Adds what the record holds after the events that are not later. The record has the time of a machine and the audit
     * log that of the server. So the beginning comes first, even if the clock of the machine is slow.
     */
    private static void insert(List<HistoryEvent> events, What what, Instant at, Optional<String> role) {
        int place = (int) events.stream()
                .takeWhile(event ->
                        BEGINNINGS.contains(event.what()) || !event.at().isAfter(at))
                .count();
        events.add(place, HistoryEvent.of(what, at, role, Source.RECORD));
    }
}
