package dev.verdigris.core.guard;

import java.util.List;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.access.Role;
import dev.verdigris.core.model.BuildStatement;
import dev.verdigris.core.model.BuildStatement.Effect;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.text.Suggestions;

/** What model files need and do not create: relations outside the environment, clusters, and roles. */
public final class ModelNeeds {

    private ModelNeeds() {}

    /**
     * The relations, clusters and roles that do not exist. The server would refuse the statements that need them.
     *
     * @param catalog the catalog with all schemas and clusters of the staged side
     */
    public static List<Problem> missing(CatalogSnapshot catalog, List<BuildStatement> statements) {
        return statements.stream()
                .flatMap(statement -> missing(catalog, statement))
                .toList();
    }

    private static Stream<Problem> missing(CatalogSnapshot catalog, BuildStatement statement) {
        // A relation that a model defines has another name on the staged side.
        Stream<String> relations = statement.reads().stream()
                .filter(statement.inputs()::contains)
                .filter(read -> !exists(catalog, read))
                .map(read -> "relation " + read + ofSchema(catalog, read));
        Stream<String> clusters = statement.cluster().stream()
                .filter(cluster -> catalog.cluster(cluster).isEmpty())
                .map(cluster -> "cluster " + cluster + ofCluster(catalog, cluster));
        return Stream.of(relations, clusters, roles(catalog, statement))
                .flatMap(needs -> needs)
                .map(what -> new Problem(
                        ProblemCode.BAD_MODEL,
                        "the statement needs " + what + ", which does not exist",
                        statement.place(),
                        new Fix.Edit(
                                new Place.Line(statement.file(), statement.line()),
                                "correct the name, or create it before the deployment")));
    }

    /** The clusters that may be meant by a name. */
    static String ofCluster(CatalogSnapshot catalog, Identifier written) {
        return Suggestions.clause(
                written.value(), catalog.clusters().stream().map(Cluster::name).toList(), Identifier::value);
    }

    /** The schemas that may be meant by the schema of a name. */
    static String ofSchema(CatalogSnapshot catalog, ObjectName written) {
        SchemaName schema = written.schema();
        if (catalog.schema(schema).isPresent()) {
            return "";
        }
        List<SchemaName> known = catalog.schemas().stream()
                .map(catalog::nameOf)
                .filter(name -> name.database().equals(schema.database()))
                .toList();
        return Suggestions.clause(
                schema.schema().value(), known, name -> name.schema().value());
    }

    private static Stream<String> roles(CatalogSnapshot catalog, BuildStatement statement) {
        return statement.effect() instanceof Effect.Grant grant
                ? grant.roles().stream()
                        .filter(name -> catalog.roles().stream()
                                .noneMatch(role -> role.name().equals(name)))
                        .map(name -> "role " + name
                                + Suggestions.clause(
                                        name.value(),
                                        catalog.roles().stream().map(Role::name).toList(),
                                        Identifier::value))
                : Stream.empty();
    }

    /** Whether a relation exists. */
    static boolean exists(CatalogSnapshot catalog, ObjectName relation) {
        return relations(catalog, relation).findAny().isPresent();
    }

    /** The relation of a name, if it exists. */
    static Stream<Item> relations(CatalogSnapshot catalog, ObjectName relation) {
        return catalog.schema(relation.schema()).stream()
                .flatMap(schema -> catalog.itemsNamed(schema.id(), relation.name()).stream())
                .filter(item -> item.kind().isRelation());
    }
}
