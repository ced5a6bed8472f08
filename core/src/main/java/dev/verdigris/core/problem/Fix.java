package dev.verdigris.core.problem;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.verdigris.core.name.Identifier;

/**
 * The fix of a problem, or the next command, as data.
 *
 * <p>A fix contains no option of a command line, no name of a configuration file and no shell text. The command line
 * renders it; a program that embeds the engine reads it. Texts are instructions: they begin in lower case, end without
 * a full stop and name things unquoted. Secrets never appear.
 */
public sealed interface Fix {

    /**
     * Statements to run, in order.
     *
     * @param statements at least one
     */
    record Sql(List<Statement> statements) implements Fix {
        public Sql {
            statements = List.copyOf(statements);
            if (statements.isEmpty()) {
                throw new IllegalArgumentException("a fix in SQL must have a statement");
            }
        }
    }

    /**
     * One statement of a fix.
     *
     * @param sql the complete statement, without a semicolon at its end; {@code …} in it is a value that the reader
     *     chooses
     * @param remark what the reader should know before running it
     * @param undo the statements that make again what this one removes, without a semicolon at their end; nobody runs
     *     them by default
     * @param moves whether it makes another version live
     */
    record Statement(String sql, Optional<String> remark, List<String> undo, boolean moves) {
        public Statement {
            required(sql);
            undo = List.copyOf(undo);
        }

        /** A statement that removes something, with what makes that again. */
        public Statement(String sql, Optional<String> remark, List<String> undo) {
            this(sql, remark, undo, false);
        }

        /** A statement that removes nothing. */
        public Statement(String sql, Optional<String> remark) {
            this(sql, remark, List.of());
        }

        /** A statement without a remark that makes another version live. */
        public static Statement moving(String sql) {
            return new Statement(sql, Optional.empty(), List.of(), true);
        }

        /** The same statement, of which the server takes no two in one transaction, such as a grant. */
        public Statement alone() {
            return new Statement(sql, Optional.of("run this in a transaction of its own"), undo, moves);
        }

        /** The same statement, which the role of the run may not carry out. */
        public Statement bySuperuser() {
            return new Statement(sql, Optional.of("run this as a superuser, in a transaction of its own"), undo, moves);
        }

        /** A statement without a remark. */
        public static Statement of(String sql) {
            return new Statement(sql, Optional.empty());
        }
    }

    /**
     * A verb to run.
     *
     * @param verb the verb
     * @param environment the environment to run it for
     * @param options its options
     */
    record Command(Verb verb, Identifier environment, List<CommandOption> options) implements Fix {
        public Command {
            options = List.copyOf(options);
        }

        /** The same verb and options, with one option more. */
        public Command with(CommandOption option) {
            return new Command(
                    verb,
                    environment,
                    Stream.concat(options.stream(), Stream.of(option)).toList());
        }
    }

    /**
     * A change of something that the user wrote.
     *
     * @param place the place of the text
     * @param change the change to make there
     */
    record Edit(Place place, String change) implements Fix {
        public Edit {
            required(change);
        }
    }

    /**
     * Exactly one of several fixes, which the reader chooses.
     *
     * @param alternatives at least two, the recommended one first; only the first may be run without a choice, so it
     *     drops and swaps nothing
     */
    record Choice(List<Alternative> alternatives) implements Fix {
        public Choice {
            alternatives = List.copyOf(alternatives);
            if (alternatives.size() < 2) {
                throw new IllegalArgumentException("a choice must have two alternatives");
            }
            if (alternatives.getFirst().fix().filter(Fix::decides).isPresent()) {
                throw new IllegalArgumentException("the first alternative must move and remove nothing");
            }
        }
    }

    /**
     * One fix of a choice.
     *
     * @param label its effect, or the case in which it is the right one
     * @param fix the fix; empty if the label is the whole instruction
     */
    record Alternative(String label, Optional<Fix> fix) {
        public Alternative {
            required(label);
        }

