package dev.verdigris.core.adoption;

import java.util.Optional;

import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.Identifier;

/**
 * What is to be adopted.
 *
 * @param environment the environment of the project. Without schemas, all schemas of its database that have views are
 *     adopted
 * @param findsClusters whether the clusters of the environment are those that the catalog shows, and not those given
 * @param grants whether the files have the grants, too
 * @param as the schema in which the models are released, if that is not the one in which they are live. The environment
 *     then has one schema
 */
public record AdoptionWish(Environment environment, boolean findsClusters, boolean grants, Optional<Identifier> as) {

    /** A wish for models under their own names. */
    public AdoptionWish(Environment environment, boolean findsClusters, boolean grants) {
        this(environment, findsClusters, grants, Optional.empty());
    }

    /** The same for models that are released in another schema of the database. */
    public AdoptionWish as(Identifier schema) {
        return new AdoptionWish(environment, findsClusters, grants, Optional.of(schema));
    }
}
