/**
 * DDL for clusters and their replicas.
 *
 * <p>Open {@link dev.verdigris.sandbox.catalog.cluster.ClusterDdl} first.
 */
@NullMarked
package dev.verdigris.sandbox.catalog.cluster;

import org.jspecify.annotations.NullMarked;
