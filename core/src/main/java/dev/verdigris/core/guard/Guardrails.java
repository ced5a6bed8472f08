package dev.verdigris.core.guard;

/** All guardrails. */
public final class Guardrails {

    private Guardrails() {}
}
