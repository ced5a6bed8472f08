package dev.verdigris.sandbox.catalog.store;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * The rest of a cluster's configuration.
 *
 * @param availabilityZones empty if none are named
 * @param introspectionDebugging whether replicas log their own logging
 * @param introspectionInterval as PostgreSQL prints it; null for none
 * @param schedule manual or on-refresh
 * @param hydrationEstimate as PostgreSQL prints it, or null
 * @param workloadClass or null
 */
public record ClusterConfig(
        List<String> availabilityZones,
        boolean introspectionDebugging,
        @Nullable String introspectionInterval,
        String schedule,
        @Nullable String hydrationEstimate,
        @Nullable String workloadClass) {

    public ClusterConfig {
        availabilityZones = List.copyOf(availabilityZones);
    }

    /** The configuration of a cluster without any of these options. */
    public static ClusterConfig standard() {
        return new ClusterConfig(List.of(), false, "00:00:01", "manual", null, null);
    }

    /** The same with other availability zones. */
    public ClusterConfig withAvailabilityZones(List<String> zones) {
        return new ClusterConfig(
                zones, introspectionDebugging, introspectionInterval, schedule, hydrationEstimate, workloadClass);
    }

    /** The same with debugging of introspection on or off. */
    public ClusterConfig withIntrospectionDebugging(boolean debugging) {
        return new ClusterConfig(
                availabilityZones, debugging, introspectionInterval, schedule, hydrationEstimate, workloadClass);
    }

    /** The same with another interval; null for no introspection. */
    public ClusterConfig withIntrospectionInterval(@Nullable String interval) {
        return new ClusterConfig(
                availabilityZones, introspectionDebugging, interval, schedule, hydrationEstimate, workloadClass);
    }

    /** The same with another schedule and estimate. */
    public ClusterConfig withSchedule(String newSchedule, @Nullable String estimate) {
        return new ClusterConfig(
                availabilityZones, introspectionDebugging, introspectionInterval, newSchedule, estimate, workloadClass);
    }

    /** The same with another workload class; null for none. */
    public ClusterConfig withWorkloadClass(@Nullable String newClass) {
        return new ClusterConfig(
                availabilityZones,
                introspectionDebugging,
                introspectionInterval,
                schedule,
                hydrationEstimate,
                newClass);
    }
}
