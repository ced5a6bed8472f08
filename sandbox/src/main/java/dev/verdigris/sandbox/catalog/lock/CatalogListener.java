package dev.verdigris.sandbox.catalog.lock;

/** Notified after every committed catalog change. */
@FunctionalInterface
public interface CatalogListener {

    /**
     * Called after a catalog change has been committed, by the thread that made it and before the client is answered;
     * it must return quickly. Calls may arrive out of order, so the receiver must read the catalog and not rely on the
     * number.
     *
     * @param revision the catalog's revision after the change
     */
    void catalogChanged(long revision);
}
