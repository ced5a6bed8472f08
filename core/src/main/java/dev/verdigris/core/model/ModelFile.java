package dev.verdigris.core.model;

/**
 * The text of one model file.
 *
 * @param path its path below the directory of models, with {@code /} between the parts: {@code schema/name.sql} or
 *     {@code database/schema/name.sql}. A part is the exact name in the catalog, not folded. A slash within a name is
 *     {@code %2F}, and a percent sign is {@code %25}; so may be every other character, by the bytes of its UTF-8
 * @param shownAs the path for messages
 * @param text the content of the file
 * @param compiled whether another tool has resolved its names, which may be the staged ones, and has left no Jinja
 */
public record ModelFile(String path, String shownAs, String text, boolean compiled) {

    /** A file that a user has written. */
    public ModelFile(String path, String shownAs, String text) {
        this(path, shownAs, text, false);
    }

    /** A file that another tool has compiled. */
    public static ModelFile compiled(String path, String shownAs, String text) {
        return new ModelFile(path, shownAs, text, true);
    }

    /** A file whose path below the directory of models is also its path in messages. */
    static ModelFile of(String path, String text) {
        return new ModelFile(path, path, text);
    }
}
