package dev.verdigris.core.readiness;

import java.util.Optional;

/** The verdict on all objects together. */
public sealed interface Verdict {

    /** Why, in one clause. */
    String reason();

    /**
     * They may go live.
     *
     * @param reason the reason, in a few words
     */
    record Ready(String reason) implements Verdict {}

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

    /** The same without an estimate. */
    default Verdict withoutEstimate() {
        return switch (this) {
            case Waiting waiting -> new Waiting(waiting.reason(), Optional.empty());
            case Ready ready -> ready;
            case Failed failed -> failed;
        };
    }

    /** The same without lengths of time. The causes say why to wait. */
    default Verdict timeless() {
        return switch (this) {
            case Waiting waiting -> new Waiting("", Optional.empty());
            case Ready ready -> ready;
            case Failed failed -> failed;
        };
    }
}
