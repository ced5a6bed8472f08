package dev.verdigris.core.overview;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.deployment.DbtDeployment;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.AtWork;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Promoted;
import dev.verdigris.core.deployment.record.RolledBack;
import dev.verdigris.core.history.HistorySchema;

/**
 * Which version is live.
 *
 * @param source what shows it
 * @param deployment the id of its deployment, if it is one of Verdigris
 * @param role the role whose deployment it is; of dbt the role that promoted it
 * @param commit its commit
 * @param since since when it is live
 * @param promotedBy the role that promoted it with Verdigris, if the record shows it and it was not rolled back
 * @param rollbackBy the role that made it live again by a rollback
 * @param comment what the comment of dbt says, whose time has no zone
 */
public record LiveVersion(
        Source source,
        Optional<String> deployment,
        Optional<String> role,
        Optional<String> commit,
        Optional<Since> since,
        Optional<String> promotedBy,
        Optional<String> rollbackBy,
        Optional<String> comment) {

    /** What shows which version is live. */
    public enum Source {
        /** The record of the deployment in force. */
        RECORD,
        /** The newest history entry of a deployment that went live. */
        HISTORY,
        /** The comment that dbt writes on a schema that it has promoted. */
        DBT,
        /** Only that a rollback made it live again. */
        ROLLBACK
    }

    /** The live version; empty if nothing shows which it is. */
    static Optional<LiveVersion> of(DeploymentView view, Instant now) {
        return switch (view.state()) {
            // After a swap by hand or the loss of the lock schema, the history does not show the live version.
            case DeploymentState.None none -> view.pairs().suffixedInUse() ? byDbt(view) : previous(view, now);
            case DeploymentState.Contradictory contradictory -> Optional.empty();
            case DeploymentState.Locked locked -> of(view, locked.lock(), now);
        };
    }

    private static Optional<LiveVersion> of(DeploymentView view, DeploymentLock lock, Instant now) {
        return switch (lock.evidence()) {
            case PhaseEvidence.HalfSwapped half -> Optional.empty();
            case PhaseEvidence.Unclear unclear -> Optional.empty();
            case PhaseEvidence.SwappedElsewhere swapped -> byDbt(view);
            case PhaseEvidence.WithoutPrevious without -> ofRecord(view, now);
            case PhaseEvidence.LaterVersion later -> byDbt(view).or(() -> ofRecord(view, now));
            case PhaseEvidence.Agreed agreed ->
                switch (lock.phase()) {
                    case STAGED -> previous(view, now);
                    case ROLLED_BACK ->
                        Optional.of(again(byDbt(view).or(() -> byHistory(view, now)), rollback(view), now));
                    case PROMOTED -> ofRecord(view, now);
                    case DROPPING ->
                        view.isPreviousLive().flatMap(previous -> previous ? previous(view, now) : ofRecord(view, now));
                };
        };
    }

    /** The version of the deployment in force. */
    private static Optional<LiveVersion> ofRecord(DeploymentView view, Instant now) {
        return view.lock()
                .flatMap(lock -> lock.knownRecord().map(record -> of(Source.RECORD, record, promotion(lock), now)));
    }

    private static LiveVersion of(Source source, DeploymentRecord record, Optional<Promoted> promotion, Instant now) {
        return new LiveVersion(
                source,
                Optional.of(record.deploymentId().value()),
                record.role(),
                record.provenance().commit(),
                since(record, promotion, now),
                promotion.flatMap(Promoted::role),
                Optional.empty(),
                Optional.empty());
    }

    /** The time of the promotion; if no entry holds it, only what came before; empty if the record began after it. */
    static Optional<Since> since(DeploymentRecord record, Optional<Promoted> promotion, Instant now) {
        return promotion.filter(Promoted::isUnknown).isPresent()
                ? Optional.empty()
                : Optional.of(promotion
                        .flatMap(Promoted::at)
                        .map(at -> Since.exactly(at, now))
                        .orElseGet(() -> Since.after(lastKnown(record), now)));
    }

    /** The entry about the promotion that a state view shows. */
    static Optional<Promoted> promotion(DeploymentLock lock) {
        return lock.knownRecord().flatMap(record -> lock.stateView().flatMap(shown -> record.promoted(shown.token())));
    }

    /** The last time before the promotion that the record holds: the beginning of the deployment or of its last run. */
    private static Instant lastKnown(DeploymentRecord record) {
        return record.atWork()
                .map(AtWork::since)
                .filter(record.createdAt()::isBefore)
                .orElse(record.createdAt());
    }

    /** The version that was live when the deployment in force began, or that is live without one. */
    private static Optional<LiveVersion> previous(DeploymentView view, Instant now) {
        return byDbt(view).or(() -> {
            Optional<RolledBack> last = lastRollback(view);
            return last.isPresent() ? Optional.of(again(byHistory(view, now), last, now)) : byHistory(view, now);
        });
    }

    /** The last rollback, by the deployment in force or by one that ended after the live version's. */
    private static Optional<RolledBack> lastRollback(DeploymentView view) {
        Instant live =
                HistorySchema.lastLive(view).map(kept -> kept.entry().at()).orElse(Instant.MIN);
        return view.record()
                .flatMap(DeploymentRecord::rolledBack)
                .or(() -> HistorySchema.ended(view).reversed().stream()
                        .filter(entry -> entry.at().isAfter(live))
                        .flatMap(entry -> entry.knownRecord().flatMap(DeploymentRecord::rolledBack).stream())
                        .findFirst());
    }

    private static LiveVersion again(Optional<LiveVersion> previous, Optional<RolledBack> rollback, Instant now) {
        Optional<Since> since = rollback.flatMap(RolledBack::at).map(at -> Since.exactly(at, now));
        Optional<String> by = rollback.flatMap(RolledBack::role);
        return previous.map(known -> new LiveVersion(
                        known.source(),
                        known.deployment(),
                        known.role(),
                        known.commit(),
                        since,
                        Optional.empty(),
                        by,
                        known.comment()))
                .orElseGet(() -> new LiveVersion(
                        Source.ROLLBACK,
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        since,
                        Optional.empty(),
                        by,
                        Optional.empty()));
    }

    /** The entry about the rollback in force. */
    static Optional<RolledBack> rollback(DeploymentView view) {
        Optional<StateView> shown = view.lock().flatMap(DeploymentLock::stateView);
        return view.record()
                .flatMap(DeploymentRecord::rolledBack)
                .filter(entry ->
                        shown.filter(state -> entry.isUnder(state.token())).isPresent());
    }

    private static Optional<LiveVersion> byDbt(DeploymentView view) {
        return view.pairs().schemasOf(Side.LIVE).stream()
                .flatMap(schema -> view.catalog().comment(schema.id()).flatMap(DbtDeployment::of).stream())
                .findFirst()
                .map(dbt -> new LiveVersion(
                        Source.DBT,
                        Optional.empty(),
                        Optional.of(dbt.role()),
                        dbt.commit(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(dbt.toString())));
    }

    /** The newest deployment that went live and has ended. */
    private static Optional<LiveVersion> byHistory(DeploymentView view, Instant now) {
        return HistorySchema.lastLive(view)
                .flatMap(kept -> kept.entry()
                        .knownRecord()
                        .map(record -> of(Source.HISTORY, record, record.promoted(kept.token()), now)));
    }

    /** The same without its age. */
    public LiveVersion ageless() {
        return new LiveVersion(
                source, deployment, role, commit, since.map(Since::ageless), promotedBy, rollbackBy, comment);
    }

    /** It in a few words. */
    public String text() {
        String what = switch (source) {
            case RECORD -> words();
            case HISTORY -> words() + ", as the history shows";
            case DBT -> "promoted with dbt " + comment.orElseThrow();
            case ROLLBACK -> "the version before the deployment";
        };
        return Stream.of(
                        Optional.of(what),
                        rollbackBy.map(by -> "live again by a rollback of role " + by),
                        since.map(Since::text).or(() -> unknownTime()),
                        promotedBy.map(by -> "promoted by " + by))
                .flatMap(Optional::stream)
                .reduce((before, next) -> before + ", " + next)
                .orElseThrow();
    }

    /** A record that began after the promotion does not show its time. */
    private Optional<String> unknownTime() {
        return switch (source) {
            case RECORD, HISTORY -> Optional.of("live since an unknown time");
            case DBT, ROLLBACK -> Optional.empty();
        };
    }

    private String words() {
        return "deployment " + deployment.orElseThrow()
                + role.map(name -> " of role " + name).orElse("")
                + commit.map(hash -> ", commit " + hash).orElse("");
    }
}
