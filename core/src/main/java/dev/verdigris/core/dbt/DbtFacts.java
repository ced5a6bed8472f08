package dev.verdigris.core.dbt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.name.ObjectName;

/**
 * What dbt says about the relations of an environment: the model and its owner, and the exposures that read it. A
 * manifest names live or staged relations, as dbt was run. Both are found by either name.
 *
 * @param models what dbt says of each relation, by its live name
 * @param exposures the exposures that read a relation of the environment, with these relations by their live names
 * @param names the live name of each relation, by the text of its live and of its staged name
 */
public record DbtFacts(Map<ObjectName, DbtModel> models, List<DbtExposure> exposures, Map<String, ObjectName> names) {

    /** Nothing is known. */
    public static final DbtFacts NONE = new DbtFacts(Map.of(), List.of(), Map.of());

    public DbtFacts {
        models = Map.copyOf(models);
        exposures = List.copyOf(exposures);
        names = Map.copyOf(names);
    }

    /** The facts of a manifest for an environment. */
    public static DbtFacts of(DbtManifest manifest, Environment environment) {
        Map<ObjectName, DbtModel> models = new HashMap<>();
        manifest.models().forEach(model -> models.put(environment.liveName(model.relation()), model));
        List<DbtExposure> exposures = manifest.exposures().stream()
                .map(exposure -> exposure.reading(exposure.reads().stream()
                        .map(environment::liveName)
                        .filter(read -> environment.schemas().contains(read.schema()))
                        .toList()))
                .filter(exposure -> !exposure.reads().isEmpty())
                .toList();
        return new DbtFacts(models, exposures, names(models.keySet(), environment));
    }

    /** A text that two relations share is none of a relation: it would name the wrong owner. */
    private static Map<String, ObjectName> names(Set<ObjectName> relations, Environment environment) {
        Map<String, ObjectName> names = new HashMap<>();
        Set<String> shared = new HashSet<>();
        for (ObjectName live : relations) {
            List<ObjectName> both = new ArrayList<>(List.of(live));
            if (environment.schemas().contains(live.schema())) {
                both.add(live.in(live.schema().withSuffix(environment.suffix())));
            }
            for (ObjectName name : both) {
                if (names.put(name.toString(), live) != null) {
                    shared.add(name.toString());
                }
            }
        }
        names.keySet().removeAll(shared);
        return names;
    }

    /** What dbt says of a relation, by its live or its staged name. */
    public Optional<DbtModel> model(ObjectName relation) {
        return Optional.ofNullable(names.get(relation.toString())).map(models::get);
    }

    /** The exposures that read a relation, by its live or its staged name. */
    public List<DbtExposure> readers(ObjectName relation) {
        Optional<ObjectName> live = Optional.ofNullable(names.get(relation.toString()));
        return exposures.stream()
                .filter(exposure -> live.filter(exposure.reads()::contains).isPresent())
                .toList();
    }

    /**
     * The relation at a place, by its live name.
     *
     * @param place the kind and the full name of an object, as {@link dev.verdigris.core.problem.Problem#where} has them
     */
    public Optional<ObjectName> at(String place) {
        return Arrays.stream(ItemKind.values())
                .map(kind -> kind.text() + " ")
                .filter(place::startsWith)
                .map(kind -> names.get(place.substring(kind.length())))
                .flatMap(name -> Optional.ofNullable(name).stream())
                .findFirst();
    }
}
