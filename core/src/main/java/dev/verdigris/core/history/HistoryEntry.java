package dev.verdigris.core.history;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.consent.GivenConsent;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.environment.Environment;

/**
 * What is kept of a deployment after its end: one view in the {@link HistorySchema}, whose name is the fencing token of
 * the deployment's last state view.
 *
 * @param record the record of the deployment at its end
 * @param held its pairs; empty if no state view had them
 * @param consents the consents that its verbs have used
 * @param fate {@link Fate#CLEANED_UP}, {@link Fate#ABORTED} or {@link Fate#ROLLED_BACK}
 * @param at the time of its end, by the clock of the machine that ran the verb
 * @param by the role that ended it
 */
public record HistoryEntry(
        StoredRecord record, Optional<HeldPairs> held, List<GivenConsent> consents, Fate fate, Instant at, String by) {

    public HistoryEntry {
        consents = List.copyOf(consents);
        switch (fate) {
            case CLEANED_UP, ABORTED, ROLLED_BACK -> {}
            case STAGED, PROMOTED, PROMOTED_BY_ANOTHER_TOOL, DROPPING, STATE_VIEW_DROPPED, UNKNOWN ->
                throw new IllegalArgumentException("not an end of a deployment: " + fate);
        }
    }

    /** Whether the deployment held pairs of an environment, as far as its pairs are known. */
    boolean concerns(Environment environment) {
        return held.map(pairs -> !pairs.sharedWith(environment).isEmpty()).orElse(true);
    }

    /** The record, if it could be read. */
    public Optional<DeploymentRecord> knownRecord() {
        return record instanceof StoredRecord.Known known ? Optional.of(known.record()) : Optional.empty();
    }
}
