package dev.verdigris.engine.model;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

import dev.verdigris.core.deployment.Deployer;
import dev.verdigris.core.deployment.record.DeploymentId;
import dev.verdigris.core.environment.Environment;
import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.engine.model.Action.Option;

/**
 * A run as it begins, with all that decides what it may do.
 *
 * @param number the number of the run in its play, from 1
 * @param begin what its seat does
 * @param version the version of the files in the checkout of the seat
 * @param environment the environment of its project at that moment
 * @param files the files of that version
 */
public record Job(int number, Action.Begin begin, int version, Environment environment, List<ModelFile> files) {

    public Job {
        files = List.copyOf(files);
    }

    /** What it does. */
    public Work work() {
        return begin.work();
    }

    /** Whether it has an option. */
    public boolean is(Option option) {
        return begin.options().contains(option);
    }

    /** The codes that it accepts. */
    Set<ProblemCode> accept() {
        return is(Option.CONSENTING) ? EnumSet.allOf(ProblemCode.class) : Set.of();
    }

    /** The id that all named runs of its project have. */
    DeploymentId id() {
        return new DeploymentId("d-" + begin.seat().project());
    }

    /** The one that deploys, without the digest of the files. */
    Deployer deployer() {
        Deployer deployer = is(Option.NAMED) ? Deployer.of(id()) : Deployer.NONE;
        return deployer.withTakeOver(is(Option.TAKING_OVER));
    }

    @Override
    public String toString() {
        return begin + " with version " + version + " in environment " + environment.name();
    }
}
