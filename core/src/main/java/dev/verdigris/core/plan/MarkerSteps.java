package dev.verdigris.core.plan;

import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.marker.DeploymentId;
import dev.verdigris.core.marker.DeploymentRecord;
import dev.verdigris.core.marker.Fingerprints;
import dev.verdigris.core.marker.RecordCodec;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.Target;

/** The steps that make a marker and its record. */
final class MarkerSteps {

    private MarkerSteps() {}

    /** The record that a deployment gets which begins now. */
    static DeploymentRecord record(
            CatalogSnapshot catalog, Environment environment, DeploymentKey key, DeploymentId freshId, Instant now) {
        return RecordCodec.fit(new DeploymentRecord(
                RecordCodec.FORMAT_VERSION,
                key.explicitId().orElse(freshId),
                key.explicitId().isPresent(),
                now,
                Optional.of(catalog.nameOf(catalog.session().role())),
                key.commit(),
                key.tag(),
                Fingerprints.ofLive(catalog, environment),
                Optional.empty()));
    }

    /** The record of a side that other tools made, and of which nothing else is known. */
    static DeploymentRecord adopted(
            CatalogSnapshot catalog, Environment environment, DeploymentId freshId, Instant now) {
        return record(catalog, environment, DeploymentKey.NONE, freshId, now);
    }

    /** Creates a marker for a side that other tools made. */
    static void adopt(Draft draft, Environment environment, SchemaName marker, DeploymentRecord record) {
        draft.add(new Step.CreateMarker(marker), "no marker exists: the suffixed side was made with other tools");
        draft.add(new Step.RecordDeployment(marker, record), "it is adopted as deployment " + record.deploymentId());
        giveToLiveOwner(draft, environment, marker);
    }

    /** Gives the marker to the first live schema's or cluster's owner, so that whoever may swap may rename it. */
    static void giveToLiveOwner(Draft draft, Environment environment, SchemaName marker) {
        CatalogSnapshot catalog = draft.catalog();
        Schema schema = catalog.schema(marker).orElseThrow();
        Optional<RoleId> owner = liveOwner(catalog, environment);
        if (owner.isPresent() && owner.get().isUser() && !owner.get().equals(schema.owner())) {
            Identifier name = Wording.roleName(catalog, owner.get());
            draft.add(
                    new Step.ChangeOwner(new Target.OfSchema(marker), name),
                    "whoever may swap must be able to rename the marker");
        }
    }

    private static Optional<RoleId> liveOwner(CatalogSnapshot catalog, Environment environment) {
        Stream<RoleId> schemas = environment.schemas().stream()
                .map(catalog::schema)
                .flatMap(Optional::stream)
                .map(Schema::owner);
        Stream<RoleId> clusters = environment.clusters().stream()
                .map(catalog::cluster)
                .flatMap(Optional::stream)
                .map(Cluster::owner);
        return Stream.concat(schemas, clusters).findFirst();
    }
}
