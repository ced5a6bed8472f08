package dev.verdigris.core.guard;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.CatalogSnapshot;
import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.catalog.ItemKind;
import dev.verdigris.core.catalog.Rights;
import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.catalog.id.CatalogId.ItemId;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.ResolvedPairs;
import dev.verdigris.core.deployment.ResolvedPairs.Side;
import dev.verdigris.core.guard.sinks.SinkTargets;
import dev.verdigris.core.guard.sinks.WayRules;
import dev.verdigris.core.model.StoredReferences;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sink.SinkInputs;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sql.Ddl;
import dev.verdigris.core.sql.Messages;

/**
 * Finds the external dependents of one side. Those of the live side cannot follow a swap; a drop fails on those of the
 * suffixed side.
 */
final class ExternalDependents {

    private ExternalDependents() {}

    /** External dependents of the live side, without sinks. A sink can follow the swap; the others cannot. */
    static List<Problem> stranded(CatalogSnapshot catalog, ResolvedPairs sides) {
        List<Problem> problems = new ArrayList<>();
        for (Item reader : sides.readersOutside(Side.LIVE)) {
            if (reader.kind() != ItemKind.SINK) {
                String what = Messages.of(catalog, reader);
                problems.add(new Problem(
                        ProblemCode.STRANDED,
                        what + " reads " + readOf(catalog, sides, reader, Side.LIVE) + " and cannot follow the swap"
                                + dependents(catalog, sides, reader),
                        what,
                        Fix.choice(
                                Fix.either("if it belongs to this project, take its schema into the environment"),
                                Fix.accept(
                                        ProblemCode.STRANDED,
                                        Messages.subject(catalog, reader),
                                        "let it read the previous version until its owner makes it again on the new one;"
                                                + " after the swap, status shows the statements"))));
            }
        }
        return problems;
    }

