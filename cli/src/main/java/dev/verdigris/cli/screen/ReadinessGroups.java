package dev.verdigris.cli.screen;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.readiness.Assessment;
import dev.verdigris.core.readiness.ClusterFigures;
import dev.verdigris.core.readiness.ClusterTrouble;
import dev.verdigris.core.readiness.ExpectedObject;
import dev.verdigris.core.readiness.ObjectState;

/**
 * A judgement of the readiness, by clusters.
 *
 * @param assessment the judgement
 * @param schemas the schemas of the objects
 * @param groups the objects by clusters: first the clusters where something fails, then those that are not ready
 */
record ReadinessGroups(Assessment assessment, Set<SchemaName> schemas, List<Group> groups) {

    ReadinessGroups {
        schemas = Set.copyOf(schemas);
        groups = List.copyOf(groups);
    }

    /**
     * The objects of one cluster.
     *
     * @param cluster its name; empty for the objects that run on none
     * @param strains what is near its limit, in words
     * @param total the number of its objects
     * @param open those that are not ready: first those that fail, then those that wait for no other one
     */
    record Group(Optional<Identifier> cluster, List<String> strains, int total, List<Assessment.Judged> open) {

        Group {
            strains = List.copyOf(strains);
            open = List.copyOf(open);
        }

        private static Group of(
                Optional<Identifier> cluster, List<ClusterFigures> figures, List<Assessment.Judged> objects) {
            return new Group(
                    cluster,
                    figures.stream()
                            .filter(each -> Optional.of(each.name()).equals(cluster))
                            .flatMap(each -> each.strains().stream())
                            .toList(),
                    objects.size(),
                    objects.stream()
                            .filter(each -> !each.state().isReady())
                            .sorted(Comparator.comparing((Assessment.Judged each) ->
                                            !each.state().isFailed())
                                    .thenComparing(each -> !each.waitsFor().isEmpty()))
                            .toList());
        }

        /** The number of objects that are ready. */
        int ready() {
            return total - open.size();
        }

        boolean isFailed() {
            return open.stream().anyMatch(each -> each.state().isFailed());
        }

        /** What keeps all of them from working, if something does. */
        Optional<ClusterTrouble> trouble() {
            return open.stream()
                    .flatMap(each ->
                            each.state() instanceof ObjectState.OnCluster on ? Stream.of(on.trouble()) : Stream.empty())
                    .findFirst();
        }

        /** The objects that are not ready for a reason of their own, and not because their cluster cannot work. */
        List<Assessment.Judged> named() {
            return open.stream()
                    .filter(each -> !(each.state() instanceof ObjectState.OnCluster))
                    .toList();
        }
    }

    /** The view of a judgement. */
    static ReadinessGroups of(Assessment assessment) {
        Map<Optional<Identifier>, List<Assessment.Judged>> clusters = assessment.objects().stream()
                .collect(Collectors.groupingBy(
                        each -> each.object().cluster().map(ExpectedObject.Placement::name),
                        LinkedHashMap::new,
                        Collectors.toList()));
        List<Group> groups = clusters.entrySet().stream()
                .map(each -> Group.of(each.getKey(), assessment.clusters(), each.getValue()))
                .sorted(Comparator.comparing((Group group) -> !group.isFailed())
                        .thenComparing(group -> group.open().isEmpty())
                        .thenComparing(
                                group -> group.cluster().map(Identifier::value).orElse("")))
                .toList();
        Set<SchemaName> schemas = assessment.objects().stream()
                .map(each -> each.object().name().schema())
                .collect(Collectors.toSet());
        return new ReadinessGroups(assessment, schemas, groups);
    }

    /** The name of an object without the parts that all objects have in common. */
    String name(ObjectName name) {
        if (schemas.size() == 1) {
            return name.name().toString();
        }
        boolean oneDatabase =
                schemas.stream().map(SchemaName::database).distinct().count() == 1;
        return oneDatabase ? name.schema().schema() + "." + name.name() : name.toString();
    }
}
