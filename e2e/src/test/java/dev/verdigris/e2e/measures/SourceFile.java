package dev.verdigris.e2e.measures;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * The contents of one Java file, for the measures.
 *
 * @param path where it is, relative to the measured directory
 * @param packageName the package that it declares
 * @param lines all lines, blank lines and comments included
 * @param codeLines lines with code on them
 * @param commentLines lines with a comment and no code
 * @param types its top-level types
 * @param methods the methods and constructors with a body, of all its types
 * @param fields its field declarations without record components and enum constants
 * @param finalFields how many of them are final
 * @param records the records in it, nested ones included
 * @param sealedTypes the sealed types in it, nested ones included
 * @param importedPackages the packages that its imports name
 */
record SourceFile(
        Path path,
        String packageName,
        int lines,
        int codeLines,
        int commentLines,
        List<Type> types,
        List<Method> methods,
        int fields,
        int finalFields,
        int records,
        int sealedTypes,
        Set<String> importedPackages) {

    /**
     * A top-level type.
     *
     * @param name its simple name
     * @param isPublic whether every package can use it
     * @param hasJavadoc whether it has a Javadoc comment
     */
    record Type(String name, boolean isPublic, boolean hasJavadoc) {}

    /**
     * A method or constructor.
     *
     * @param name the type and the method, for example {@code StepSql.render}
     * @param line the line it starts at
     * @param lines from its first annotation to its closing brace
     * @param complexity cyclomatic complexity: one, plus one for each branch, loop, case, catch and short-circuit
     *     operator
     * @param isPublic whether it is declared public and overrides nothing
     * @param hasJavadoc whether it has a Javadoc comment
     */
    record Method(String name, int line, int lines, int complexity, boolean isPublic, boolean hasJavadoc) {}

    /** Whether this file only documents a package. */
    boolean isPackageInfo() {
        return path.endsWith("package-info.java");
    }
}
