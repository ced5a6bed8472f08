package dev.verdigris.core.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.EnvironmentRules;
import dev.verdigris.core.environment.Sides;
import dev.verdigris.core.guard.Guardrails;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.marker.DeploymentRecord;
import dev.verdigris.core.marker.DeploymentState;
import dev.verdigris.core.marker.Marker;
import dev.verdigris.core.marker.MarkerRecord;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.sql.Ddl;

/** What every verb asks before it looks at anything else, and the problems that states themselves are. */
final class Preconditions {

    private Preconditions() {}

    /** Whether the environment makes sense and its databases exist. */
    static List<Problem> environment(CatalogSnapshot catalog, Environment environment) {
        List<Problem> problems = new ArrayList<>(EnvironmentRules.check(environment));
        problems.addAll(Guardrails.databases(catalog, environment));
        return problems;
    }

    /** Several seals at once: which one to keep is read off their records. */
    static Problem contradictory(Environment environment, DeploymentState.Contradictory state) {
        List<ObjectName> seals = state.markers().stream()
                .flatMap(marker -> marker.sealName().stream())
                .toList();
        return new Problem(
                ProblemCode.MARKERS_CONFLICT,
                "the seals " + seals.stream().map(ObjectName::toString).collect(Collectors.joining(" and "))
                        + " exist at once",
                "environment " + environment.name(),
                "-- find out which one tells the truth, and drop every other one\n"
                        + state.markers().stream()
                                .flatMap(marker -> marker.sealName().stream().map(seal -> drop(seal, marker.record())))
                                .collect(Collectors.joining("\n")));
    }

    private static String drop(ObjectName seal, MarkerRecord record) {
        String says = switch (record) {
            case MarkerRecord.Known known -> {
                DeploymentRecord of = known.record();
                yield "deployment " + of.deploymentId() + ", begun at " + of.createdAt()
                        + of.role().map(role -> " by " + role).orElse("");
            }
            case MarkerRecord.Missing missing -> "no record";
            case MarkerRecord.Unreadable unreadable -> "a record that cannot be read: " + unreadable.why();
        };
        return Wording.comment(says) + "\n" + Wording.sql(Ddl.drop(ItemKind.VIEW, seal));
    }

    /** A record that is not readable; one that is missing is no problem of this kind. */
    static Optional<Problem> unreadable(Marker marker) {
        return switch (marker.record()) {
            case MarkerRecord.Known known -> Optional.empty();
            case MarkerRecord.Missing missing -> Optional.empty();
            case MarkerRecord.Unreadable unreadable ->
                marker.sealName()
                        .map(seal -> new Problem(
                                ProblemCode.RECORD_UNREADABLE,
                                "the record of seal " + seal + " cannot be read: " + unreadable.why() + ": "
                                        + unreadable.comment(),
                                "view " + seal,
                                "-- use the version that wrote it; or, if nobody is at work, remove it\n"
                                        + Wording.sql(Ddl.uncomment(ItemKind.VIEW, seal))));
        };
    }

    /**
     * A marker without a seal, which says nothing of a deployment. Its maker has just begun, or died; or a drop was
     * stopped before its last step.
     */
    static Problem unsealed(Environment environment, Marker marker, Sides sides) {
        String go = sides.suffixedInUse()
                ? "-- finish the deployment that the suffixed side belongs to\n"
                        + Wording.command("promote", environment.name())
                : "-- begin a deployment, which takes it over\n" + Wording.command("init", environment.name());
        String end = Wording.command("abort", environment.name()) + (sides.anySuffixed() ? " --adopt" : "");
        return new Problem(
                ProblemCode.RECORD_UNREADABLE,
                "the marker " + marker
                        + " bears no seal: a verb has just begun, or was stopped at its first or last step",
                marker.toString(),
                go + "\n-- or drop it\n" + end);
    }

    /** A cleanup or abort that has begun. */
    static Problem dropping(Environment environment, Marker marker) {
        return new Problem(
                ProblemCode.DROPPING,
                "a cleanup or abort of environment " + environment.name() + " has begun: its marker is " + marker,
                "environment " + environment.name(),
                Wording.command("cleanup", environment.name()));
    }

    /** A verb that needs something staged, where there is nothing. */
    static Problem nothingStaged(Environment environment, String why, String cure) {
        return new Problem(
                ProblemCode.NOTHING_STAGED,
                "environment " + environment.name() + " has no staged deployment: " + why,
                "environment " + environment.name(),
                cure);
    }

    /** A verb that needs something promoted, where there is nothing. */
    static Problem notPromoted(Environment environment, String why, String cure) {
        return new Problem(
                ProblemCode.NOT_PROMOTED,
                "environment " + environment.name() + " has no promoted deployment: " + why,
                "environment " + environment.name(),
                cure);
    }
}
