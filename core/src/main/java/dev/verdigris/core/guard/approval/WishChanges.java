package dev.verdigris.core.guard.approval;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.Change;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;

/**
 * Compares what the user asks for in a run with what an approved plan has: pairs, consents, ways of sinks, and what the
 * staged side must pass. Nobody but version control knows who has changed it, so these problems have no author.
 */
final class WishChanges {

    private final Approval approval;
    private final PlanFile.Wish planned;
    private final DeploymentView view;
    private final Consents accept;
    private final SinkWays ways;
    private final String since;
    private final Fix fix;
    private final List<Problem> found = new ArrayList<>();

    /**
     * Prepares.
     *
     * @param accept the consents of the run that count now
     * @param ways the ways of sinks, with those that the deployment has kept
     * @param since the time and the author of the plan, as the beginning of a sentence
     */
    WishChanges(Approval approval, DeploymentView view, Consents accept, SinkWays ways, String since, Fix fix) {
        this.approval = approval;
        this.planned = approval.plan().wish();
        this.view = view;
        this.accept = accept;
        this.ways = ways;
        this.since = since;
        this.fix = fix;
    }

    /** A problem for each difference before the swap. */
    List<Problem> beforeSwap() {
        chosen();
        gates();
        return List.copyOf(found);
    }

    /** A problem for each difference after the swap, which has passed the gates. */
    List<Problem> afterSwap() {
        chosen();
        return List.copyOf(found);
    }

    private void chosen() {
        pairs();
        accept.all().stream().filter(Consent::isNarrow).distinct().forEach(this::consent);
        sinks();
    }

    private void pairs() {
        List<PlanFile.Half> pairs = StalePlan.pairs(view);
        pairs.stream()
                .filter(pair -> !planned.pairs().contains(pair))
                .forEach(pair -> pair(pair, "is in the environment now, and not in the plan", Change.Kind.CREATED));
        planned.pairs().stream()
                .filter(pair -> !pairs.contains(pair))
                .forEach(pair -> pair(pair, "is in the plan, and not in the environment now", Change.Kind.DROPPED));
    }

    private void pair(PlanFile.Half pair, String what, Change.Kind kind) {
        found.add(Unexplained.problem(
                fix,
                "the pair of " + pair.live() + " and " + pair.suffixed() + " " + what,
                pair.live(),
                kind,
                Optional.empty(),
                Optional.empty(),
                Optional.empty()));
    }

    /** A consent that the plan does not have, or one that would count for longer than the one in the plan. */
    private void consent(Consent consent) {
        String words = consent.words();
        List<Consent> same = planned.consents().all().stream()
                .filter(other -> other.words().equals(words))
                .toList();
        if (same.isEmpty()) {
            found.add(Unexplained.problem(
                    fix,
                    "the run has a consent to " + words + ", and the plan does not have it",
                    "consent to " + words,
                    Change.Kind.CREATED,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty()));
        } else if (same.stream().noneMatch(other -> endsNoLater(consent, other))) {
            String approved = end(same.getFirst());
            found.add(Unexplained.problem(
                    fix,
                    "the run has a consent to " + words + " that ends " + end(consent) + ", and in the plan it ends "
                            + approved,
                    "consent to " + words,
                    Change.Kind.ALTERED,
                    Optional.of("expires"),
                    Optional.of(approved),
                    Optional.of(end(consent))));
        }
    }

    private static boolean endsNoLater(Consent consent, Consent approved) {
        return approved.expires()
                .map(last -> consent.expires().filter(day -> !day.isAfter(last)).isPresent())
                .orElse(true);
    }

    private static String end(Consent consent) {
        return consent.expires().map(last -> "on " + last).orElse("never");
    }

    private void sinks() {
        SinkWays chosen = planned.sinks();
        Set<ObjectName> sinks = new TreeSet<>(chosen.chosen().keySet());
        sinks.addAll(ways.chosen().keySet());
        for (ObjectName sink : sinks) {
            if (!chosen.of(sink).equals(ways.of(sink))) {
                String before = words(chosen.of(sink));
                String now = words(ways.of(sink));
                found.add(Unexplained.problem(
                        fix,
                        "the way of sink " + sink + " is " + now + ", and in the plan it is " + before,
                        "sink " + sink,
                        Change.Kind.ALTERED,
                        Optional.of("way"),
                        Optional.of(before),
                        Optional.of(now)));
            }
        }
    }

    private static String words(SinkWay way) {
        return way.word()
                + (way instanceof SinkWay.Republish republish
                        ? " in " + republish.topic().name()
                        : "");
    }

    /** A reviewer of a plan relies on what must be passed before the swap. */
    private void gates() {
        PlanFile.Gates now = approval.gates();
        Optional<Digest> checks = planned.gates().checks();
        if (!checks.equals(now.checks())) {
            String what = now.checks().isEmpty()
                    ? "the run knows no checks, and the plan has some"
                    : checks.isEmpty() ? "the run has checks, and the plan has none" : "the checks were changed";
            found.add(Unexplained.problem(
                    fix,
                    since + ", " + what,
                    "checks",
                    Change.Kind.ALTERED,
                    Optional.of("text"),
                    checks.map(Digest::value),
                    now.checks().map(Digest::value)));
        }
        if (!planned.gates().ready().equals(now.ready())) {
            String before = String.join(" ", planned.gates().ready());
            String present = String.join(" ", now.ready());
            found.add(Unexplained.problem(
                    fix,
                    since + ", the definition of ready was changed from \"" + before + "\" to \"" + present + "\"",
                    "definition of ready",
                    Change.Kind.ALTERED,
                    Optional.of("text"),
                    Optional.of(before),
                    Optional.of(present)));
        }
    }
}