        /** The same alternative with other commands. */
        public Alternative with(UnaryOperator<Command> change) {
            return new Alternative(label, fix.map(own -> own.with(change)));
        }
    }

    /**
     * To run the same verb again and accept this problem, with a reason.
     *
     * @param code the code; it is {@linkplain ProblemCode#acceptable acceptable}
     * @param subject what the problem is about; empty exactly for a code
     *     {@linkplain ProblemCode#hasSubject without one}
     */
    record Consent(ProblemCode code, Optional<Subject> subject) implements Fix {
        public Consent {
            if (!code.acceptable()) {
                throw new IllegalArgumentException(code + " cannot be accepted");
            }
            if (code.hasSubject() != subject.isPresent()) {
                throw new IllegalArgumentException(code + " is about " + subject);
            }
        }
    }

    /**
     * Something to do for which there is no statement and no command.
     *
     * @param text the instruction
     */
    record Advice(String text) implements Fix {
        public Advice {
            required(text);
        }
    }

    /**
     * Several fixes, one after the other.
     *
     * @param steps at least two
     */
    record Steps(List<Fix> steps) implements Fix {
        public Steps {
            steps = List.copyOf(steps);
            if (steps.size() < 2) {
                throw new IllegalArgumentException("several steps must be two at least");
            }
        }
    }

    /** Statements without remarks, each without a semicolon at its end. */
    static Fix sql(String... statements) {
        return new Sql(Arrays.stream(statements).map(Statement::of).toList());
    }

    /** One statement with a remark. */
    static Fix sqlAfter(String remark, String statement) {
        return new Sql(List.of(new Statement(statement, Optional.of(remark))));
    }

    /** A grant, or another statement of which the server takes no two in one transaction. */
    static Fix alone(String statement) {
        return new Sql(List.of(Statement.of(statement).alone()));
    }

    /** Statements that the role of the run may not carry out. The server takes no two of them in one transaction. */
    static Fix bySuperuser(String... statements) {
        return new Sql(Arrays.stream(statements)
                .map(Statement::of)
                .map(Statement::bySuperuser)
                .toList());
    }

    /** A verb for an environment. */
    static Command command(Verb verb, Identifier environment, CommandOption... options) {
        return new Command(verb, environment, List.of(options));
    }

    /** A change of the environment's configuration. */
    static Fix edit(String change, Place.Setting first, Place.Setting... more) {
        return new Edit(
                new Place.Configuration(
                        Stream.concat(Stream.of(first), Arrays.stream(more)).toList()),
                change);
    }

    /** Something to do for which there is no statement and no command. */
    static Fix advice(String text) {
        return new Advice(text);
    }

    /** One of several fixes. */
    static Fix choice(Alternative... alternatives) {
        return new Choice(List.of(alternatives));
    }

    /** One of several fixes in this order, but one that swaps, drops and removes nothing comes first. */
    static Fix carefully(Alternative... alternatives) {
        List<Alternative> ordered = new ArrayList<>(List.of(alternatives));
        ordered.stream()
                .filter(each -> each.fix().filter(Fix::decides).isEmpty())
                .findFirst()
                .ifPresent(harmless -> {
                    ordered.remove(harmless);
                    ordered.addFirst(harmless);
                });
        return new Choice(ordered);
    }

    /** An alternative whose label is the whole instruction. */
    static Alternative either(String label) {
        return new Alternative(label, Optional.empty());
    }

    /** An alternative with the way to do it. */
    static Alternative either(String label, Fix fix) {
        return new Alternative(label, Optional.of(fix));
    }

    /**
     * The alternative of accepting a problem about the whole deployment. The text {@code label} says what happens then.
     */
    static Alternative accept(ProblemCode code, String label) {
        return either(label, new Consent(code, Optional.empty()));
    }

    /** The alternative of accepting a problem about one thing. The text {@code label} says what happens then. */
    static Alternative accept(ProblemCode code, Subject subject, String label) {
        return either(label, new Consent(code, Optional.of(subject)));
    }

