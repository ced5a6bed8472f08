package dev.verdigris.core.problem;

/** An option of a verb that a {@link Fix.Command} sets. Options that choose the server are not among them. */
public sealed interface CommandOption {

    /** Options without a value of their own. */
    enum Switch implements CommandOption {
        /** To adopt a suffixed side that another tool created, as the side that the verb expects. */
        ADOPT,
        /** To create live schemas and clusters that do not exist. */
        CREATE_MISSING,
        /** To make the deployment in force that of the run. */
        TAKE_OVER,
        /** To act without asking. */
        CONFIRMED,
        /** To show what the verb would do, and change nothing. */
        DRY_RUN,
        /** To plan a promotion, and to count what keeps an old value in the topics of sinks. */
        COUNT_KEYS,
        /** To run the checks of the live side. */
        LIVE
    }

    /**
     * The deployment to continue.
     *
     * @param id its id
     */
    record Deployment(String id) implements CommandOption {}

    /**
     * To create live clusters.
     *
     * @param size their size
     */
    record ClusterSize(String size) implements CommandOption {

        /** A small size. The names of sizes depend on the server. */
        public static final ClusterSize EXAMPLE = new ClusterSize("25cc");
    }

    /**
     * To write the plan of a verb into a file.
     *
     * @param verb the verb
     * @param file the path of the file
     */
    record SavePlan(Verb verb, String file) implements CommandOption {}

    /**
     * To do what an approved plan says.
     *
     * @param file the path of the file that holds it
     */
    record ApprovedPlan(String file) implements CommandOption {}

    /**
     * To accept a problem. The reader writes the reason.
     *
     * @param consent what is accepted
     */
    record Accept(Fix.Consent consent) implements CommandOption {}
}