    /** Objects that read the suffixed side or run on its clusters without being part of it. They block the drop. */
    static List<Problem> ofDropped(DeploymentView view) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        List<Problem> problems = new ArrayList<>();
        for (Item reader : sides.readersOutside(Side.SUFFIXED)) {
            if (reader.kind() == ItemKind.SINK) {
                problems.addAll(ofDropped(view, reader));
            } else {
                problems.add(stillRead(
                        catalog, reader, readOf(catalog, sides, reader, Side.SUFFIXED), again(catalog, sides, reader)));
            }
        }
        for (Item tenant : sides.tenantsOf(Side.SUFFIXED)) {
            String what = Messages.of(catalog, tenant);
            problems.add(new Problem(
                    ProblemCode.STILL_READ,
                    what + " runs on a cluster that is to be dropped",
                    what,
                    ofOthers("in another cluster")));
        }
        return problems;
    }

    /** Whether an object other than a sink reads the suffixed side without being part of it. */
    static boolean readSuffixedSide(DeploymentView view) {
        return view.pairs().readersOutside(Side.SUFFIXED).stream().anyMatch(reader -> reader.kind() != ItemKind.SINK);
    }

    /** Why a sink blocks the drop: it still reads the suffixed side, or it has copied the comments of objects there. */
    private static List<Problem> ofDropped(DeploymentView view, Item sink) {
        CatalogSnapshot catalog = view.catalog();
        ResolvedPairs sides = view.pairs();
        if (WayRules.kept(view).contains(sink)) {
            return List.of(WayRules.ofDropped(catalog, sink));
        }
        List<Problem> problems = new ArrayList<>();
        Optional<Item> source = SinkInputs.source(catalog, sink);
        if (source.isEmpty()) {
            // It is not known what a sink without a readable definition reads. The server knows a dependency.
            return List.of(stillRead(
                    catalog, sink, readOf(catalog, sides, sink, Side.SUFFIXED), ofOthers("on the live object")));
        }
        source.filter(read -> sides.sideOf(read) == Side.SUFFIXED)
                .ifPresent(read -> problems.add(stillRead(
                        catalog,
                        sink,
                        Messages.of(catalog, read),
                        byVerb(view, sink, read).orElseGet(() -> byOwner(view, sink, read)))));
        List<String> held = SinkInputs.heldBy(catalog, sink).stream()
                .filter(item -> sides.sideOf(item) == Side.SUFFIXED)
                .map(item -> Messages.of(catalog, item))
                .toList();
        if (!held.isEmpty()) {
            problems.add(holds(catalog, sink, held));
        }
        return problems;
    }

    /** The verb that takes the sink away after the last swap; empty if none does. */
    private static Optional<Fix> byVerb(DeploymentView view, Item sink, Item read) {
        SinkWays ways = view.lock()
                .filter(lock -> lock.phase() == Phase.PROMOTED)
                .map(unused -> view.sinkWays())
                .orElseGet(() -> view.sinkWays().back());
        Optional<Fix> again = repointing(view)
                .filter(verb -> SinkTargets.of(
                                view, sink, read, ways.of(view.catalog().nameOf(sink)))
                        .isPresent())
                .map(verb -> Fix.command(verb, view.environment().name()));
        return again.map(fix -> WayRules.problem(view, sink, read, ways)
                .map(problem -> problem.fix().then(fix))
                .orElse(fix));
    }

    /** The ways where no verb takes the sink away. Re-pointing by hand keeps the sink and its topic. */
    private static Fix byOwner(DeploymentView view, Item sink, Item read) {
        CatalogSnapshot catalog = view.catalog();
        Optional<Item> target = SinkTargets.of(view, sink, read, new SinkWay.Repoint());
        if (target.isEmpty()) {
            return ofOthers("on a live object that suits it");
        }
        String repoint = Ddl.repointSink(catalog.nameOf(sink), catalog.nameOf(target.get()));
        return Fix.choice(
                Fix.either(
                        "re-point it, so that its topic gets the live rows",
                        Rights.of(catalog).owns(sink.owner()) ? Fix.sql(repoint) : Fix.bySuperuser(repoint)),
                Fix.either("ask its owner, role " + catalog.nameOf(sink.owner()) + ", what its topic needs"));
    }

    private static Problem stillRead(CatalogSnapshot catalog, Item reader, String read, Fix fix) {
        String what = Messages.of(catalog, reader);
        return new Problem(ProblemCode.STILL_READ, what + " reads " + read + ", which is to be dropped", what, fix);
    }

    /**
     * No verb can end this: the server keeps what a sink names in DOC ON until the sink is gone. A sink that is created
     * while the objects have no comments names none of them.
     */
    private static Problem holds(CatalogSnapshot catalog, Item sink, List<String> held) {
        String what = Messages.of(catalog, sink);
        return new Problem(
                ProblemCode.STILL_READ,
                what + " names " + String.join(" and ", held)
                        + " in DOC ON, because the server copied the comments into the sink; the server drops nothing"
                        + " that a sink names",
                what,
                Fix.choice(
                        Fix.either(
                                "if the sink is needed, its owner creates another one on the live object with a topic of"
                                        + " its own, and drops this one when nobody reads its topic; the new sink names"
                                        + " only objects that have comments at that moment",
                                Fix.sql(Ddl.showCreate(catalog.targetOf(sink)))),
                        Fix.either("if it is not needed, its owner drops it")));
    }

    /** The verb that re-points the sinks after the last swap and swaps nothing; empty if no verb does. */
    private static Optional<Verb> repointing(DeploymentView view) {
        return view.lock()
                .filter(lock -> !(lock.evidence() instanceof PhaseEvidence.Unclear))
                .map(DeploymentLock::phase)
                .flatMap(phase -> switch (phase) {
                    case PROMOTED -> Optional.of(Verb.PROMOTE);
                    case ROLLED_BACK -> Optional.of(Verb.ROLLBACK);
                    case STAGED, DROPPING -> Optional.empty();
                });
    }

    /** The ways for an object that reads the suffixed side, with the statements that make it again on the live side. */
    private static Fix again(CatalogSnapshot catalog, ResolvedPairs sides, Item reader) {
        Map<ObjectName, ObjectName> live = new HashMap<>();
        for (Item item : sides.itemsOf(Side.SUFFIXED)) {
            sides.counterpartOf(item).ifPresent(other -> live.put(catalog.nameOf(item), catalog.nameOf(other)));
        }
        return reader.createSql()
                .map(sql -> StoredReferences.on(sql, name -> live.getOrDefault(name, name)))
                .<Fix>map(definition -> Fix.choice(
                        Fix.either(whetherNeeded(catalog, reader)
                                + "; until then nothing is lost if the previous version is kept"),
                        Fix.either(
                                "if it is needed, its owner makes it again on the live side; the server refuses the DROP"
                                        + " while another object reads it",
                                new Fix.Sql(moved(catalog, reader, definition))),
                        Fix.either("if it is not needed, its owner drops it")))
                .orElseGet(() -> ofOthers("on the live object"));
    }

    /** The owner knows. If the session's role is the owner, there is nobody else to ask by name. */
    private static String whetherNeeded(CatalogSnapshot catalog, Item reader) {
        return reader.owner().equals(catalog.session().role())
                ? "it belongs to role " + catalog.nameOf(reader.owner())
                        + ", as which you run: find out whether it is needed"
                : "ask its owner, role " + catalog.nameOf(reader.owner()) + ", whether it is needed";
    }

    /** The statements that drop an object and create it on the live side, with its grants. */
    private static List<Fix.Statement> moved(CatalogSnapshot catalog, Item reader, String definition) {
        Target target = catalog.targetOf(reader);
        List<String> grants = new ArrayList<>();
        reader.acl().byGrantee().forEach((role, privileges) -> {
            if (!role.equals(reader.owner())) {
                grants.add(Ddl.grant(target, privileges, Messages.grantee(catalog, role)));
            }
        });
        List<String> before = Stream.concat(
                        reader.createSql().map(StoredReferences::withoutIds).stream(), grants.stream())
                .toList();
        List<Fix.Statement> statements = new ArrayList<>();
        statements.add(new Fix.Statement(Ddl.drop(target), Optional.empty(), before));
        statements.add(Fix.Statement.of(definition));
        grants.forEach(grant -> statements.add(Fix.Statement.of(grant).alone()));
        return statements;
    }

    /** The ways for an object that is not part of the environment. No statement is shown that would drop it. */
    private static Fix ofOthers(String where) {
        return Fix.choice(
                Fix.either("if it is needed, its owner creates it again " + where + " and drops this one"),
                Fix.either("if it is not needed, its owner drops it"));
    }

    private static String readOf(CatalogSnapshot catalog, ResolvedPairs sides, Item reader, Side side) {
        return catalog.reads(reader.id()).stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(item -> sides.sideOf(item) == side)
                .map(item -> Messages.of(catalog, item))
                .collect(Collectors.joining(" and "));
    }

    private static String dependents(CatalogSnapshot catalog, ResolvedPairs sides, Item reader) {
        Set<ItemId> dependents = catalog.dependentsOf(List.of(reader.id()));
        long count = dependents.stream()
                .map(catalog::item)
                .flatMap(Optional::stream)
                .filter(item -> sides.sideOf(item) == Side.OUTSIDE)
                .count();
        return count == 0
                ? ""
                : ", and neither can " + count + (count == 1 ? " object that depends" : " objects that depend")
                        + " on it";
    }
}
