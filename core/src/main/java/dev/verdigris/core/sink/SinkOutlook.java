package dev.verdigris.core.sink;

import java.util.List;

import dev.verdigris.core.name.ObjectName;

/**
 * What a swap means for one sink of the live side.
 *
 * @param sink its full name
 * @param owner the role that owns it
 * @param way what the promotion does with it
 * @param reads the live object that it reads
 * @param stays whether it stays on the previous version
 * @param consumers what the consumers of its topic will see, one sentence each
 */
public record SinkOutlook(
        ObjectName sink, String owner, SinkWay way, ObjectName reads, boolean stays, List<String> consumers) {

    public SinkOutlook {
        consumers = List.copyOf(consumers);
    }
}
