package dev.verdigris.core.guard;

import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import dev.verdigris.core.problem.Problem;
import dev.verdigris.core.problem.Verb;

/** The answers to the guardrails of one run of a verb, as far as they were asked. */
abstract class Answers {

    private final Verb verb;
    private final Predicate<Problem> accepts;
    private final Map<Guardrail, Found> asked = new EnumMap<>(Guardrail.class);
    private final Map<Guardrail, String> skipped = new EnumMap<>(Guardrail.class);
    private final Map<Guardrail, String> otherwise = new EnumMap<>(Guardrail.class);

    /**
     * Creates an instance without answers.
     *
     * @param accepts whether a problem does not stop the verb; if its code cannot be accepted, it always does
     */
    Answers(Verb verb, Predicate<Problem> accepts) {
        this.verb = verb;
        this.accepts = problem -> problem.code().acceptable() && accepts.test(problem);
    }

    /** The verb that asks. */
    public Verb verb() {
        return verb;
    }

    /**
     * Keeps the findings of guardrails.
     *
     * @throws IllegalArgumentException if the verb does not ask one of them, or a problem belongs to none of them
     */
    public void ask(Collection<Problem> found, Guardrail... guardrails) {
        note(guardrails);
        for (Problem problem : found) {
            Found of = found(problem);
            (accepts.test(problem) ? of.accepted() : of.problems()).add(problem);
        }
    }

    /** Keeps findings that do not stop the verb: it is past that point, or another verb will ask. */
    public void warn(Collection<Problem> found, Guardrail... guardrails) {
        note(guardrails);
        found.forEach(problem -> found(problem).accepted().add(problem));
    }

    private void note(Guardrail... guardrails) {
        for (Guardrail guardrail : guardrails) {
            if (!guardrail.isAskedBy(verb)) {
                throw new IllegalArgumentException(verb + " does not ask " + guardrail.id());
            }
            asked.computeIfAbsent(guardrail, any -> new Found());
        }
    }

    private Found found(Problem problem) {
        Found found = Guardrail.of(problem.code()).map(asked::get).orElse(null);
        if (found == null) {
            throw new IllegalArgumentException(problem.code() + " is not of a guardrail that was asked");
        }
        return found;
    }

    /** Records that guardrails pass. */
    public void passes(Guardrail... guardrails) {
        ask(List.of(), guardrails);
    }

    /** Keeps one problem that stops the verb. */
    public void refuse(Problem problem) {
        ask(List.of(problem), Guardrail.of(problem.code()).orElseThrow());
    }

    /** Records why a guardrail is not asked. */
    public void skip(Guardrail guardrail, String reason) {
        skipped.put(guardrail, reason);
    }

    /**
     * Records the reason for guardrails that were left unasked; it counts only if no problem stops the verb. It names
     * each of them, so that none is forgotten in silence. It leaves out those that the verb does not ask, and those that it asked.
     */
    public void skipOthers(String reason, Guardrail... guardrails) {
        for (Guardrail guardrail : guardrails) {
            otherwise.put(guardrail, reason);
        }
    }

    /** Whether a problem stops the verb. */
    public boolean refuses() {
        return asked.values().stream().anyMatch(found -> !found.problems().isEmpty());
    }

    /** The problems that stop the verb, sorted. */
    public List<Problem> problems() {
        return asked.values().stream()
                .flatMap(found -> found.problems().stream())
                .sorted()
                .toList();
    }

    /**
     * The evaluation of every guardrail of the verb, in the order of the registry.
     *
     * @throws IllegalStateException if a guardrail was not asked and no reason was given
     */
    public List<Evaluation> evaluations() {
        return Arrays.stream(Guardrail.values())
                .filter(guardrail -> guardrail.isAskedBy(verb))
                .map(guardrail -> new Evaluation(guardrail, result(guardrail)))
                .toList();
    }

    /** The evaluations of the guardrails that were asked, in the order of the registry. */
    public List<Evaluation> asked() {
        return asked.entrySet().stream()
                .map(each -> new Evaluation(each.getKey(), each.getValue().result()))
                .toList();
    }

    private Evaluation.Result result(Guardrail guardrail) {
        Found found = asked.get(guardrail);
        if (found != null) {
            return found.result();
        }
        Optional<String> reason = Optional.ofNullable(skipped.get(guardrail));
        if (reason.isEmpty() && refuses()) {
            return new Evaluation.NotReached();
        }
        return reason.or(() -> Optional.ofNullable(otherwise.get(guardrail)))
                .map(Evaluation.NotApplicable::new)
                .orElseThrow(() -> new IllegalStateException(verb + " does not say why it skips " + guardrail.id()));
    }

    /**
     * The findings of one guardrail that was asked.
     *
     * @param problems the problems that stop the verb
     * @param accepted the problems that do not stop it
     */
    private record Found(Set<Problem> problems, Set<Problem> accepted) {

        Found() {
            this(new TreeSet<>(), new TreeSet<>());
        }

        Evaluation.Result result() {
            if (!problems.isEmpty()) {
                return new Evaluation.Refused(List.copyOf(problems), List.copyOf(accepted));
            }
            return accepted.isEmpty() ? new Evaluation.Passed() : new Evaluation.Warned(List.copyOf(accepted));
        }
    }
}
