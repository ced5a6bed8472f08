package dev.verdigris.core.guard.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.deployment.Digests;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.problem.Change;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;

/** Compares the model files of a run with those of an approved plan. */
final class FileChanges {

    private FileChanges() {}

    /**
     * A problem for each file that differs. A plan that fixes the objects of the staged side, and names no files, does
     * not depend on files, unless the run builds from them.
     *
     * @param since the time and the author of the plan, as the beginning of a sentence
     */
    static List<Problem> of(Approval approval, String since, Fix fix) {
        boolean objects = approval.plan().world().staged().isPresent() && !approval.builds();
        if (approval.files().isEmpty()
                || objects && approval.plan().wish().files().isEmpty()) {
            return List.of();
        }
        SortedMap<String, Digest> now = new TreeMap<>();
        for (ModelFile file : approval.files().get()) {
            now.put(file.path(), digest(file));
        }
        SortedMap<String, Digest> planned = new TreeMap<>();
        for (PlanFile.Model model : approval.plan().models()) {
            model.path().ifPresent(path -> model.digest().ifPresent(digest -> planned.put(path, digest)));
        }
        if (planned.isEmpty() && !now.isEmpty()) {
            return List.of(new Problem(
                    ProblemCode.PLAN_STALE,
                    "the plan was made without model files, and this run has some",
                    approval.file(),
                    fix));
        }
        List<Problem> problems = new ArrayList<>();
        for (Map.Entry<String, Digest> each : now.entrySet()) {
            Optional<Digest> before = Optional.ofNullable(planned.get(each.getKey()));
            if (before.isEmpty()) {
                problems.add(problem(each.getKey(), "was added", Change.Kind.CREATED, since, fix));
            } else if (!before.get().equals(each.getValue())) {
                problems.add(problem(each.getKey(), "was edited", Change.Kind.ALTERED, since, fix));
            }
        }
        planned.keySet().stream()
                .filter(path -> !now.containsKey(path))
                .forEach(path -> problems.add(problem(path, "was removed", Change.Kind.DROPPED, since, fix)));
        return problems;
    }

    /** The digest of one file. */
    static Digest digest(ModelFile file) {
        return Digests.ofFiles(List.of(file));
    }

    private static Problem problem(String path, String what, Change.Kind kind, String since, Fix fix) {
        String object = "model file " + path;
        return Unexplained.problem(
                fix,
                since + ", " + object + " " + what,
                object,
                kind,
                Optional.of("text"),
                Optional.empty(),
                Optional.empty());
    }
}
