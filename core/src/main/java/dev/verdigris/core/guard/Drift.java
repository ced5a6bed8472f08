package dev.verdigris.core.guard;

import java.util.List;

import dev.verdigris.core.catalog.AuditEvent;
import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.deployment.DeploymentRecord;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Fingerprints;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;

/** Whether the live side is still what it was when the deployment began, and if not, who changed it. */
final class Drift {

    /** More than this many events are counted, not listed. */
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
            return "; the audit log does not tell by whom";
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

    /** Events name their objects within JSON; a live name between its quotes is what can be recognized there. */
    private static boolean concerns(AuditEvent event, Environment environment) {
        return environment.schemas().stream().anyMatch(schema -> names(event, schema.schema()))
                || environment.clusters().stream().anyMatch(cluster -> names(event, cluster));
    }

    private static boolean names(AuditEvent event, Identifier name) {
        String escaped = name.value().replace("\\", "\\\\").replace("\"", "\\\"");
        return event.details().contains("\"" + escaped + "\"");
    }
}
