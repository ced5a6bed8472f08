package dev.verdigris.core.model;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.text.Count;

/**
 * Turns model files into the statements that build the staged side.
 *
 * <p>Each file defines one view or materialized view. It may also contain its indexes, comments and grants. psql can
 * run these statements unchanged with the file's schema as search path. Reading has four steps, and each reports all
 * problems that it finds. It cuts the files into statements. It resolves names against the file's schema and the other
 * files. It replaces names in the environment's schemas and clusters by their staged counterparts. It orders the
 * statements.
 */
public final class ModelProject {

    private final TargetNames targets;
    private final SortedSet<ModelProblem> problems = new TreeSet<>();
    private final SortedMap<ObjectName, ParsedModel> models = new TreeMap<>();

    private ModelProject(TargetNames targets) {
        this.targets = targets;
    }

    /**
     * Resolves a project. A mistake of the project's author does not throw. It gives the result {@link
     * ModelResult.Broken}.
     *
     * @param files all files of the project, in any order
     * @param targets the staged counterparts of production names
     */
    public static ModelResult of(Collection<ModelFile> files, TargetNames targets) {
        ModelProject project = new ModelProject(targets);
        ModelReader reader = new ModelReader(targets, project.models, project.problems);
        files.stream().sorted(Comparator.comparing(ModelFile::path)).forEach(reader::read);
        return project.resolve();
    }

    /**
     * The queries of a project without problems as questions to a server, in an order in which each comes after those
     * that it reads.
     *
     * @param files all files of the project; {@link #of} must resolve them
     * @param targets the staged counterparts of production names
     */
    public static List<ModelQuestion> questions(Collection<ModelFile> files, TargetNames targets) {
        ModelProject project = new ModelProject(targets);
        ModelReader reader = new ModelReader(targets, project.models, project.problems);
        files.stream().sorted(Comparator.comparing(ModelFile::path)).forEach(reader::read);
        List<BuildStatement> statements = new ArrayList<>();
        project.models
                .values()
                .forEach(model ->
                        statements.addAll(new StatementBuilder(targets, project.models.keySet(), model).build()));
        List<ObjectName> order = ReadingOrder.of(project.modelsRead(statements)).order();
        return ModelQuestion.of(
                order.stream()
                        .flatMap(name -> Optional.ofNullable(project.models.get(name)).stream())
                        .toList(),
                targets);
    }

    private ModelResult resolve() {
        List<BuildStatement> statements = new ArrayList<>();
        models.values()
                .forEach(model -> statements.addAll(new StatementBuilder(targets, models.keySet(), model).build()));
        ReadingOrder order = ReadingOrder.of(modelsRead(statements));
        order.cycles().forEach(this::report);
        if (!problems.isEmpty()) {
            return new ModelResult.Broken(reported());
        }
        return new ModelResult.Resolved(Layers.of(statements, order.order()));
    }

    /** The problems. A directory of dbt models has one, not one for each file. */
    private List<ModelProblem> reported() {
        List<ModelProblem> ofDbt = problems.stream()
                .filter(problem -> problem.kind() == ModelProblemKind.DBT_MODEL)
                .toList();
        if (ofDbt.size() < 2) {
            return List.copyOf(problems);
        }
        ModelProblem first = ofDbt.getFirst();
        String more = first.what() + "; so are " + Count.of(ofDbt.size() - 1L, "other file");
        List<ModelProblem> reported = new ArrayList<>(problems);
        reported.removeAll(ofDbt);
        reported.add(new ModelProblem(first.file(), first.line(), first.column(), first.kind(), more));
        return reported.stream().sorted().toList();
    }

    private SortedMap<ObjectName, SortedSet<ObjectName>> modelsRead(List<BuildStatement> statements) {
        SortedMap<ObjectName, SortedSet<ObjectName>> reads = new TreeMap<>();
        models.keySet().forEach(model -> reads.put(model, new TreeSet<>()));
        for (BuildStatement statement : statements) {
            statement.reads().stream()
                    .filter(models::containsKey)
                    .forEach(read -> reads.computeIfAbsent(statement.live(), model -> new TreeSet<>())
                            .add(read));
        }
        return reads;
    }

    private void report(List<ObjectName> cycle) {
        ParsedModel model = models.get(cycle.get(0));
        if (model == null) {
            throw new IllegalStateException("a circle runs through " + cycle.get(0) + ", which no file defines");
        }
        int offset = model.definition().map(ParsedModel.Placed::start).orElse(0);
        String path = cycle.stream().map(ObjectName::toString).collect(Collectors.joining(" reads "));
        model.fileProblems().add(offset, ModelProblemKind.CYCLE, path);
    }
}
