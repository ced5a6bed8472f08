package dev.verdigris.core.model;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;

/** Finds the object that a file defines from the file's path. */
final class FilePlace {

    private static final String ENDING = ".sql";

    private static final Pattern ENCODED = Pattern.compile("(?:%[0-9A-Fa-f]{2})+");

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

    /** Any run of bytes may be encoded. What is no UTF-8 stays as it is written. */
    private static String decoded(String part) {
        return ENCODED.matcher(part).replaceAll(run -> Matcher.quoteReplacement(decodedRun(run.group())));
    }

    private static String decodedRun(String run) {
        byte[] bytes = HexFormat.of().parseHex(run.replace("%", ""));
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException noText) {
            return run;
        }
    }
}
