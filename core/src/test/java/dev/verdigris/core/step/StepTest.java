package dev.verdigris.core.step;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Cluster;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.fixture.StepKinds;
import dev.verdigris.core.guard.rights.StepRightsTest;
import dev.verdigris.core.sql.StepSql;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The shape of every kind of step. The samples are those of the test of rights, which covers every kind. */
class StepTest {

    private static final String SAMPLES = "dev.verdigris.core.guard.rights.StepRightsTest#steps";

    @Test
    void everyKindHasItsOwnType() {
        assertThat(Set.copyOf(StepRightsTest.steps()
                        .map(row -> (Step) row.get()[0])
                        .collect(Collectors.toMap(Step::type, Step::getClass, (one, other) -> one))
                        .values()))
                .hasSize(StepKinds.all().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(SAMPLES)
    void aSummaryIsOneLineThatCanFollowTo(Step step, List<String> unused) {
        assertThat(step.summary()).matches("[a-z]+(-[a-z]+)? [^\\n]+");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(SAMPLES)
    void aStepCreatesTheObjectsThatItsSimulationAdds(Step step, List<String> unused) {
        CatalogSnapshot before = StepRightsTest.world("me").superuser().snapshot();
        Set<String> added = names(Simulator.apply(before, step), before);
        assertThat(added)
                .containsExactlyInAnyOrderElementsOf(
                        step.creates().stream().map(Target::toString).toList());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource(SAMPLES)
    void onlyAWaitSendsNothing(Step step, List<String> unused) {
        assertThat(StepSql.render(step).isEmpty()).isEqualTo(step instanceof WaitStep);
    }

    /** These mean something else on some versions of the server; ADR 24 relies on their absence. */
    @ParameterizedTest(name = "{0}")
    @MethodSource(SAMPLES)
    void noStatementHasIfExistsOrGrantsAll(Step step, List<String> unused) {
        assertThat(StepSql.render(step)).noneMatch(sql -> sql.contains("IF EXISTS") || sql.contains("GRANT ALL"));
    }

    /** The names of all new and renamed things. An object in a renamed schema keeps its name. */
    private static Set<String> names(CatalogSnapshot after, CatalogSnapshot before) {
        Set<String> names = new TreeSet<>();
        after.schemas().stream()
                .map(after::nameOf)
                .filter(name -> before.schema(name).isEmpty())
                .forEach(name -> names.add(new Target.OfSchema(name).toString()));
        after.clusters().stream()
                .map(Cluster::name)
                .filter(name -> before.cluster(name).isEmpty())
                .forEach(name -> names.add(new Target.OfCluster(name).toString()));
        after.items().stream()
                .filter(item -> before.itemsNamed(item.schema(), item.name()).isEmpty())
                .forEach(item -> names.add(new Target.OfItem(item.kind(), after.nameOf(item)).toString()));
        return names;
    }
}
