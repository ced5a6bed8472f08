package dev.verdigris.e2e.measures;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Prints the measures of a checkout as a Markdown table, or its violations of the budgets.
 *
 * <p>Arguments: the file with the exceptions, the directory to measure, and optionally {@code --check}. The exit code
 * is 1 if {@code --check} finds violations.
 */
final class Measures {

    private Measures() {}

    @SuppressWarnings("SystemExitOutsideMain")
    public static void main(String[] arguments) {
        List<Module> modules =
                Module.readAll(Path.of(arguments[1]).toAbsolutePath().normalize());
        if (arguments.length > 2 && arguments[2].equals("--check")) {
            List<String> violations = Budgets.violations(modules, ComplexityExceptions.read(Path.of(arguments[0])));
            violations.forEach(System.out::println);
            System.exit(violations.isEmpty() ? 0 : 1);
        }
        print(modules, System.out);
    }

    static void print(List<Module> modules, PrintStream out) {
        List<Module> lines = new ArrayList<>(modules);
        lines.add(3, Module.together("core + engine + cli", modules.subList(0, 3)));
        out.println(line(Row.HEADS));
        out.println(line(Row.HEADS.stream().map(head -> "---").toList()));
        lines.forEach(module -> out.println(line(new Row(module).cells())));
    }

    private static String line(List<String> cells) {
        return cells.stream().collect(Collectors.joining(" | ", "| ", " |"));
    }
}
