package dev.verdigris.core.dbt;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.ObjectName;

/**
 * A reader of relations outside of the server, such as a dashboard, that the project declares.
 *
 * @param name its name
 * @param type its type, such as {@code dashboard}
 * @param owner who is responsible for it
 * @param url its address, without what may be secret in it
 * @param reads the relations that it reads, sorted
 */
public record DbtExposure(
        String name, String type, Optional<String> owner, Optional<String> url, List<ObjectName> reads) {

    public DbtExposure {
        reads = List.copyOf(reads);
    }

    /** The same with other relations. */
    DbtExposure reading(List<ObjectName> relations) {
        return new DbtExposure(name, type, owner, url, relations);
    }
}
