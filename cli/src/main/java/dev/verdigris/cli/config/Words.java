package dev.verdigris.cli.config;

import java.util.List;

/**
 * What a place says about single things of the server. Such words of all places count together.
 *
 * @param accept the consents
 * @param sinks the ways of sinks
 */
record Words(List<WrittenConsent> accept, List<WrittenSinkWay> sinks) {

    /** No words. */
    static final Words NONE = new Words(List.of(), List.of());

    Words {
        accept = List.copyOf(accept);
        sinks = List.copyOf(sinks);
    }
}
