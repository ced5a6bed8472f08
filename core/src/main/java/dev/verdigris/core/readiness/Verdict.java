package dev.verdigris.core.readiness;

import java.util.Optional;

/** The verdict on all objects together. */
public sealed interface Verdict {

    /**
     * They may go live.
     *
     * @param because the reason, in a few words
     */
    record Ready(String because) implements Verdict {}

    /**
     * They may become ready by waiting.
     *
     * @param reason the reason for the wait
     * @param remaining an estimate of the time left, from the hydration times of the live counterparts; empty if there is
     *     none
     */
    record Waiting(String reason, Optional<Estimate> remaining) implements Verdict {}

    /**
     * Waiting cannot help.
     *
     * @param reason the reason
     */
    record Failed(String reason) implements Verdict {}
}
