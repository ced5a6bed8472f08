package dev.verdigris.cli.install;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * The man page of one command, in the macros {@code man} of roff.
 *
 * @param command the command
 * @param date the date of the page
 */
record ManPage(Command command, String date) {

    private static final String PROGRAM = "verdigris";

    /** The page. */
    String text() {
        StringBuilder page = new StringBuilder();
        page.append(".TH \"%s\" 1 \"%s\" \"%s\" \"Verdigris manual\"\n"
                .formatted(
                        escaped(command.dashed().toUpperCase(Locale.ROOT)),
                        date,
                        escaped(Command.plain(command.spec().root().version()))));
        page.append(".nh\n.ad l\n");
        section(page, "NAME", escaped(command.dashed() + " - " + uncapitalized(command.headline())) + "\n");
        section(page, "SYNOPSIS", synopsis());
        section(page, "DESCRIPTION", description());
        section(page, "ARGUMENTS", arguments());
        section(page, "OPTIONS", options());
        section(page, "COMMANDS", commands());
        section(page, "EXIT STATUS", exitStatus());
        section(page, "SEE ALSO", related());
        return page.toString();
    }

    private static void section(StringBuilder page, String title, String text) {
        if (!text.isEmpty()) {
            page.append(".SH ").append(title).append('\n').append(text);
        }
    }

    private String synopsis() {
        StringBuilder words = new StringBuilder(".B " + escaped(command.words()) + "\n");
        command.options().forEach(option -> synopsis(words, "[" + written(option) + "]", option));
        command.spec().positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .forEach(argument -> synopsis(words, bracketed(argument), argument));
        return words + (command.inside().isEmpty() ? "" : "VERB\n");
    }

    private static void synopsis(StringBuilder words, String word, ArgSpec argument) {
        words.append(escaped(word)).append(argument.isMultiValue() ? "...\n" : "\n");
    }

    private static String bracketed(PositionalParamSpec argument) {
        return argument.arity().min() > 0 ? argument.paramLabel() : "[" + argument.paramLabel() + "]";
    }

    /** An option under its first long name, which all pages use, with its value. */
    private static String written(OptionSpec option) {
        String name = Stream.of(option.names())
                .filter(each -> each.startsWith("--"))
                .findFirst()
                .orElse(option.longestName());
        return name + value(option);
    }

    private static String value(OptionSpec option) {
        if (option.arity().max() == 0) {
            return "";
        }
        return Command.takesValue(option) ? "=" + option.paramLabel() : "[=" + option.paramLabel() + "]";
    }

    private String description() {
        List<String> paragraphs =
                Command.paragraphs(command.spec().usageMessage().description());
        return (paragraphs.isEmpty() ? List.of(command.headline()) : paragraphs)
                .stream().map(ManPage::line).collect(Collectors.joining(".PP\n"));
    }

    private String arguments() {
        return command.spec().positionalParameters().stream()
                .filter(argument -> !argument.hidden())
                .map(argument -> item(".I ", argument.paramLabel(), Command.plain(argument.description())))
                .collect(Collectors.joining());
    }

    private String options() {
        return command.options().stream()
                .map(option -> item(
                        ".B ", String.join(", ", option.names()) + value(option), Command.plain(option.description())))
                .collect(Collectors.joining());
    }

    private String commands() {
        return command.inside().stream()
                .map(inside -> item(".B ", inside.spec().name(), inside.headline()))
                .collect(Collectors.joining());
    }

    private String exitStatus() {
        return command.spec().usageMessage().exitCodeList().entrySet().stream()
                .map(code -> item(".B ", code.getKey().strip(), Command.plain(code.getValue())))
                .collect(Collectors.joining());
    }

    private String related() {
        if (command.below().isEmpty()) {
            return command.inside().stream()
                    .map(inside -> reference(inside.dashed()))
                    .collect(Collectors.joining(",\n", "", "\n"));
        }
        return reference(PROGRAM) + "\n";
    }

    private static String reference(String page) {
        return ".BR " + escaped(page) + " (1)";
    }

    private static String item(String font, String term, String text) {
        return ".TP\n" + font + escaped(term) + "\n" + line(text);
    }

    private static String line(String text) {
        return escaped(text) + "\n";
    }

    /** A text that roff shows as it is. */
    private static String escaped(String text) {
        String ascii = text.replace("\\", "\\e")
                .replace("-", "\\-")
                .replace("\"", "\\(dq")
                .replace("'", "\\(aq")
                .replace("`", "\\(ga")
                .replace("~", "\\(ti")
                .replace("^", "\\(ha");
        String shown = ascii.codePoints()
                .mapToObj(letter -> letter < 128 ? Character.toString(letter) : "\\[u%04X]".formatted(letter))
                .collect(Collectors.joining());
        return shown.startsWith(".") ? "\\&" + shown : shown;
    }

    private static String uncapitalized(String sentence) {
        return sentence.substring(0, 1).toLowerCase(Locale.ROOT)
                + sentence.substring(1).replaceFirst("\\.$", "");
    }
}
