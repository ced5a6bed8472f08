package dev.verdigris.cli.output.diff;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.sink.SinkOutlook;
import dev.verdigris.core.sink.SinkWay;

/**
 * What a swap means for one sink.
 *
 * @param name its full name
 * @param owner the role that owns it
 * @param way repoint, republish or refuse
 * @param topic the topic of its own that gets the new version, for the way republish
 * @param reads the live object that it reads
 * @param stays whether it stays on the previous version
 * @param consumers what the consumers of its topic will see, one sentence each
 */
public record SinkView(
        String name,
        String owner,
        String way,
        Optional<String> topic,
        String reads,
        boolean stays,
        List<String> consumers) {

    /** The view of a sink. */
    public static SinkView of(SinkOutlook sink) {
        return new SinkView(
                sink.sink().toString(),
                sink.owner(),
                sink.way().word(),
                sink.way() instanceof SinkWay.Republish republish
                        ? Optional.of(republish.topic().name())
                        : Optional.empty(),
                sink.reads().toString(),
                sink.stays(),
                sink.consumers());
    }
}
