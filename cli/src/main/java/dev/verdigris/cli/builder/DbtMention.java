package dev.verdigris.cli.builder;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A command that only mentions dbt: in the text of a shell, as an image of a container, as the name of a script or of a
 * target of make. What runs there is not known, so the command itself must say that dbt gets its variable.
 */
final class DbtMention {

    /** Neither a directory nor the suffix of staged names is a mention. */
    private static final Pattern DBT = insensitive("(?<![\\p{L}\\p{N}])dbtf?(?![\\p{L}\\p{N}/]|_deploy)");

    private static final Pattern TRUE =
            insensitive("\\bdeploy(?:\\s*:\\s+|[\\\\'\"]+\\s*:\\s*)(?:true|yes|on)(?![\\p{L}\\p{N}_])");

    private static final Pattern OTHER = insensitive("\\bdeploy[\\\\'\"]*\\s*:");

    private static final Pattern SAID = insensitive("deploy=true");

    private static final Pattern END_OF_COMMAND = Pattern.compile("[;|&\\n]+");

    private static final String WHY =
            "the command mentions dbt, and does not say that dbt gets the variable deploy; without it, dbt builds the"
                    + " live side";

    private static final String ADVICE = "write " + DbtCommand.VARS + " '" + DbtVariables.ALONE
            + "' in it, after each command of dbt. If a script does that, say so by the word deploy=true, as in:"
            + " env deploy=true ./dbt.sh";

    private DbtMention() {}

    private static Pattern insensitive(String expression) {
        return Pattern.compile(expression, Pattern.CASE_INSENSITIVE);
    }

    /** Whether a text mentions dbt. */
    static boolean isIn(String text) {
        return DBT.matcher(text).find();
    }

    /** Whether a word is a text of several words, as a shell reads it. */
    static boolean isText(String word) {
        return word.chars().anyMatch(Character::isWhitespace);
    }

    /**
     * Checks a command.
     *
     * @throws UnusableCommand if dbt may run in it without its variable
     */
    static void demandVariable(List<String> command) {
        boolean texts = command.stream()
                .filter(DbtMention::isText)
                .map(text -> text.replace("\\\n", " "))
                .flatMap(END_OF_COMMAND::splitAsStream)
                .filter(DbtMention::isIn)
                .allMatch(DbtMention::hasVariable);
        boolean words = command.stream().noneMatch(word -> !isText(word) && isIn(word))
                || command.stream().anyMatch(word -> SAID.matcher(word).matches())
                || hasVariable(String.join(" ", command));
        if (!texts || !words) {
            throw new UnusableCommand(WHY, ADVICE);
        }
    }

    /** Whether the last variables of a text make it true; dbt reads no others. */
    private static boolean hasVariable(String text) {
        int at = text.lastIndexOf(DbtCommand.VARS);
        String last = at < 0 ? "" : text.substring(at);
        String rest = TRUE.matcher(last).replaceAll("");
        return !rest.equals(last) && !OTHER.matcher(rest).find();
    }
}
