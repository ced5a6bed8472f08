package dev.verdigris.core.model;

/**
 * The text of one model file.
 *
 * @param path where it lies below the directory of models, with {@code /} between the parts: {@code schema/name.sql} or
 *     {@code database/schema/name.sql}. A part is the name exactly as the catalog has it, not folded; a slash within a
 *     name is written {@code %2F}, and a percent sign {@code %25}
 * @param shownAs the path as problems shall cite it
 * @param text what the file holds
 */
public record ModelFile(String path, String shownAs, String text) {

    /** A file that problems cite by its path below the directory of models. */
    static ModelFile of(String path, String text) {
        return new ModelFile(path, path, text);
    }
}
