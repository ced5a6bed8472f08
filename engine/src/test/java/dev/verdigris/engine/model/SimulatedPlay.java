package dev.verdigris.engine.model;

import java.util.List;
import java.util.function.UnaryOperator;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.step.Step;

/** The simulator as a stage. */
final class SimulatedPlay extends JudgedPlay<UnaryOperator<CatalogSnapshot>> {

    private final ModelServer server = new ModelServer(SimulatedProduction.catalog());
    private final List<Pair> pairs;

    SimulatedPlay(Layout layout) {
        super(layout, "");
        this.pairs = layout.pairs("");
    }

    @Override
    public CatalogSnapshot catalog() {
        return server.catalog();
    }

    @Override
    List<UnaryOperator<CatalogSnapshot>> macro(Job job) {
        return DbtStatements.of(job);
    }

    @Override
    List<UnaryOperator<CatalogSnapshot>> statements(Advice advice) {
        return switch (advice) {
            case Advice.SwapAgain swap ->
                swap.transactions().stream()
                        .map(transaction -> Advice.SwapAgain.pairs(pairs, transaction))
                        .<UnaryOperator<CatalogSnapshot>>map(swapped -> catalog -> DbtStatements.swap(catalog, swapped))
                        .toList();
            case Advice.DropStateView drop ->
                List.of(catalog ->
                        DbtStatements.performed(catalog, new Step.DropStateView(drop.stateView(), List.of())));
            case Advice.RepointSink repoint -> List.of(catalog -> DbtStatements.performed(catalog, repoint.step()));
        };
    }

    @Override
    public void dropBlockers() {
        user(DbtStatements::withoutBlockers);
    }

    @Override
    boolean send(UnaryOperator<CatalogSnapshot> statement) {
        try {
            server.set(statement.apply(server.catalog()));
            return true;
        } catch (ModelServer.Refused refused) {
            return false;
        }
    }

    @Override
    Running verb(Job job) {
        return new SimulatedJob(this, server, job);
    }
}
