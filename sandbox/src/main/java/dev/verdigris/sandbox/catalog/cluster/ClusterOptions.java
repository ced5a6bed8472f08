package dev.verdigris.sandbox.catalog.cluster;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.sandbox.catalog.context.DdlContext;
import dev.verdigris.sandbox.catalog.store.ClusterConfig;
import dev.verdigris.sandbox.error.SqlError;
import dev.verdigris.sandbox.statement.option.Option;
import dev.verdigris.sandbox.statement.option.OptionValue;
import dev.verdigris.sandbox.statement.option.OptionValues;
import org.jspecify.annotations.Nullable;

/** The options of CREATE CLUSTER and ALTER CLUSTER … SET, read and checked one by one. */
final class ClusterOptions {

    /** Servers have it since 26.38. */
    private static final String COMPRESSION = "EXPERIMENTAL ARRANGEMENT COMPRESSION";

    private final DdlContext ddl;
    private final List<Option> options;

    ClusterOptions(DdlContext ddl, List<Option> options) {
        this.ddl = ddl;
        this.options = options;
        for (Option option : options) {
            if (options.stream()
                            .filter(other -> other.name().equals(option.name()))
                            .count()
                    > 1) {
                throw SqlError.internal(option.name() + " specified more than once");
            }
        }
    }

    boolean has(String name) {
        return OptionValues.find(options, name).isPresent();
    }

    Optional<Boolean> managed() {
        return OptionValues.find(options, "MANAGED").map(OptionValues::flag);
    }

    Optional<String> size() {
        return OptionValues.find(options, "SIZE").map(OptionValues::text);
    }

    Optional<Integer> replicationFactor() {
        return OptionValues.find(options, "REPLICATION FACTOR").map(OptionValues::count);
    }

    /** The options of each replica named under REPLICAS. */
    List<ReplicaStore.Wanted> replicas() {
        List<ReplicaStore.Wanted> replicas = new ArrayList<>();
        Optional<Option> option = OptionValues.find(options, "REPLICAS");
        if (option.isPresent() && option.get().value() instanceof OptionValue.Items items) {
            for (OptionValue value : items.values()) {
                if (value instanceof OptionValue.Nested nested) {
                    replicas.add(replica(nested.name(), nested.options()));
                }
            }
        }
        return replicas;
    }

    static ReplicaStore.Wanted replica(String name, List<Option> options) {
        for (Option option : options) {
            switch (option.name()) {
                case "SIZE", "AVAILABILITY ZONE", "INTERNAL", "INTROSPECTION DEBUGGING", "INTROSPECTION INTERVAL" -> {}
                case "DISK" -> throw diskRefused();
                case "BILLED AS" -> throw SqlError.internal("BILLED AS not supported for non-system users");
                default -> throw SqlError.unsupported(option.name());
            }
        }
        String size = OptionValues.find(options, "SIZE")
                .map(OptionValues::text)
                .orElseThrow(() -> SqlError.internal("SIZE option must be specified"));
        return new ReplicaStore.Wanted(
                name,
                size,
                OptionValues.find(options, "AVAILABILITY ZONE")
                        .map(OptionValues::text)
                        .orElse(null),
                OptionValues.find(options, "INTERNAL").map(OptionValues::flag).orElse(false));
    }

    /** The configuration with all given options. */
    ClusterConfig over(ClusterConfig before) {
        ClusterConfig config = before;
        if (has("DISK")) {
            throw diskRefused();
        }
        if (has("AUTO SCALING STRATEGY")) {
            ddl.requireFeature("enable_auto_scaling_strategy", false, "AUTO SCALING STRATEGY");
            throw SqlError.unsupported("AUTO SCALING STRATEGY");
        }
        if (has(COMPRESSION)) {
            throw SqlError.unsupported(COMPRESSION);
        }
        if (has("FEATURES")) {
            throw SqlError.internal("FEATURES not supported for non-system users");
        }
        Optional<Option> workload = OptionValues.find(options, "WORKLOAD CLASS");
        if (workload.isPresent()) {
            if (!ddl.context.roleName().equals("mz_system")) {
                throw SqlError.internal("WORKLOAD CLASS not supported for non-system users");
            }
            config = config.withWorkloadClass(isNull(workload.get()) ? null : OptionValues.text(workload.get()));
        }
        Optional<Option> zones = OptionValues.find(options, "AVAILABILITY ZONES");
        if (zones.isPresent()) {
            ddl.requireFeature(
                    "enable_managed_cluster_availability_zones", false, "MANAGED, AVAILABILITY ZONES syntax");
            ReplicaStore.requireKnownZones(OptionValues.texts(zones.get()));
            config = config.withAvailabilityZones(OptionValues.texts(zones.get()));
        }
        Optional<Option> debugging = OptionValues.find(options, "INTROSPECTION DEBUGGING");
        if (debugging.isPresent()) {
            config = config.withIntrospectionDebugging(OptionValues.flag(debugging.get()));
        }
        Optional<Option> interval = OptionValues.find(options, "INTROSPECTION INTERVAL");
        if (interval.isPresent()) {
            config = config.withIntrospectionInterval(introspectionInterval(interval.get()));
        }
        Optional<Option> schedule = OptionValues.find(options, "SCHEDULE");
        return schedule.isPresent() ? withSchedule(config, schedule.get()) : config;
    }

    private @Nullable String introspectionInterval(Option option) {
        if (isNull(option)) {
            return null;
        }
        String interval = interval(OptionValues.text(option));
        return interval.equals("00:00:00") ? null : interval;
    }

    private static boolean isNull(Option option) {
        return option.value() instanceof OptionValue.Word word
                && word.name().last().equals("NULL");
    }

    private ClusterConfig withSchedule(ClusterConfig config, Option option) {
        if (!(option.value() instanceof OptionValue.Nested nested)) {
            return config.withSchedule("manual", null);
        }
        ddl.requireFeature("enable_cluster_schedule_refresh", false, "`SCHEDULE = ON REFRESH` cluster option");
        Optional<Option> estimate = nested.options().stream().findFirst();
        return config.withSchedule("on-refresh", estimate.map(this::estimate).orElse("00:00:00"));
    }

    private String estimate(Option option) {
        String text = OptionValues.text(option);
        var row = ddl.sql
                .query(
                        "SELECT $1::interval < interval '0', extract(year FROM $1::interval) <> 0"
                                + " OR extract(month FROM $1::interval) <> 0, $1::interval",
                        text)
                .get(0);
        if (row.flag(0)) {
            throw SqlError.internal("HYDRATION TIME ESTIMATE must be non-negative; got: " + row.text(2));
        }
        if (row.flag(1)) {
            throw SqlError.internal(
                    "HYDRATION TIME ESTIMATE must not involve units larger than days; got: " + row.text(2));
        }
        return row.text(2);
    }

    private String interval(String text) {
        return ddl.sql.query("SELECT $1::interval", text).get(0).text(0);
    }

    /** The first of the options that only managed clusters have. */
    Optional<String> firstOnlyForManaged() {
        return List.of(
                        "AVAILABILITY ZONES",
                        "REPLICATION FACTOR",
                        "INTROSPECTION DEBUGGING",
                        "INTROSPECTION INTERVAL",
                        "SIZE",
                        "DISK",
                        "FEATURES")
                .stream()
                .filter(this::has)
                .findFirst();
    }

    private static SqlError diskRefused() {
        return SqlError.internal("DISK option not supported for modern cluster sizes because disk is always enabled");
    }
}
