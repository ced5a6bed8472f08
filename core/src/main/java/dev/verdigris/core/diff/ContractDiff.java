package dev.verdigris.core.diff;

import java.util.Comparator;
import java.util.List;

import dev.verdigris.core.text.Count;

/**
 * What the swap changes in the contracts of the objects of an environment.
 *
 * @param objects every relation, type and function that the live or the staged side has: first those that break a
 *     reader, then the others that change, each group by name
 */
public record ContractDiff(List<ObjectDiff> objects) {

    private static final Comparator<ObjectDiff> ORDER = Comparator.comparing(ContractDiff::rank)
            .thenComparing(ObjectDiff::name)
            .thenComparing(ObjectDiff::kind);

    public ContractDiff {
        objects = objects.stream().sorted(ORDER).toList();
    }

    private static int rank(ObjectDiff object) {
        if (object.isBreaking()) {
            return 0;
        }
        return object.verdict() == ObjectDiff.Verdict.SAME ? 2 : 1;
    }

    /** The objects whose contract changes, with those that are added or removed. */
    public List<ObjectDiff> changed() {
        return objects.stream()
                .filter(object -> object.verdict() != ObjectDiff.Verdict.SAME)
                .toList();
    }

    /** The objects that keep their contract. */
    public List<ObjectDiff> same() {
        return objects.stream()
                .filter(object -> object.verdict() == ObjectDiff.Verdict.SAME)
                .toList();
    }

    /** The objects with a change that can break a reader. */
    public List<ObjectDiff> breaking() {
        return objects.stream().filter(ObjectDiff::isBreaking).toList();
    }

    /** The readers of the objects that break, each once. */
    public List<Reader> concerned() {
        return breaking().stream()
                .flatMap(object -> object.readers().stream())
                .map(ContractDiff::plain)
                .distinct()
                .toList();
    }

    /** A reader of several objects is one reader, although it reads one of them directly and another one not. */
    private static Reader plain(Reader reader) {
        return switch (reader) {
            case Reader.Dependent dependent ->
                new Reader.Dependent(dependent.kind(), dependent.name(), dependent.owner(), true);
            case Reader.Sink sink -> sink;
            case Reader.Grantee grantee -> grantee;
            case Reader.Exposure exposure -> exposure;
        };
    }

    /** The result in one clause. */
    public String headline() {
        int changed = changed().size();
        int breaking = breaking().size();
        if (changed == 0) {
            return "no contract changes";
        }
        int readers = concerned().size();
        return Count.of(changed, "object") + " changed, "
                + (breaking == 0
                        ? "none breaking"
                        : breaking + " breaking for "
                                + (readers == 0 ? "no known reader" : Count.of(readers, "reader")));
    }
}
