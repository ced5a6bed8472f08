package dev.verdigris.core.adoption;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;

import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;

/**
 * The path of each model file. A character that a file system may not take is written as % with the hexadecimal bytes
 * of its UTF-8. So are capital and other letters of names that some file systems take for the same file.
 */
final class FilePaths {

    /** The longest name of a file, in bytes. */
    static final int MAX_BYTES = 255;

    private static final String ENDING = ".sql";

    private static final Pattern RESERVED = Pattern.compile("(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9])(\\..*)?");

    private final Identifier database;

    /** The names of the same place, by what a file system may make of them. */
    private final Map<String, Set<String>> alike = new HashMap<>();

    /** Prepares the paths of these objects. Names of the database have two parts. */
    FilePaths(Identifier database, Collection<ObjectName> names) {
        this.database = database;
        for (ObjectName name : names) {
            String schema = name.schema().schema().value();
            add("", name.schema().database().value());
            add(name.schema().database() + "/", schema);
            add(name.schema().database() + "/" + schema + "/", name.name().value());
        }
    }

    private void add(String place, String name) {
        alike.computeIfAbsent(place + folded(name), any -> new HashSet<>()).add(name);
    }

    private static String folded(String name) {
        String upper = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** The path of an object below the directory of models. */
    String of(ObjectName name) {
        String in = name.schema().database().value();
        String schema = name.schema().schema().value();
        String path = directory(in + "/", schema) + "/"
                + part(in + "/" + schema + "/", name.name().value()) + ENDING;
        return name.schema().database().equals(database) ? path : directory("", in) + "/" + path;
    }

    /** Whether a file system takes each part of a path. */
    static boolean fits(String path) {
        return Pattern.compile("/")
                .splitAsStream(path)
                .allMatch(part -> part.getBytes(StandardCharsets.UTF_8).length <= MAX_BYTES);
    }

    /** Some systems cut a dot or a blank off the end of a directory's name. */
    private String directory(String place, String name) {
        String part = part(place, name);
        int last = part.length() - 1;
        boolean cut = part.endsWith(".") || part.endsWith(" ");
        return cut ? part.substring(0, last) + encoded(part.charAt(last)) : part;
    }

    private String part(String place, String name) {
        boolean single = alike.getOrDefault(place + folded(name), Set.of()).size() < 2;
        IntPredicate plain = single ? FilePaths::isPlain : point -> isPlain(point) && isUnambiguous(point);
        StringBuilder part = new StringBuilder();
        name.codePoints().forEach(point -> part.append(plain.test(point) ? Character.toString(point) : encoded(point)));
        boolean hidden = name.startsWith(".") || RESERVED.matcher(name).matches();
        return hidden && plain.test(name.codePointAt(0))
                ? encoded(name.codePointAt(0)) + part.substring(Character.charCount(name.codePointAt(0)))
                : part.toString();
    }

    private static boolean isPlain(int point) {
        return !Character.isISOControl(point) && "/%\\:*?\"<>|".indexOf(point) < 0;
    }

    private static boolean isUnambiguous(int point) {
        return point < 0x80 && !Character.isUpperCase(point);
    }

    private static String encoded(int point) {
        StringBuilder encoded = new StringBuilder();
        for (byte each : Character.toString(point).getBytes(StandardCharsets.UTF_8)) {
            encoded.append(String.format("%%%02X", each));
        }
        return encoded.toString();
    }
}
