package dev.verdigris.cli.config;

import java.util.List;

/**
 * What a place says about single objects of the server: choices of which those of all places count together.
 *
 * @param accept the consents
 * @param sinks the ways of sinks
 * @param exempt the exemptions from readiness
 */
record PerObject(List<WrittenConsent> accept, List<WrittenSinkWay> sinks, List<WrittenExemption> exempt) {

    /** No choices. */
    static final PerObject NONE = new PerObject(List.of(), List.of(), List.of());

    PerObject {
        accept = List.copyOf(accept);
        sinks = List.copyOf(sinks);
        exempt = List.copyOf(exempt);
    }
}
