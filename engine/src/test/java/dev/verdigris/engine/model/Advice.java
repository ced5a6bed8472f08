package dev.verdigris.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.deployment.DeploymentState;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.guard.VerbGuardrails;
import dev.verdigris.core.guard.identity.HeldPairsRules;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.step.Step;

/** The statements by hand that a problem shows where no verb may guess. */
sealed interface Advice {

    /**
     * Another tool has swapped some pairs and left the others. These are the statements that the problem shows for
     * swapping them again, exactly as it shows them.
     */
    record SwapAgain(List<String> statements) implements Advice {

        /** The statements that take effect together: those of one transaction, or a single one. */
        List<List<String>> transactions() {
            List<List<String>> transactions = new ArrayList<>();
            boolean open = false;
            for (String statement : statements) {
                if (!open) {
                    transactions.add(new ArrayList<>());
                }
                open = !statement.equals("COMMIT") && (open || statement.equals("BEGIN"));
                transactions.getLast().add(statement);
            }
            return transactions;
        }

        /** The pairs that a transaction swaps. The configuration of the user may lack some of them. */
        static List<Pair> pairs(List<Pair> all, List<String> transaction) {
            return all.stream()
                    .filter(pair -> transaction.contains(Ddl.swap(pair.live(), pair.suffixed())))
                    .toList();
        }
    }

    /** Two runs used a lock schema at once, and the later died; its state view is dropped. */
    record DropStateView(ObjectName stateView) implements Advice {}

    /** A sink reads the side that abort or cleanup would drop, and its owner re-points it. */
    record RepointSink(String statement, Step.RepointSink step) implements Advice {}

    /** The advice for an environment; empty if the verbs lead out. */
    static Optional<Advice> of(CatalogSnapshot catalog, Environment environment) {
        DeploymentView view = DeploymentView.of(catalog, environment);
        return switch (view.state()) {
            case DeploymentState.None none -> Optional.empty();
            case DeploymentState.Contradictory many ->
                many.locks().getLast().stateViewName().map(DropStateView::new);
            case DeploymentState.Locked locked ->
                locked.lock().evidence() instanceof PhaseEvidence.HalfSwapped half
                        ? Optional.of(new SwapAgain(statements(view)))
                        : repointed(view);
        };
    }

    /** The first sink that blocks the drop of the suffixed side, as the problem shows its re-pointing. */
    private static Optional<Advice> repointed(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        VerbGuardrails abort = new VerbGuardrails(Verb.ABORT);
        abort.droppable(view);
        Set<String> shown = abort.problems().stream()
                .flatMap(problem -> shown(problem.fix()))
                .flatMap(sql -> sql.statements().stream())
                .map(Fix.Statement::sql)
                .collect(Collectors.toSet());
        return catalog.items().stream()
                .filter(item -> item.kind() == ItemKind.SINK)
                .flatMap(sink -> catalog.reads(sink.id()).stream()
                        .flatMap(id -> catalog.item(id).stream())
                        .flatMap(read -> view.pairs().counterpartOf(read).stream()
                                .map(live -> repointed(catalog, sink, read, live))))
                .filter(advice -> shown.contains(advice.statement()))
                .<Advice>map(advice -> advice)
                .findFirst();
    }

    private static RepointSink repointed(CatalogSnapshot catalog, Item sink, Item read, Item live) {
        ObjectName name = catalog.nameOf(sink);
        return new RepointSink(
                Ddl.repointSink(name, catalog.nameOf(live)),
                new Step.RepointSink(name, sink.id(), catalog.nameOf(read), catalog.nameOf(live), live.id()));
    }

    /**
     * The last statements that the problem of a half-swapped environment shows: those that swap the same pairs again.
     */
    private static List<String> statements(DeploymentView view) {
        return HeldPairsRules.problems(view, false).stream()
                .filter(problem -> problem.code() == ProblemCode.HALF_SWAPPED)
                .flatMap(problem -> shown(problem.fix()))
                .reduce((first, second) -> second)
                .orElseThrow()
                .statements()
                .stream()
                .map(Fix.Statement::sql)
                .toList();
    }

    private static Stream<Fix.Sql> shown(Fix fix) {
        return fix instanceof Fix.Choice choice
                ? choice.alternatives().stream()
                        .flatMap(each -> each.fix().stream())
                        .flatMap(Advice::shown)
                : Stream.of(fix).filter(Fix.Sql.class::isInstance).map(Fix.Sql.class::cast);
    }
}
