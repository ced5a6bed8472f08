package dev.verdigris.cli.output.diff;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.diff.ContractDiff;
import dev.verdigris.core.diff.Effect;
import dev.verdigris.core.diff.Judged;
import dev.verdigris.core.diff.ObjectDiff;

/**
 * The changes of contracts.
 *
 * @param headline the result in one clause
 * @param changed how many objects are added, removed or changed
 * @param breaking how many of them can break a reader
 * @param same how many keep their contract
 * @param readers how many readers the breaking objects have
 * @param objects every object, the breaking ones first, then the others that change
 */
public record ContractView(
        String headline, int changed, int breaking, int same, int readers, List<ComparedObject> objects) {

    /**
     * One object.
     *
     * @param name its live name
     * @param kind its kind after the swap
     * @param live the kind of the live object, if there is one
     * @param staged the kind of the staged object, if there is one
     * @param verdict what happens to it
     * @param breaking whether it can break a reader
     * @param redefined whether its definition changes
     * @param changes the changes of its contract, the worst first
     * @param readers the readers of the live object
     */
    public record ComparedObject(
            String name,
            ItemKind kind,
            Optional<ItemKind> live,
            Optional<ItemKind> staged,
            ObjectDiff.Verdict verdict,
            boolean breaking,
            boolean redefined,
            List<Change> changes,
            List<ReaderView> readers) {

        private static ComparedObject of(ObjectDiff object) {
            return new ComparedObject(
                    object.name().toString(),
                    object.kind(),
                    object.live(),
                    object.staged(),
                    object.verdict(),
                    object.isBreaking(),
                    object.redefined(),
                    object.changes().stream().map(Change::of).toList(),
                    object.readers().stream().map(ReaderView::of).toList());
        }
    }

    /**
     * One change.
     *
     * @param change its kind in kebab case, such as {@code column-removed}
     * @param effect what it means for readers
     * @param text the change in one clause
     * @param reason why it has this effect
     * @param of the parts of the change
     */
    public record Change(String change, Effect effect, String text, String reason, ChangeParts of) {

        private static Change of(Judged judged) {
            return new Change(
                    ChangeParts.kind(judged.change()),
                    judged.effect(),
                    judged.text(),
                    judged.reason(),
                    ChangeParts.of(judged.change()));
        }
    }

    static ContractView of(ContractDiff diff) {
        return new ContractView(
                diff.headline(),
                diff.changed().size(),
                diff.breaking().size(),
                diff.same().size(),
                diff.concerned().size(),
                diff.objects().stream().map(ComparedObject::of).toList());
    }
}
