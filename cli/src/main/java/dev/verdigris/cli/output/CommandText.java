package dev.verdigris.cli.output;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.verdigris.cli.screen.Cells;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Verb;

/**
 * Writes commands for a shell. Each command repeats the options that chose the server of this run. Without them the
 * same command could reach another server.
 *
 * @param server options of every verb
 * @param project options of verbs that read files
 * @param sinks options of verbs that promote; without them a sink would be re-pointed
 * @param builder what builds the staged side
 */
public record CommandText(List<Given> server, List<Given> project, List<Given> sinks, Builder builder) {

    /** What builds the staged side. The words of a builder may hold secrets, so they are not repeated. */
    public enum Builder {
        /** The verb build, from files. */
        FILES,
        /** The builder of another tool that an option names. */
        OPTION,
        /** The builder of another tool that a variable or the configuration names. */
        CONFIGURED,
        /** No builder is named, but the configuration is that of a dbt project. */
        DBT
    }

    /** The value of {@code --project} if only the reader knows it. */
    static final String UNKNOWN_PROJECT = "DIR";

    private static final String EXECUTE = "--exec";

    private static final String COMMAND = "COMMAND";

    private static final String OF_BUILDER = "-- " + COMMAND;

    private static final String DBT = "dbt run";

    private static final String DEPLOYMENT_ID = "--deployment-id";

    /** The option for the report to keep. The next command continues the report. */
    public static final String REPORT = "--report";

    /** Repeats no options. */
    static final CommandText PLAIN = new CommandText(List.of(), List.of(), List.of());

    /** The options of a run without such a builder. */
    public CommandText(List<Given> server, List<Given> project, List<Given> sinks) {
        this(server, project, sinks, Builder.FILES);
    }

    public CommandText {
        server = List.copyOf(server);
        project = List.copyOf(project);
        sinks = List.copyOf(sinks);
    }

    /**
     * An option with its value.
     *
     * @param option the option, with its hyphens
     * @param value the value, unquoted; empty for an option without one
     */
    public record Given(String option, String value) {

        /** An option that was given once or more. */
        public static List<Given> of(String option, List<String> values) {
            return values.stream().map(value -> new Given(option, value)).toList();
        }

        private String words() {
            if (value.isEmpty()) {
                return option;
            }
            // A value that begins with a hyphen would be taken for an option.
            return option + (value.startsWith("-") ? "=" : " ") + quoted(value);
        }
    }

    /** The same options for a run that does not know the project of the user. */
    public CommandText withUnknownProject() {
        return new CommandText(server, List.of(new Given("--project", UNKNOWN_PROJECT)), sinks, builder);
    }

    /** The command line of {@code args}, to run it again. The words of a builder may hold secrets. */
    public static String again(List<String> args) {
        int end = args.indexOf("--");
        List<String> ofVerdigris = end < 0 ? args : args.subList(0, end);
        List<String> words = new ArrayList<>(List.of("verdigris"));
        for (int at = 0; at < ofVerdigris.size(); at++) {
            String word = ofVerdigris.get(at);
            boolean value = at > 0 && ofVerdigris.get(at - 1).equals(EXECUTE);
            String shown = value ? COMMAND : word.startsWith(EXECUTE + "=") ? EXECUTE + "=" + COMMAND : quoted(word);
            words.add(shown);
        }
        if (end >= 0) {
            words.add(OF_BUILDER);
        }
        return String.join(" ", words);
    }

    /** What the reader must replace in the command, if anything. */
    Optional<String> incomplete(Fix.Command command) {
        if (executing(command.verb()).contains(COMMAND)) {
            return Optional.of(COMMAND + " is the command of the builder that builds the staged side");
        }
        return readsFiles(command.verb()) && isUnknown()
                ? Optional.of(UNKNOWN_PROJECT + " is the directory that contains models/")
                : Optional.empty();
    }

    private boolean isUnknown() {
        return project.stream().anyMatch(given -> given.value().equals(UNKNOWN_PROJECT));
    }

    /** The command on one line. */
    public String line(Fix.Command command) {
        List<String> words = new ArrayList<>(List.of("verdigris", command.verb().word()));
        words.add(new Given("-e", command.environment().value()).words());
        boolean ofFiles = readsFiles(command.verb()) || comparesProject(command) && !isUnknown();
        boolean named = command.options().stream().anyMatch(CommandOption.Deployment.class::isInstance);
        Stream<Given> repeated = Stream.concat(
                ofFiles ? project.stream() : Stream.empty(),
                server.stream()
                        .filter(given -> !(named && given.option().equals(DEPLOYMENT_ID)))
                        .filter(given -> !given.option().equals(REPORT) || isRecorded(command.verb())));
        repeated.map(Given::words).forEach(words::add);
        if (promotes(command.verb())) {
            sinks.stream().map(Given::words).forEach(words::add);
        }
        command.options().stream().map(CommandText::words).forEach(words::add);
        words.add(executing(command.verb()));
        return String.join(" ", words).strip();
    }