    /** Several fixes in order. A single one is returned unchanged. */
    static Fix steps(List<Fix> steps) {
        return steps.size() == 1 ? steps.getFirst() : new Steps(steps);
    }

    /** This fix, then another one. */
    default Fix then(Fix next) {
        return new Steps(Stream.of(this, next)
                .flatMap(each -> each instanceof Steps several ? several.steps().stream() : Stream.of(each))
                .toList());
    }

    /**
     * The same fix with other commands. The first alternative of a choice keeps its commands if the others would swap
     * or drop.
     */
    default Fix with(UnaryOperator<Command> change) {
        return switch (this) {
            case Command command -> change.apply(command);
            case Choice choice -> changed(choice, change);
            case Steps several ->
                new Steps(several.steps().stream().map(fix -> fix.with(change)).toList());
            case Consent consent -> this;
            case Sql sql -> this;
            case Edit edit -> this;
            case Advice advice -> this;
        };
    }

    private static Choice changed(Choice choice, UnaryOperator<Command> change) {
        List<Alternative> changed = new ArrayList<>();
        for (Alternative each : choice.alternatives()) {
            Alternative other = each.with(change);
            boolean kept = changed.isEmpty() && other.fix().filter(Fix::decides).isPresent();
            changed.add(kept ? each : other);
        }
        return new Choice(changed);
    }

    /**
     * The command that may be run at once: the fix itself, or the first alternative of a choice, if that begins with
     * it.
     */
    default Optional<Command> firstCommand() {
        return switch (this) {
            case Command command -> Optional.of(command);
            case Choice choice -> choice.alternatives().getFirst().fix().flatMap(Fix::firstCommand);
            case Steps several -> several.steps().getFirst().firstCommand();
            case Sql sql -> Optional.empty();
            case Edit edit -> Optional.empty();
            case Consent consent -> Optional.empty();
            case Advice advice -> Optional.empty();
        };
    }

    /** Whether it is a statement or a command, or its first alternative is. */
    default boolean isExecutable() {
        return switch (this) {
            case Command command -> true;
            case Sql sql -> true;
            case Choice choice ->
                choice.alternatives().getFirst().fix().filter(Fix::isExecutable).isPresent();
            case Steps several -> several.steps().stream().anyMatch(Fix::isExecutable);
            case Edit edit -> false;
            case Consent consent -> false;
            case Advice advice -> false;
        };
    }

    /** The consents of which each ends the problem. */
    default Stream<Consent> consents() {
        return switch (this) {
            case Consent consent -> Stream.of(consent);
            case Choice choice ->
                choice.alternatives().stream()
                        .flatMap(each -> each.fix().stream())
                        .flatMap(Fix::consents);
            case Steps several -> several.steps().stream().flatMap(Fix::consents);
            case Sql sql -> Stream.empty();
            case Command command -> Stream.empty();
            case Edit edit -> Stream.empty();
            case Advice advice -> Stream.empty();
        };
    }

    /** Whether it swaps or drops a side, or removes something. */
    private static boolean decides(Fix fix) {
        return switch (fix) {
            case Sql sql ->
                sql.statements().stream()
                        .anyMatch(each -> each.moves() || !each.undo().isEmpty());
            case Command command ->
                !command.options().contains(CommandOption.Switch.DRY_RUN)
                        && switch (command.verb()) {
                            case PROMOTE, ROLLBACK, CLEANUP, ABORT, DEPLOY -> true;
                            case INIT, BUILD, EXEC, GRANTS, AWAIT, CHECK, STATUS, PLAN, HISTORY, DIFF, REPORT -> false;
                        };
            case Choice choice ->
                choice.alternatives().stream()
                        .flatMap(each -> each.fix().stream())
                        .anyMatch(Fix::decides);
            case Steps several -> several.steps().stream().anyMatch(Fix::decides);
            case Edit edit -> false;
            case Consent consent -> false;
            case Advice advice -> false;
        };
    }

    private static void required(String text) {
        if (text.isBlank()) {
            throw new IllegalArgumentException("a fix must say what to do");
        }
    }
}
