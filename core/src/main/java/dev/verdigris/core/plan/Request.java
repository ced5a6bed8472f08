package dev.verdigris.core.plan;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.readiness.Assessment;

/** What the user asked for, one record per planning verb. */
public sealed interface Request {

    /** The codes whose problems shall only warn; codes that cannot be accepted have no effect here. */
    Set<ProblemCode> accept();

    /**
     * A request to begin a deployment, or to complete its beginning.
     *
     * @param key by what this run recognizes its own deployment
     * @param fresh what a new lock schema gets; its id where none was given
     * @param takeOver whether a lock schema without a record may be taken over: the caller has waited long enough
     * @param createMissing whether missing live schemas and clusters may be created
     * @param clusterSize the size of live clusters that are created
     * @param replicationFactor the replicas of staged clusters whose live counterpart has none, and of clusters created
     * @param accept see {@link Request#accept}
     */
    record Init(
            DeploymentKey key,
            RunIdentity fresh,
            boolean takeOver,
            boolean createMissing,
            Optional<String> clusterSize,
            Optional<Integer> replicationFactor,
            Set<ProblemCode> accept)
            implements Request {

        public Init {
            accept = copy(accept);
        }
    }

    /**
     * A request to make the staged side live, or to complete the follow-up.
     *
     * @param readiness what was judged of the staged side; empty means that it was not looked at, which counts as not
     *     ready
     * @param skipReadiness whether readiness shall not matter
     * @param adopt whether a suffixed side without a lock schema shall be taken for staged even though its ids say that it
     *     is older than the live side; without a lock schema and newer, it is adopted anyway
     * @param followUpOnly whether a swap is out of the question: this is the end of a run that found it done
     * @param fresh what the swap gives the state view, and an adopted deployment its lock schema
     * @param accept see {@link Request#accept}
     */
    record Promote(
            Optional<Assessment> readiness,
            boolean skipReadiness,
            boolean adopt,
            boolean followUpOnly,
            RunIdentity fresh,
            Set<ProblemCode> accept)
            implements Request {

        public Promote {
            accept = copy(accept);
        }
    }

    /**
     * A request to make the previous side live again.
     *
     * @param readiness what was judged of the previous side; empty means that it was not looked at, which counts as not
     *     ready
     * @param fresh what the swap gives the state view
     * @param accept see {@link Request#accept}
     */
    record Rollback(Optional<Assessment> readiness, RunIdentity fresh, Set<ProblemCode> accept) implements Request {

        public Rollback {
            accept = copy(accept);
        }
    }

    /**
     * A request to drop the suffixed side: the previous one (cleanup) or the staged one (abort).
     *
     * @param adopt whether a suffixed side without a lock schema may be taken for what the verb drops
     * @param fresh what the lock schema of a side gets that is adopted here
     * @param accept see {@link Request#accept}
     */
    record Drop(boolean adopt, RunIdentity fresh, Set<ProblemCode> accept) implements Request {

        public Drop {
            accept = copy(accept);
        }
    }

    private static Set<ProblemCode> copy(Set<ProblemCode> codes) {
        return codes.isEmpty() ? Set.of() : Collections.unmodifiableSet(EnumSet.copyOf(codes));
    }
}