    /** The command as it is for the builder of this project: the verb build would not find its files. */
    Fix.Command meant(Fix.Command command) {
        return builder != Builder.FILES && command.verb() == Verb.BUILD
                ? new Fix.Command(Verb.EXEC, command.environment(), command.options())
                : command;
    }

    /** The words that name the builder; empty if the verb runs none, or the configured one. */
    private String executing(Verb verb) {
        boolean exec = verb == Verb.EXEC;
        boolean deploy = verb == Verb.DEPLOY;
        return switch (builder) {
            case FILES -> exec ? OF_BUILDER : "";
            case OPTION -> exec ? OF_BUILDER : deploy ? EXECUTE + " " + COMMAND : "";
            case CONFIGURED -> "";
            case DBT -> exec ? "-- " + DBT : deploy ? EXECUTE + " " + quoted(DBT) : "";
        };
    }

    private boolean readsFiles(Verb verb) {
        return needsProject(verb) && (verb != Verb.DEPLOY || builder == Builder.FILES);
    }

    /** The option that accepts a problem; the reader replaces {@code REASON}. */
    static String accept(Fix.Consent consent) {
        return "--accept " + quoted(consent(consent) + "=REASON");
    }

    /** What a consent is to, in the words of the option. */
    static String consent(Fix.Consent consent) {
        return consent.code().code()
                + consent.subject().map(subject -> ":" + subject).orElse("");
    }

    /** Whether a verb compares the files of the project with those of the deployment. */
    private static boolean comparesProject(Fix.Command command) {
        return comparesProject(command.verb())
                || command.options().stream().anyMatch(CommandOption.SavePlan.class::isInstance);
    }

    private static boolean comparesProject(Verb verb) {
        return switch (verb) {
            case INIT, AWAIT, PROMOTE, PLAN -> true;
            case BUILD, EXEC, GRANTS, CHECK, DEPLOY, ROLLBACK, CLEANUP, ABORT, STATUS, HISTORY, DIFF, REPORT -> false;
        };
    }

    /** Whether the report of a release can have a run of a verb. */
    private static boolean isRecorded(Verb verb) {
        return switch (verb) {
            case INIT,
                    BUILD,
                    EXEC,
                    GRANTS,
                    CHECK,
                    AWAIT,
                    PROMOTE,
                    ROLLBACK,
                    CLEANUP,
                    ABORT,
                    DEPLOY,
                    PLAN,
                    DIFF,
                    REPORT -> true;
            case STATUS, HISTORY -> false;
        };
    }

    private static boolean promotes(Verb verb) {
        return switch (verb) {
            case PROMOTE, DEPLOY, PLAN -> true;
            case INIT, BUILD, EXEC, GRANTS, CHECK, AWAIT, ROLLBACK, CLEANUP, ABORT, STATUS, HISTORY, DIFF, REPORT ->
                false;
        };
    }

    private static boolean needsProject(Verb verb) {
        return switch (verb) {
            case BUILD, CHECK, DEPLOY -> true;
            case INIT, EXEC, GRANTS, AWAIT, PROMOTE, ROLLBACK, CLEANUP, ABORT, STATUS, PLAN, HISTORY, DIFF, REPORT ->
                false;
        };
    }

    private static String words(CommandOption option) {
        return switch (option) {
            case CommandOption.Deployment deployment -> new Given(DEPLOYMENT_ID, deployment.id()).words();
            case CommandOption.ClusterSize cluster -> new Given("--cluster-size", cluster.size()).words();
            case CommandOption.SavePlan save -> new Given("--save", save.file()).words() + " " + save.verb();
            case CommandOption.ApprovedPlan approved -> new Given("--plan", approved.file()).words();
            case CommandOption.Accept accept -> accept(accept.consent());
            case CommandOption.Switch flag -> words(flag);
        };
    }

    private static String words(CommandOption.Switch flag) {
        return switch (flag) {
            case ADOPT -> "--adopt";
            case CREATE_MISSING -> "--create-missing";
            case TAKE_OVER -> "--take-over";
            case CONFIRMED -> "--yes";
            case DRY_RUN -> "--dry-run";
            case COUNT_KEYS -> "--count-keys promote";
            case LIVE -> "--live";
        };
    }

    /** A text as one word for a shell, always on one line. What a terminal does not show is escaped. */
    public static String quoted(String text) {
        if (text.matches("[A-Za-z0-9_.,:/@%+=-]+")) {
            return text;
        }
        return text.codePoints().allMatch(Cells::isShown)
                ? "'" + text.replace("'", "'\\''") + "'"
                : "$'" + text.codePoints().mapToObj(CommandText::escaped).collect(Collectors.joining()) + "'";
    }

    private static String escaped(int point) {
        if (point == '\'' || point == '\\') {
            return "\\" + (char) point;
        }
        return Cells.isShown(point)
                ? Character.toString(point)
                : String.format(point > 0xFFFF ? "\\U%08x" : "\\u%04x", point);
    }
}
