package dev.verdigris.engine.progress;

/** Is told how far a verb is. May be called from several threads at once; must not throw and should return soon. */
@FunctionalInterface
public interface ProgressListener {

    /** Listens to nothing. */
    ProgressListener NONE = event -> {};

    /** Something happened. */
    void on(ProgressEvent event);
}
