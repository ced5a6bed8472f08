package dev.verdigris.engine.diagnosis;

import java.util.Optional;

import dev.verdigris.core.problem.Problem;

/**
 * The answer to one question of a diagnosis.
 *
 * @param topic what the question is about
 * @param level how good the answer is
 * @param what the answer as a clause, beginning in lower case and without a full stop. It has no secret
 * @param problem the problem, with its code and its fix; there is one if the level is {@link Level#PROBLEM}
 */
public record Finding(Topic topic, Level level, String what, Optional<Problem> problem) {

    /** What is asked, in the order of the questions. */
    public enum Topic {
        /** The program itself. */
        PROGRAM,
        /** The configuration. */
        CONFIGURATION,
        /** The address of the host. */
        HOST,
        /** Whether anything listens at the port. */
        PORT,
        /** The encryption of the connection. */
        ENCRYPTION,
        /** The login of the role. */
        LOGIN,
        /** The server: what it is and its version. */
        SERVER,
        /** What is dangerous on this version of the server. */
        HAZARDS,
        /** The feature flags of the server that a deployment needs. */
        FLAGS,
        /** What sessions of the role begin with. */
        SESSION,
        /** The time of a round trip. */
        LATENCY,
        /** The clocks of both sides. */
        CLOCKS,
        /** The rights of the role. */
        RIGHTS,
        /** The schemas and clusters of the environment. */
        PAIRS,
        /** The limits of the server, with room for both sides. */
        LIMITS,
        /** The deployment, if there is one, and its lock schema. */
        DEPLOYMENT,
        /** The files of the project, and its builder. */
        FILES,
        /** What else would stop a deployment. */
        GUARDRAILS
    }

    /** How good an answer is. */
    public enum Level {
        OK,
        /** It is unusual, or it may matter later. */
        WARNING,
        /** It stops a deployment. */
        PROBLEM,
        /** It was not asked, because an earlier answer is a problem. */
        NOT_ASKED
    }

    /** A good answer. */
    public static Finding ok(Topic topic, String what) {
        return new Finding(topic, Level.OK, what, Optional.empty());
    }

    /** An unusual answer. */
    public static Finding warning(Topic topic, String what) {
        return new Finding(topic, Level.WARNING, what, Optional.empty());
    }

    /** An unusual answer with a code and a fix. */
    public static Finding warning(Topic topic, Problem problem) {
        return new Finding(topic, Level.WARNING, problem.what(), Optional.of(problem));
    }

    /** A problem. */
    public static Finding problem(Topic topic, Problem problem) {
        return new Finding(topic, Level.PROBLEM, problem.what(), Optional.of(problem));
    }

    /** No answer. */
    public static Finding notAsked(Topic topic, String why) {
        return new Finding(topic, Level.NOT_ASKED, why, Optional.empty());
    }
}
