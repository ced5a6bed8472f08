package dev.verdigris.cli.output.diff;

import java.util.List;
import java.util.Optional;

import dev.verdigris.core.diff.Reader;
import dev.verdigris.core.name.Identifier;

/**
 * One reader.
 *
 * @param type external-dependent, sink, role or exposure
 * @param name its name
 * @param what its kind, or the type of the exposure
 * @param owner the role that owns it; of an exposure, the person
 * @param direct whether it reads the object itself, and not through an external dependent
 * @param needs the columns that a sink names
 * @param url the address of an exposure
 */
public record ReaderView(
        String type,
        String name,
        String what,
        Optional<String> owner,
        boolean direct,
        List<String> needs,
        Optional<String> url) {

    static ReaderView of(Reader reader) {
        return switch (reader) {
            case Reader.Dependent of ->
                new ReaderView(
                        "external-dependent",
                        of.name().toString(),
                        of.kind().text(),
                        Optional.of(of.owner()),
                        of.direct(),
                        List.of(),
                        Optional.empty());
            case Reader.Sink of ->
                new ReaderView(
                        "sink",
                        of.name().toString(),
                        "sink",
                        Optional.of(of.owner()),
                        true,
                        of.needs().stream().map(Identifier::value).toList(),
                        Optional.empty());
            case Reader.Grantee of ->
                new ReaderView("role", of.name(), "role", Optional.empty(), true, List.of(), Optional.empty());
            case Reader.Exposure of ->
                new ReaderView(
                        "exposure",
                        of.exposure().name(),
                        of.exposure().type(),
                        of.exposure().owner(),
                        true,
                        List.of(),
                        of.exposure().url());
        };
    }

    /** The reader in a few words. */
    public String text() {
        String whose =
                type.equals("role") ? "" : owner.map(person -> " of " + person).orElse("");
        return what + " " + name + whose + (direct ? "" : " (not directly)");
    }
}
