package dev.verdigris.core.plan;

import java.util.Optional;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.RoleId;
import dev.verdigris.core.catalog.Schema;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.MarkerNames;
import dev.verdigris.core.environment.Phase;
import dev.verdigris.core.environment.Seal;
import dev.verdigris.core.guard.Wording;
import dev.verdigris.core.marker.DeploymentRecord;
import dev.verdigris.core.marker.Fingerprints;
import dev.verdigris.core.marker.Marker;
import dev.verdigris.core.marker.RecordCodec;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.step.Step;
import dev.verdigris.core.step.Target;

/** The steps that make a marker and its record. */
final class MarkerSteps {

    private MarkerSteps() {}

    /** The seal that a run makes for what is staged. */
    static ObjectName seal(Environment environment, Phase phase, Fresh fresh) {
        return MarkerNames.of(environment).seal(new Seal(phase, fresh.nonce()));
    }

    /**
     * Takes over a seal whose maker wrote no record, unless this very run made it, and returns what it is called then.
     *
     * @param marker has a seal
     */
    static ObjectName takeOver(Draft draft, Environment environment, Marker marker, Fresh fresh) {
        ObjectName old = marker.sealName().orElseThrow();
        ObjectName own = seal(environment, marker.phase(), fresh);
        if (!old.equals(own)) {
            draft.add(new Step.TakeOverSeal(old, own), "whoever made it wrote no record; from here on they cannot");
        }
        return own;
    }

    /** The record that a deployment gets which begins now. */
    static DeploymentRecord record(CatalogSnapshot catalog, Environment environment, DeploymentKey key, Fresh fresh) {
        return RecordCodec.fit(new DeploymentRecord(
                RecordCodec.FORMAT_VERSION,
                key.explicitId().orElse(fresh.deployment()),
                key.explicitId().isPresent(),
                fresh.now(),
                Optional.of(catalog.nameOf(catalog.session().role())),
                key.commit(),
                key.tag(),
                Fingerprints.ofLive(catalog, environment),
                Optional.empty()));
    }

    /** The record of a side that other tools made, and of which nothing else is known. */
    static DeploymentRecord adopted(CatalogSnapshot catalog, Environment environment, Fresh fresh) {
        return record(catalog, environment, DeploymentKey.NONE, fresh);
    }

    /**
     * Makes a marker, or completes one without a seal, for a side that other tools made; returns its seal.
     *
     * @param as what the suffixed side is taken for
     */
    static ObjectName adopt(Draft draft, Environment environment, Phase as, Fresh fresh) {
        SchemaName marker = MarkerNames.of(environment).schema();
        ObjectName seal = seal(environment, as, fresh);
        DeploymentRecord record = adopted(draft.catalog(), environment, fresh);
        if (draft.catalog().schema(marker).isEmpty()) {
            draft.add(new Step.CreateMarker(marker), "no marker exists: the suffixed side was made with other tools");
        }
        draft.add(new Step.CreateSeal(seal), "it says that the suffixed side is " + as.side());
        draft.add(new Step.RecordDeployment(seal, record), "it is adopted as deployment " + record.deploymentId());
        giveToLiveOwner(draft, environment, seal);
        return seal;
    }

    /**
     * Gives seal and marker to the first live schema's or cluster's owner, so that whoever may swap may rename the seal.
     * The seal comes first, for the server asks its giver for CREATE on the schema.
     */
    static void giveToLiveOwner(Draft draft, Environment environment, ObjectName seal) {
        CatalogSnapshot catalog = draft.catalog();
        Schema schema = catalog.schema(seal.schema()).orElseThrow();
        Optional<RoleId> owner = liveOwner(catalog, environment);
        if (owner.isEmpty() || !owner.get().isUser()) {
            return;
        }
        Identifier name = Wording.roleName(catalog, owner.get());
        boolean sealIsTheirs = catalog.itemsNamed(schema.id(), seal.name()).stream()
                .allMatch(item -> item.owner().equals(owner.get()));
        if (!sealIsTheirs) {
            draft.add(new Step.GiveSeal(seal, name), "whoever may swap must be able to rename the seal");
        }
        if (!owner.get().equals(schema.owner())) {
            draft.add(
                    new Step.ChangeOwner(new Target.OfSchema(seal.schema()), name),
                    "whoever may end the deployment must be able to drop the marker");
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
