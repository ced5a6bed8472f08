package dev.verdigris.core.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.record.Built;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.deployment.record.RolledBack;
import dev.verdigris.core.history.HistoryEvent.What;
import dev.verdigris.core.name.SchemaName;

/**
 * A deployment of an environment, ended or in force.
 *
 * @param lock its lock schema
 * @param record its record; empty if neither a state view nor a history entry has it
 * @param consents the consents that its verbs have used, oldest first; empty also if nothing has them any more
 * @param fate what became of it
 * @param events what happened, oldest first; never empty
 */
public record PastDeployment(
        SchemaName lock,
        Optional<DeploymentRecord> record,
        List<GivenConsent> consents,
        Fate fate,
        List<HistoryEvent> events) {

    public PastDeployment {
        consents = List.copyOf(consents);
        events = List.copyOf(events);
    }

    /** The digest of the files that were rolled back last, if they are known. */
    public Optional<Digest> rolledBackFiles() {
        return record.flatMap(DeploymentRecord::rolledBack).flatMap(RolledBack::files);
    }

    /**
     * The digest of the files that it is about: those that were rolled back if that was its end, or of the last build.
     */
    public Optional<Digest> files() {
        Optional<Digest> built = builtFiles();
        return fate == Fate.ROLLED_BACK ? rolledBackFiles().or(() -> built) : built;
    }

    /**
     * Where these files come from, as far as the record shows it. Of files that were rolled back it may know the
     * commit.
     */
    public Optional<Provenance> provenance() {
        return record.map(DeploymentRecord::provenance)
                .filter(origin -> files().equals(builtFiles()))
                .or(() -> record.flatMap(DeploymentRecord::rolledBack)
                        .flatMap(RolledBack::commit)
                        .map(commit -> new Provenance(Optional.of(commit), Optional.empty(), Optional.empty())));
    }

    private Optional<Digest> builtFiles() {
        return record.flatMap(DeploymentRecord::built).flatMap(Built::files);
    }

    /** The time at which it began; empty if only later events are known. */
    public Optional<Instant> begun() {
        HistoryEvent first = events.get(0);
        return first.what() == What.INIT || first.what() == What.ADOPT ? Optional.of(first.at()) : Optional.empty();
    }

    /** The time at which all of it was dropped. */
    public Optional<Instant> ended() {
        return last(What.END).or(() -> last(What.STATE_VIEW_DROPPED));
    }

    private Optional<Instant> last(What what) {
        return events.stream()
                .filter(event -> event.what() == what)
                .map(HistoryEvent::at)
                .reduce((one, other) -> other);
    }

    /** The time from its beginning to its first promotion; if there was none, to its end. */
    public Optional<Duration> took() {
        Optional<Instant> promoted = events.stream()
                .filter(event -> event.what() == What.PROMOTE || event.what() == What.PROMOTED_BY_ANOTHER_TOOL)
                .map(HistoryEvent::at)
                .findFirst();
        return begun().flatMap(from -> promoted.or(this::ended).map(to -> Duration.between(from, to)))
                .filter(length -> !length.isNegative());
    }
}
