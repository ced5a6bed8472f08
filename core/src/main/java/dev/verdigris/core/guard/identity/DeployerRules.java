package dev.verdigris.core.guard.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.CatalogPart;
import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.DeploymentLock;
import dev.verdigris.core.deployment.DeploymentView;
import dev.verdigris.core.deployment.Phase;
import dev.verdigris.core.deployment.StateView;
import dev.verdigris.core.deployment.record.AtWork;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.deployment.record.DeploymentRecord;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Verb;
import dev.verdigris.core.text.TimeText;

/** The rules for whose deployment it is, of which files, and whether another run works on it. */
public final class DeployerRules {

    /**
     * The clocks of two machines may differ by this. A session that began more than this after the time in the record is
     * another one with the same number.
     */
    private static final Duration CLOCKS = Duration.ofHours(1);

    private static final String WAIT = "if another run is at work on it, wait; this shows how far the deployment is";

    private static final String CONTINUE =
            "if the files of this run are to replace the staged ones, continue that deployment with them";

    private DeployerRules() {}

    /** The problems of a verb that acts on the deployment in force, if the run means another one. */
    public static List<Problem> problems(Verb verb, DeploymentView view, Deployer deployer) {
        return view.record().stream()
                .flatMap(record -> problem(verb, view, record, deployer).stream())
                .toList();
    }

    private static Optional<Problem> problem(
            Verb verb, DeploymentView view, DeploymentRecord record, Deployer deployer) {
        Optional<DeploymentId> id = binding(verb, deployer);
        boolean builds = builds(verb);
        if (id.isPresent()
                && !id.get().equals(record.deploymentId())
                && !deployer.isOfSameFiles(record)
                && !(builds && deployer.takeOver())) {
            return Optional.of(otherDeployment(verb, view.environment(), record, id.get()));
        }
        boolean compares = verb == Verb.AWAIT || verb == Verb.CHECK || verb == Verb.PROMOTE;
        if (compares && deployer.hasOtherFiles(record)) {
            return Optional.of(otherFiles(verb, view, record, deployer));
        }
        return compares && isTakenOver(record, deployer, view.role())
                ? Optional.of(takenOver(verb, view, record, deployer))
                : Optional.empty();
    }

    /** Whether another run has taken the deployment over for other files, and has not built them yet. */
    private static boolean isTakenOver(DeploymentRecord record, Deployer deployer, String role) {
        return deployer.files().isPresent()
                && record.files().isPresent()
                && !deployer.files().equals(record.files())
                && !deployer.owns(record, role);
    }

