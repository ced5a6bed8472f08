package dev.verdigris.core.plan;

import java.util.Optional;

import dev.verdigris.core.deployment.DeploymentView;

/**
 * A plan or its problems, with the environment after its steps. Later verbs can be planned on that even if a problem stops
 * the verb.
 *
 * @param result the plan, or all problems
 * @param after the environment after all steps, in the simulation; empty if some of the steps cannot be planned
 */
record Trial(PlanResult result, Optional<DeploymentView> after) {}
