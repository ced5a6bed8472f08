package dev.verdigris.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The page about the licenses of all parts. Its table has one source: the page of the Python package.
 *
 * @param page the section of that page
 */
record Licenses(String page) {

    /** The license of each Java runtime that is made of OpenJDK. */
    static final String OF_JAVA = "GPL-2.0-only WITH Classpath-exception-2.0";

    private static final String SECTION = "## What is inside";
    private static final String PACKAGE = "The package contains";
    private static final String PLACE =
            "The last column says where the text of the\nlicense is: a file of the directory `licenses` of the"
                    + " package's metadata, or the jar itself.";

    private static final Pattern ROW =
            Pattern.compile("(?m)^\\| ([^|]+), (?:for PostgreSQL|packaged by zonky) \\| ([^|]+?) \\|.*$");
    private static final Pattern FREE = Pattern.compile("(?m)^(\\w+), for PostgreSQL, is in the public domain\\.$");
    private static final Pattern LAST_ROW = Pattern.compile("(?s)(.*\\|\n)(?=\n)");

    /** Reads the section. */
    static Licenses read(Path file) throws IOException {
        String page = Files.readString(file);
        int section = page.indexOf(SECTION);
        if (section < 0) {
            throw changed(SECTION);
        }
        return new Licenses(page.substring(section));
    }

    /** The page of an archive without a runtime. */
    String ofArchive() {
        return replace(replace(page, PACKAGE, "The archive contains"), PLACE, place("a file of this directory"));
    }

    /** The page of an archive with a runtime. */
    String withRuntime() {
        return addJava(ofArchive(), "`../runtime/legal`");
    }

    /** The page of an image with a runtime. */
    String ofImage() {
        return replace(withRuntime(), "The archive contains", "The image contains")
                + "\nThe files `/usr/share/doc/*/copyright` have the licenses of the packages of Debian in the image.\n";
    }

    /** The page of the Debian package, which the texts follow. */
    String ofDebianPackage() {
        return addJava(replace(page, PLACE, place("a text below")), "`/usr/lib/verdigris/runtime/legal`");
    }

    private static String place(String text) {
        return "The last column says where the text of the\nlicense is: " + text + ", or the jar itself.";
    }

    private static String addJava(String page, String texts) {
        Matcher table = LAST_ROW.matcher(page);
        if (!table.lookingAt()) {
            throw changed("the table");
        }
        return table.group(1) + "| Java runtime | " + OF_JAVA + " | " + texts + " |\n" + page.substring(table.end());
    }

    private static String replace(String text, String old, String replacement) {
        if (!text.contains(old)) {
            throw changed(old);
        }
        return text.replace(old, replacement);
    }

    private static IllegalStateException changed(String missing) {
        return new IllegalStateException(
                "packaging/pip/README.md has no longer the words that the page of licenses is made of: " + missing);
    }

    /** The licenses of what the jar of PostgreSQL contains, by the names of the parts. */
    Map<String, String> ofPostgres() {
        Map<String, String> found = new TreeMap<>();
        ROW.matcher(page)
                .results()
                .forEach(row -> Arrays.stream(row.group(1).split(", ")).forEach(name -> found.put(name, row.group(2))));
        FREE.matcher(page).results().forEach(line -> found.put(line.group(1), "public domain"));
        return found;
    }
}
