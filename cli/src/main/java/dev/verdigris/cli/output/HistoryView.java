package dev.verdigris.cli.output;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.history.Fate;
import dev.verdigris.core.history.History;
import dev.verdigris.core.history.HistoryEvent;
import dev.verdigris.core.history.PastDeployment;
import dev.verdigris.core.name.SchemaName;

/**
 * The history of an environment in the form in which it is shown. {@link ReportView} says how its components become
 * JSON.
 *
 * @param deployments the deployments, newest first
 * @param swaps the swaps by other tools while there was no deployment, newest first
 * @param auditLogSince the time of the first event of the audit log about the environment, if it has one
 * @param auditLogUnread the reason why the audit log could not be read, if it could not
 */
public record HistoryView(
        List<Deployment> deployments,
        List<Event> swaps,
        Optional<Instant> auditLogSince,
        Optional<String> auditLogUnread) {

    /**
     * A deployment.
     *
     * @param id its id, if its record is known
     * @param outcome what became of it
     * @param begunAt the time at which it began, if it is known
     * @param endedAt the time at which all of it was dropped, if it was
     * @param took the time from its beginning to its first promotion; if there was none, to its end
     * @param role the role that began it; if nothing shows that, the role whose deployment it is
     * @param commit the deployed commit
     * @param tag the tag of the CI run
     * @param run the address of the CI run
     * @param files the digest of the model files of the last build; if the deployment was rolled back, of those
     * @param lockSchema its lock schema
     * @param consents the consents that its verbs have used, oldest first
     * @param events what happened, oldest first
     */
    public record Deployment(
            Optional<String> id,
            Fate outcome,
            Optional<Instant> begunAt,
            Optional<Instant> endedAt,
            Optional<Duration> took,
            Optional<String> role,
            Optional<String> commit,
            Optional<String> tag,
            Optional<String> run,
            Optional<String> files,
            String lockSchema,
            List<ConsentView> consents,
            List<Event> events) {

        private static Deployment of(PastDeployment past) {
            Optional<DeploymentRecord> record = past.record();
            return new Deployment(
                    record.map(known -> known.deploymentId().value()),
                    past.fate(),
                    past.begun(),
                    past.ended(),
                    past.took(),
                    past.begun()
                            .flatMap(begun -> past.events().get(0).by())
                            .or(() -> record.flatMap(DeploymentRecord::role)),
                    past.provenance().flatMap(Provenance::commit),
                    past.provenance().flatMap(Provenance::tag),
                    past.provenance().flatMap(Provenance::run),
                    past.files().map(Object::toString),
                    past.lock().toString(),
                    ConsentView.all(past.consents()),
                    Event.all(past));
        }
    }

    /**
     * One event.
     *
     * @param what what happened
     * @param at the time
     * @param role the role, if it is known
     * @param source where it comes from
     * @param files the digest of the files that were rolled back, of the last rollback
     * @param sincePrevious the time since the event before it
     * @param pairs the live names of the pairs that another tool swapped
     * @param through the lock schema of the other environment that swapped them
     */
    public record Event(
            HistoryEvent.What what,
            Instant at,
            Optional<String> role,
            HistoryEvent.Source source,
            Optional<String> files,
            Optional<Duration> sincePrevious,
            List<String> pairs,
            Optional<String> through) {

        private static List<Event> all(PastDeployment past) {
            Optional<HistoryEvent> back = past.events().stream()
                    .filter(event -> event.what() == HistoryEvent.What.ROLLBACK
                            || event.what() == HistoryEvent.What.ROLLED_BACK_BY_ANOTHER_TOOL)
                    .reduce((earlier, later) -> later);
            List<Event> views = new ArrayList<>();
            for (HistoryEvent event : past.events()) {
                Optional<Duration> since = views.isEmpty()
                        ? Optional.empty()
                        : Optional.of(Duration.between(views.getLast().at(), event.at()))
                                .filter(length -> !length.isNegative());
                Optional<String> files = back.filter(event::equals)
                        .flatMap(last -> past.rolledBackFiles())
                        .map(Object::toString);
                views.add(of(event, files, since));
            }
            return views;
        }

        private static Event of(HistoryEvent event, Optional<String> files, Optional<Duration> since) {
            return new Event(
                    event.what(),
                    event.at(),
                    event.by(),
                    event.source(),
                    files,
                    since,
                    event.pairs().stream().map(pair -> pair.live().toString()).toList(),
                    event.through().map(SchemaName::toString));
        }
    }

    static HistoryView of(History history) {
        return new HistoryView(
                history.deployments().stream().map(Deployment::of).toList(),
                history.swaps().stream()
                        .map(swap -> Event.of(swap, Optional.empty(), Optional.empty()))
                        .toList(),
                history.audit().first(),
                history.audit().unread());
    }
}
