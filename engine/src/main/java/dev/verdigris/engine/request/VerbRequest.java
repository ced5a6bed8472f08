package dev.verdigris.engine.request;

/** A request of a verb whose work is known before it begins, so that it can be shown as a plan. */
public sealed interface VerbRequest
        permits InitRequest, PromoteRequest, RollbackRequest, CleanupRequest, AbortRequest {}
