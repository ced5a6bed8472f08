package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.verdigris.core.name.ObjectName;

/**
 * Turns model files into the statements that build the staged side.
 *
 * <p>Each file defines one view or materialized view and may hold its indexes, comments and grants, as statements that
 * run unchanged under psql with the file's schema as search path. Reading goes in four steps, each of which reports all
 * that it finds: the files are cut into statements; names are resolved against the file's schema and the other files;
 * names that lead into deployed schemas and clusters are replaced by their staged counterparts; the statements are put in
 * order.
 */
public final class ModelProject {

    private final TargetNames targets;
    private final SortedSet<ModelProblem> problems = new TreeSet<>();
    private final SortedMap<ObjectName, Source> sources = new TreeMap<>();

    private ModelProject(TargetNames targets) {
        this.targets = targets;
    }

    /**
     * Resolves a project. Mistakes of the project's author never throw; they are the {@link ModelResult.Broken} result.
     *
     * @param files all files of the project, in any order
     * @param targets where production names lead
     */
    public static ModelResult of(Collection<ModelFile> files, TargetNames targets) {
        ModelProject project = new ModelProject(targets);
        SourceReader reader = new SourceReader(targets, project.sources, project.problems);
        files.stream().sorted(Comparator.comparing(ModelFile::path)).forEach(reader::read);
        return project.resolve();
    }

    private ModelResult resolve() {
        List<BuildStatement> statements = new ArrayList<>();
        sources.values()
                .forEach(source -> statements.addAll(new StatementBuilder(targets, sources.keySet(), source).build()));
        ReadingOrder order = ReadingOrder.of(modelsRead(statements));
        order.cycles().forEach(this::complain);
        if (!problems.isEmpty()) {
            return new ModelResult.Broken(List.copyOf(problems));
        }
        return new ModelResult.Resolved(Layers.of(statements, order.order()));
    }

    private SortedMap<ObjectName, SortedSet<ObjectName>> modelsRead(List<BuildStatement> statements) {
        SortedMap<ObjectName, SortedSet<ObjectName>> reads = new TreeMap<>();
        sources.keySet().forEach(model -> reads.put(model, new TreeSet<>()));
        for (BuildStatement statement : statements) {
            statement.reads().stream()
                    .filter(sources::containsKey)
                    .forEach(read -> reads.computeIfAbsent(statement.live(), model -> new TreeSet<>())
                            .add(read));
        }
        return reads;
    }

    private void complain(List<ObjectName> cycle) {
        Source source = sources.get(cycle.get(0));
        if (source == null) {
            throw new IllegalStateException("a circle runs through " + cycle.get(0) + ", which no file defines");
        }
        int offset = source.definition().map(Source.Placed::start).orElse(0);
        String path = cycle.stream().map(ObjectName::toString).collect(Collectors.joining(" reads "));
        source.complaints().add(offset, ModelProblemKind.CYCLE, path);
    }
}
