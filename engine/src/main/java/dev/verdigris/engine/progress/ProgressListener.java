package dev.verdigris.engine.progress;

/**
 * Receives the progress of a verb. It may be called from several threads at once. It must not throw and should return
 * soon.
 */
@FunctionalInterface
public interface ProgressListener {

    /** Listens to nothing. */
    ProgressListener NONE = event -> {};

    /** Receives an event. */
    void on(ProgressEvent event);
}
