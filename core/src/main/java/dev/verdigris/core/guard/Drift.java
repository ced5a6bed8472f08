package dev.verdigris.core.guard;

import java.util.List;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/** Checks that the live side has not changed since the deployment began. If it has, the problem says who changed it. */
final class Drift {

    /** At most this many events are listed. The others are counted. */
    private static final int LISTED = 5;

    private Drift() {}

    static List<Problem> check(DeploymentView view, DeploymentRecord record) {
        Environment environment = view.environment();
        if (Fingerprints.ofLive(view).equals(record.fingerprint())) {
            return List.of();
        }
        String where = "environment " + environment.name();
        return List.of(new Problem(
                ProblemCode.DRIFTED,
                "the live side of " + where + " was changed after deployment " + record.deploymentId() + " began at "
                        + record.createdAt() + who(view.catalog(), environment, record),
                where,
                Fix.choice(
                        Fix.either("make the same change on the staged side"),
                        Fix.either("begin again", Fix.command(Verb.ABORT, environment.name())),
                        Fix.accept(ProblemCode.DRIFTED, "let the swap undo the change"))));
    }

    private static String who(CatalogSnapshot catalog, Environment environment, DeploymentRecord record) {
        List<AuditEvent> events = catalog.auditEvents().stream()
                .filter(event -> !event.occurredAt().isBefore(record.createdAt()))
                .filter(event -> concerns(event, environment))
                .toList();
        if (events.isEmpty()) {
            return "; the audit log does not show who changed it";
        }
        StringBuilder text = new StringBuilder(": ");
        for (AuditEvent event : events.subList(0, Math.min(LISTED, events.size()))) {
            text.append(event.user().orElse("the system"))
                    .append(" did ")
                    .append(event.eventType())
                    .append(' ')
                    .append(event.objectType())
                    .append(" at ")
                    .append(event.occurredAt())
                    .append(' ')
                    .append(event.details())
                    .append("; ");
        }
        if (events.size() > LISTED) {
            text.append("and ").append(events.size() - LISTED).append(" more events");
        } else {
            text.setLength(text.length() - 2);
        }
        return text.toString();
    }

    /**
     * Whether an event concerns the environment. Events contain names within JSON, so a live name is searched in
     * quotes.
     */
    private static boolean concerns(AuditEvent event, Environment environment) {
        return environment.schemas().stream().anyMatch(schema -> names(event, schema.schema()))
                || environment.clusters().stream().anyMatch(cluster -> names(event, cluster));
    }

    private static boolean names(AuditEvent event, Identifier name) {
        String escaped = name.value().replace("\\", "\\\\").replace("\"", "\\\"");
        return event.details().contains("\"" + escaped + "\"");
    }
}