    private static Problem takenOver(Verb verb, DeploymentView view, DeploymentRecord record, Deployer deployer) {
        Environment environment = view.environment();
        return new Problem(
                ProblemCode.OTHER_DEPLOYMENT,
                "environment " + environment.name() + " is held by " + record.words() + "; this run differs: "
                        + String.join(", ", deployer.differences(record, view.role())),
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either("show it", Fix.command(Verb.STATUS, environment.name())),
                        Fix.either(
                                "to act on that deployment, give its id",
                                Fix.command(
                                        verb,
                                        environment.name(),
                                        new CommandOption.Deployment(
                                                record.deploymentId().value())))));
    }

    /** The id that binds a verb: for rollback and cleanup, only one that the user has given. */
    private static Optional<DeploymentId> binding(Verb verb, Deployer deployer) {
        return switch (verb) {
            case BUILD, EXEC, GRANTS, AWAIT, CHECK, PROMOTE, ABORT, INIT, DEPLOY -> deployer.anyId();
            case ROLLBACK, CLEANUP -> deployer.id();
            case STATUS, PLAN, HISTORY, DIFF, REPORT -> Optional.empty();
        };
    }

    /**
     * A command with the id of the deployment in force, if the verb would be refused without it. The verbs that build
     * never get it: they would replace what the deployment of somebody else has staged.
     */
    public static Fix.Command addressed(Fix.Command command, DeploymentRecord record, Deployer deployer) {
        boolean named = command.options().stream()
                .anyMatch(option ->
                        option instanceof CommandOption.Deployment || option == CommandOption.Switch.TAKE_OVER);
        boolean refused = switch (command.verb()) {
            case INIT, BUILD, EXEC, DEPLOY -> false;
            case GRANTS, AWAIT, CHECK, PROMOTE, ABORT, ROLLBACK, CLEANUP, STATUS, PLAN, HISTORY, DIFF, REPORT ->
                binding(command.verb(), deployer)
                                .filter(id -> !id.equals(record.deploymentId()))
                                .isPresent()
                        && !deployer.isOfSameFiles(record);
        };
        return refused && !named
                ? command.with(
                        new CommandOption.Deployment(record.deploymentId().value()))
                : command;
    }

    /**
     * The next command of a run. If the deployment in force is another one's, a run does not build; it shows the
     * deployment. A run without id and files, such as a status, is nobody's. It shows the command, which asks whose the
     * deployment is.
     *
     * @param role the name of the role in force
     */
    public static Fix.Command next(Fix.Command command, DeploymentRecord record, Deployer deployer, String role) {
        return switch (command.verb()) {
            case INIT, BUILD, EXEC, DEPLOY ->
                deployer.takeOver() || deployer.isNobody() || deployer.owns(record, role)
                        ? command
                        : Fix.command(Verb.STATUS, command.environment());
            case GRANTS, AWAIT, CHECK, PROMOTE, ABORT, ROLLBACK, CLEANUP, STATUS, PLAN, HISTORY, DIFF, REPORT ->
                addressed(command, record, deployer);
        };
    }

    private static boolean builds(Verb verb) {
        return verb == Verb.BUILD || verb == Verb.EXEC;
    }

    /** The build of corrected files. Only the id of the deployment shows that a run with other files belongs to it. */
    public static Fix.Command buildCorrected(Environment environment, DeploymentRecord record) {
        return Fix.command(
                record.builder(),
                environment.name(),
                new CommandOption.Deployment(record.deploymentId().value()));
    }

    private static Problem otherDeployment(
            Verb verb, Environment environment, DeploymentRecord record, DeploymentId mine) {
        Fix.Command status = Fix.command(Verb.STATUS, environment.name());
        CommandOption theirs =
                new CommandOption.Deployment(record.deploymentId().value());
        List<Fix.Alternative> ways = new ArrayList<>();
        ways.add(Fix.either("show it", status));
        if (verb == Verb.ABORT || verb == Verb.CLEANUP) {
            ways.add(Fix.either("to act on that deployment, give its id"));
        } else {
            ways.add(Fix.either(
                    builds(verb) ? CONTINUE : "to act on that deployment, give its id",
                    Fix.command(verb, environment.name(), theirs)));
        }
        if (builds(verb)) {
            ways.add(takeOver("if nobody goes on with it", verb, environment));
        }
        return new Problem(
                ProblemCode.OTHER_DEPLOYMENT,
                "environment " + environment.name() + " is held by " + record.words() + "; this run is for deployment "
                        + mine,
                "environment " + environment.name(),
                new Fix.Choice(ways));
    }

    private static Problem otherFiles(Verb verb, DeploymentView view, DeploymentRecord record, Deployer deployer) {
        Environment environment = view.environment();
        boolean live = view.isPromoted();
        List<Fix.Alternative> ways = new ArrayList<>();
        ways.add(Fix.either("run " + verb.word() + " with the files of "
                + record.provenance().commit().map(hash -> "commit " + hash).orElse("that deployment")
                + ": in their checkout, or with their directory as the project"));
        if (verb == Verb.PROMOTE) {
            ways.add(Fix.accept(
                    ProblemCode.OTHER_FILES,
                    live
                            ? "only complete the promotion of the live version"
                            : "promote the staged side, although it was built from other files"));
        }
        if (live) {
            ways.add(Fix.either(
                    "if the files of this run are to be deployed, end that deployment first",
                    Fix.command(Verb.CLEANUP, environment.name())));
        } else if (deployer.owns(record, view.role())) {
            ways.add(Fix.either(
                    "if the files of this run are the right ones, build them",
                    Fix.command(Verb.BUILD, environment.name())));
        }
        return new Problem(
                ProblemCode.OTHER_FILES,
                "the " + (live ? "live" : "staged") + " side was not built from the files of this run; it belongs to "
                        + record.words(),
                "environment " + environment.name(),
                ways.size() == 1 ? Fix.advice(ways.getFirst().label()) : new Fix.Choice(ways));
    }

    /** The problem of a run that wants to build and does not own the deployment in force. */
    static Problem locked(Verb verb, DeploymentView view, DeploymentRecord record, Deployer deployer) {
        Environment environment = view.environment();
        return new Problem(
                ProblemCode.LOCKED,
                "environment " + environment.name() + " is held by " + record.words() + "; this run differs: "
                        + String.join(", ", deployer.differences(record, view.role())),
                "environment " + environment.name(),
                new Fix.Choice(ofAnother(verb, environment, record)));
    }

    /** The ways on for a run that builds, if the deployment in force is not its own. */
    private static List<Fix.Alternative> ofAnother(Verb builds, Environment environment, DeploymentRecord record) {
        CommandOption theirs =
                new CommandOption.Deployment(record.deploymentId().value());
        return List.of(
                Fix.either(WAIT, Fix.command(Verb.STATUS, environment.name())),
                Fix.either(CONTINUE, Fix.command(builds, environment.name(), theirs)),
                takeOver("if nobody goes on with it", builds, environment));
    }

    private static Fix.Alternative takeOver(String when, Verb verb, Environment environment) {
        return Fix.either(
                when + ", take the deployment over; the other run can change nothing after that",
                Fix.command(verb, environment.name(), CommandOption.Switch.TAKE_OVER));
    }

    /**
     * The problem of a verb that drops a deployment on which another run works.
     *
     * @param own the connections of this process
     */
    public static Optional<Problem> atWork(Verb verb, DeploymentView view, Deployer deployer, Collection<Long> own) {
        return view.lock().filter(lock -> !deployer.takeOver()).flatMap(lock -> atWork(verb, view, lock, true, own));
    }

    /**
     * The problem of a deployment on which another run works, or which another run is about to take over.
     *
     * @param waited whether the caller has waited long enough for an entry that another run is about to write
     * @param own the connections of this process
     */
    static Optional<Problem> atWork(
            Verb verb, DeploymentView view, DeploymentLock lock, boolean waited, Collection<Long> own) {
        return lock.knownRecord()
                .flatMap(record -> record.atWork()
                        .filter(run -> !own.contains(run.connection()))
                        .filter(run -> !waited && isBeingTaken(lock, run) || lives(view, run))
                        .map(run -> atWork(verb, view.environment(), record, run)));
    }

    /**
     * Whether another run is at work on the deployment of this run, or about to take it over, as far as the catalog was
     * read for that.
     *
     * @param own the connections of this process
     */
    public static boolean isBusy(DeploymentView view, Deployer deployer, Collection<Long> own) {
        return !deployer.takeOver()
                && view.lock()
                        .filter(lock -> lock.knownRecord()
                                .filter(record -> deployer.owns(record, view.role()))
                                .flatMap(DeploymentRecord::atWork)
                                .filter(run -> !own.contains(run.connection()))
                                .filter(run -> isBeingTaken(lock, run)
                                        || !view.catalog().unread().contains(CatalogPart.CONNECTIONS)
                                                && lives(view, run))
                                .isPresent())
                        .isPresent();
    }

    /** The run that is at work on the deployment in force, in one sentence; empty if none is, or if that was not read. */
    public static Optional<String> work(DeploymentView view) {
        return view.lock()
                .filter(lock -> !view.catalog().unread().contains(CatalogPart.CONNECTIONS))
                .flatMap(DeploymentLock::knownRecord)
                .flatMap(DeploymentRecord::atWork)
                .filter(run -> lives(view, run))
                .map(run -> "A run is at work on this deployment: connection " + run.connection() + ", since "
                        + TimeText.of(run.since()) + ".");
    }

    /** Whether another run has renamed the state view and not written its entry yet. */
    private static boolean isBeingTaken(DeploymentLock lock, AtWork run) {
        return lock.phase() == Phase.STAGED
                && lock.stateView()
                        .map(StateView::token)
                        .filter(token -> !token.equals(run.token()))
                        .isPresent();
    }

    private static boolean lives(DeploymentView view, AtWork run) {
        Map<Long, Instant> connections = view.catalog().connections();
        return Optional.ofNullable(connections.get(run.connection()))
                .filter(connected -> !connected.isAfter(run.since().plus(CLOCKS)))
                .isPresent();
    }

    private static Problem atWork(Verb verb, Environment environment, DeploymentRecord record, AtWork run) {
        return new Problem(
                ProblemCode.LOCKED,
                "another run is at work on " + record.words() + ": connection " + run.connection() + ", since "
                        + TimeText.of(run.since()) + "; this run has changed nothing",
                "environment " + environment.name(),
                Fix.choice(
                        Fix.either(WAIT, Fix.command(Verb.STATUS, environment.name())),
                        verb == Verb.ABORT
                                ? Fix.either(
                                        "if that run hangs, drop the staged side all the same",
                                        Fix.command(verb, environment.name(), CommandOption.Switch.TAKE_OVER))
                                : takeOver("if that run hangs", verb, environment)));
    }
}
