package dev.verdigris.core.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** Finds the object that a file defines from the file's path. */
final class FilePlace {

    private static final String ENDING = ".sql";

    private FilePlace() {}

    /** The object that the file must define; empty if the path does not name one. */
    static Optional<ObjectName> of(String path, Identifier database) {
        if (!path.endsWith(ENDING)) {
            return Optional.empty();
        }
        String[] raw = path.substring(0, path.length() - ENDING.length()).split("/", -1);
        List<String> parts = Arrays.stream(raw).map(FilePlace::decoded).toList();
        boolean readable = parts.size() >= 2
                && parts.size() <= 3
                && parts.stream().allMatch(part -> !part.isEmpty() && part.indexOf('\0') < 0);
        if (!readable) {
            return Optional.empty();
        }
        int schema = parts.size() - 2;
        Identifier in = schema == 0 ? database : Identifier.of(parts.get(0));
        SchemaName schemaName = new SchemaName(in, Identifier.of(parts.get(schema)));
        return Optional.of(schemaName.object(parts.get(schema + 1)));
    }

    /** A percent sign is encoded too, so it is decoded last. */
    private static String decoded(String part) {
        return part.replace("%2F", "/").replace("%2f", "/").replace("%25", "%");
    }
}
