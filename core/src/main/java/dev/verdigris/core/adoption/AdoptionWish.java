package dev.verdigris.core.adoption;

import dev.verdigris.core.environment.Environment;

/**
 * What is to be adopted.
 *
 * @param environment the environment of the project. Without schemas, all schemas of its database that have views are
 *     adopted
 * @param findsClusters whether the clusters of the environment are those that the catalog shows, and not those given
 * @param grants whether the files have the grants, too
 */
public record AdoptionWish(Environment environment, boolean findsClusters, boolean grants) {}
