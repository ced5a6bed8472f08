package dev.verdigris.core.guard.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.core.catalog.Target;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.OtherDeployment;
import dev.verdigris.core.deployment.PhaseEvidence;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.environment.Pair;
import dev.verdigris.core.inventory.RenamedHalves;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place.Setting;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.sql.Ddl;

/** The rules for the pairs that deployments hold. */
public final class HeldPairsRules {

    private HeldPairsRules() {}

    /**
     * The problems of the pairs.
     *
     * @param adopt whether the user has said what the suffixed side is
     */
    public static List<Problem> problems(DeploymentView view, boolean adopt) {
        List<Problem> found = new ArrayList<>();
        view.overlapping().forEach(other -> found.add(taken(view.environment(), other)));
        view.lock().ifPresent(lock -> {
            lock.held()
                    .filter(held -> !held.areOf(view.environment()))
                    .ifPresent(held -> found.add(changed(view.environment(), lock, held)));
            if (lock.evidence() instanceof PhaseEvidence.HalfSwapped half) {
                found.add(halfSwapped(view, half));
            }
            if (lock.evidence() instanceof PhaseEvidence.Unclear unclear && !adopt) {
                found.add(unclear(view, lock, unclear));
            }
        });
        return found;
    }

    private static Problem taken(Environment environment, OtherDeployment other) {
        return new Problem(
                ProblemCode.PAIRS_TAKEN,
                other.record().map(record -> record.words() + ",").orElse("another deployment") + " holds "
                        + other.held().sharedWith(environment).stream()
                                .map(Target::toString)
                                .collect(Collectors.joining(", "))
                        + "; "
                        + other.environment()
                                .map(name -> "its environment is " + name + ", and ")
                                .orElse("")
                        + "its lock schema is " + other.lock(),
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either("wait until it has ended, or end it in its own project"),
                        Fix.either("if that project no longer exists, write an environment with exactly these pairs and"
                                + " run " + other.ends() + " for it: "
                                + words(other.held().names())),
                        Fix.either(
                                "give this environment its own schemas and clusters",
                                Fix.edit(
                                        "list no name that the other environment uses",
                                        Setting.SCHEMAS,
                                        Setting.CLUSTERS))));
    }

    private static Problem changed(Environment environment, DeploymentLock lock, HeldPairs held) {
        List<String> changes = Stream.concat(
                        held.missingIn(environment).stream().map(pair -> "missing: " + words(pair)),
                        held.addedBy(environment).stream().map(pair -> "added: " + words(pair)))
                .toList();
        return new Problem(
                ProblemCode.ENVIRONMENT_CHANGED,
                "environment " + environment.name() + " has other pairs than "
                        + lock.knownRecord().map(DeploymentRecord::words).orElse("the deployment in force") + ": "
                        + String.join("; ", changes) + "; " + lock + " holds the pairs of the deployment",
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either(
                                "if that is a deployment of this project, undo the edit",
                                Fix.edit(
                                        undo(held.missingIn(environment), held.addedBy(environment)),
                                        Setting.SCHEMAS,
                                        Setting.CLUSTERS)),
                        Fix.either(
                                "if that is another project's, give this environment its own schemas and clusters",
                                Fix.edit(
                                        "list none of these: "
                                                + held.sharedWith(environment).stream()
                                                        .map(Target::toString)
                                                        .collect(Collectors.joining(", ")),
                                        Setting.SCHEMAS,
                                        Setting.CLUSTERS))));
    }

    /** The edit that makes the environment what the deployment holds. */
    private static String undo(List<Pair> missing, List<Pair> added) {
        List<String> edits = new ArrayList<>();
        if (!missing.isEmpty()) {
            edits.add("list " + live(missing) + " again");
        }
        if (!added.isEmpty()) {
            edits.add("take out " + live(added));
        }
        return String.join(", and ", edits) + " until that deployment has ended";
    }

    private static Problem halfSwapped(DeploymentView view, PhaseEvidence.HalfSwapped half) {
        List<RenamedHalves.Renamed> renamed = RenamedHalves.of(view);
        return new Problem(
                ProblemCode.HALF_SWAPPED,
                "another tool has swapped only some of the pairs; swapped: " + words(half.swapped()) + "; not swapped: "
                        + words(half.others())
                        + (renamed.isEmpty() ? "" : "; renamed: " + MissingHalves.words(renamed)),
                "environment " + view.environment().name(),
                renamed.isEmpty() ? swapped(view, half) : MissingHalves.giveNames(view, renamed));
    }

    /** The rest can be swapped only if both halves of each pair are there: an init may have been stopped halfway. */
    private static Fix swapped(DeploymentView view, PhaseEvidence.HalfSwapped half) {
        List<Fix.Alternative> ways = new ArrayList<>(List.of(
                Fix.either("find out who swaps them, and which version must be live"),
                Fix.either(
                        "swap these back, which makes the previous version live; to make the new one live, promote after"
                                + " that, with all guardrails",
                        swaps(half.swapped()))));
        boolean whole = half.others().stream()
                .flatMap(pair -> Stream.of(pair.live(), pair.suffixed()))
                .allMatch(target -> view.catalog().find(target).isPresent());
        if (whole) {
            ways.add(Fix.either(
                    "swap the rest, which makes the new version live and asks no guardrail", swaps(half.others())));
        }
        return Fix.choice(ways.toArray(Fix.Alternative[]::new));
    }

    private static Problem unclear(DeploymentView view, DeploymentLock lock, PhaseEvidence.Unclear unclear) {
        List<RenamedHalves.Renamed> renamed = RenamedHalves.of(view);
        return new Problem(
                ProblemCode.SIDES_UNCLEAR,
                renamed.isEmpty()
                        ? shows(lock, unclear) + " that the suffixed side is the "
                                + unclear.phase().side()
                                + " one, but the ids do not prove it: what was live as " + live(unclear.gone())
                                + " when the deployment began " + fate(view, lock)
                                + SideRules.differences(view)
                        : "somebody has renamed halves of the pairs: " + MissingHalves.words(renamed),
                "environment " + view.environment().name(),
                renamed.isEmpty() ? decided(view, unclear) : MissingHalves.giveNames(view, renamed));
    }

    private static String shows(DeploymentLock lock, PhaseEvidence.Unclear unclear) {
        boolean shown = lock.stateView()
                .filter(stateView -> stateView.phase() == unclear.phase())
                .isPresent();
        return shown ? lock + " says" : "another tool has swapped pairs, and their ids say";
    }

    private static String fate(DeploymentView view, DeploymentLock lock) {
        List<Target> moved =
                lock.held().map(held -> HeldPairs.moved(held, view.catalog())).orElse(List.of());
        String names = moved.stream().map(Target::toString).collect(Collectors.joining(", "));
        return moved.isEmpty() ? "has been dropped" : "has other names now (" + names + ")";
    }

    /** The ways on if a person must say which version the suffixed side is. No verb goes on without a live half. */
    private static Fix decided(DeploymentView view, PhaseEvidence.Unclear unclear) {
        Environment environment = view.environment();
        boolean staged = unclear.phase().isStaged();
        boolean whole =
                view.pairs().all().stream().allMatch(pair -> pair.suffixed().isPresent());
        List<Target> missing = view.pairs().all().stream()
                .filter(pair -> pair.live().isEmpty())
                .map(pair -> pair.names().live())
                .toList();
        String first = missing.isEmpty() ? "" : " after the live half was created again";
        Fix.Alternative drop = Fix.either(
                (whole
                                ? "if the suffixed side is not needed, drop it"
                                : "if a cleanup has stopped halfway, or the side is"
                                        + " not needed, drop what is left of it")
                        + first,
                with(
                        missing,
                        Fix.command(
                                staged ? Verb.ABORT : Verb.CLEANUP, environment.name(), CommandOption.Switch.ADOPT)));
        return whole
                ? Fix.choice(
                        Fix.either(SideRules.WHICH, Fix.command(Verb.HISTORY, environment.name())),
                        Fix.either(
                                "if it is the new version, promote it" + first,
                                with(
                                        missing,
                                        Fix.command(Verb.PROMOTE, environment.name(), CommandOption.Switch.ADOPT))),
                        drop)
                : Fix.choice(
                        Fix.either(
                                "the suffixed side is not whole and cannot "
                                        + (staged ? "be promoted any more" : "go live again")
                                        + ": find out who dropped a part of it",
                                Fix.sql(Ddl.showDrops())),
                        drop);
    }

    private static Fix with(List<Target> missing, Fix.Command command) {
        return missing.isEmpty() ? command : MissingHalves.create(missing).then(command);
    }

    private static String live(List<Pair> pairs) {
        return pairs.stream().map(pair -> pair.live().toString()).collect(Collectors.joining(", "));
    }

    private static String words(List<Pair> pairs) {
        return pairs.stream().map(HeldPairsRules::words).collect(Collectors.joining(", "));
    }

    private static String words(Pair pair) {
        return pair.live() + " with " + pair.suffixed().lastPart();
    }

    /** One transaction, so that no reader sees a part of it. */
    private static Fix swaps(List<Pair> pairs) {
        return new Fix.Sql(Stream.of(
                        Stream.of(Fix.Statement.of("BEGIN")),
                        pairs.stream().map(pair -> Fix.Statement.moving(Ddl.swap(pair.live(), pair.suffixed()))),
                        Stream.of(Fix.Statement.of("COMMIT")))
                .flatMap(statements -> statements)
                .toList());
    }
}
