package dev.verdigris.engine.request;

import java.util.Optional;

import dev.verdigris.core.approval.PlanFile;

/**
 * How diff compares model files with what is live.
 *
 * @param source the models
 * @param against the plan whose live definitions are compared, without a server; empty to read them from the server
 */
public record ModelsRequest(ModelSource source, Optional<PlanFile> against) {}
