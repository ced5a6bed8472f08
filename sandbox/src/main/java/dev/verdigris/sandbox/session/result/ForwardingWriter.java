package dev.verdigris.sandbox.session.result;

import java.io.IOException;
import java.util.List;

import dev.verdigris.sandbox.wire.Frame;
import org.jspecify.annotations.Nullable;

/** Forwards everything except the columns, which an implementation handles. */
interface ForwardingWriter extends ResultWriter {

    /** Where the rows go. */
    ResultWriter target();

    @Override
    default void row(List<@Nullable String> values) throws IOException {
        target().row(values);
    }

    @Override
    default void frame(Frame frame) throws IOException {
        target().frame(frame);
    }

    @Override
    default void complete(String tag) throws IOException {
        target().complete(tag);
    }

    @Override
    default void suspended() throws IOException {
        target().suspended();
    }
}
