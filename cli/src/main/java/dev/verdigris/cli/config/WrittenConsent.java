package dev.verdigris.cli.config;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;

/**
 * A consent as the user wrote it: as one text {@code CODE:NAME=REASON} or {@code CODE=REASON}, or as a mapping in
 * {@code verdigris.yml}.
 *
 * @param code the code
 * @param name the name of the subject, if there is one
 * @param reason the reason; empty is a mistake
 * @param expires the last day, if there is one
 */
record WrittenConsent(Value code, Optional<Value> name, Optional<Value> reason, Optional<Value> expires) {

    /** The word in fixes that stands for a reason. */
    static final String PLACEHOLDER = "REASON";

    /** An equals sign in quotes belongs to the name. */
    private static final Pattern TEXT =
            Pattern.compile("(?<code>[^:=]*)(?::(?<name>(?:\"[^\"]*\"|[^\"=])*))?(?:=(?<reason>.*))?", Pattern.DOTALL);

    private static final String FORM =
            "Write CODE=" + PLACEHOLDER + ", or CODE:NAME=" + PLACEHOLDER + " as the fix of the problem shows it.";

    /** Reads a text. */
    static WrittenConsent of(Value text) {
        Matcher parts = TEXT.matcher(text.text());
        if (!parts.matches()) {
            return new WrittenConsent(text, Optional.empty(), Optional.empty(), Optional.empty());
        }
        return new WrittenConsent(
                text.part(parts.group("code")),
                Optional.ofNullable(parts.group("name")).map(text::part),
                Optional.ofNullable(parts.group("reason")).map(text::part),
                Optional.empty());
    }

    /** Reads an item of a list in the file; empty only if there is a problem. */
    static Optional<WrittenConsent> of(YamlNode item) {
        Map<String, YamlNode> entries = item.checkedEntries(List.of("code", "name", "reason", "expires"));
        Optional<Value> code = YamlNode.field(entries, "code");
        if (code.isEmpty()) {
            item.problems().add("a consent has no code", item.origin(), "Write {code: …, name: …, reason: …}.");
        }
        return code.map(known -> new WrittenConsent(
                known,
                YamlNode.field(entries, "name"),
                YamlNode.field(entries, "reason"),
                YamlNode.field(entries, "expires")));
    }

    @Override
    public String toString() {
        return code.text() + name.map(of -> ":" + of.text()).orElse("");
    }

    /** The consent; empty only if there is a problem. */
    Optional<Consent> resolve(Map<String, String> variables, ConfigProblems problems) {
        Optional<ProblemCode> known =
                replaced(Optional.of(code), variables, problems).flatMap(text -> code(text, problems));
        Optional<String> why = reason(replaced(reason, variables, problems), problems);
        Optional<String> named = replaced(name, variables, problems);
        Optional<Subject> subject = named.flatMap(Subject::parse);
        if (named.isPresent() && subject.isEmpty()) {
            problems.add(
                    "the name of a consent is not a name: " + named.get(),
                    code.origin(),
                    "Write it as the problem shows it, such as materialize.public.orders.");
        }
        Optional<String> day = replaced(expires, variables, problems);
        Optional<LocalDate> last = day.flatMap(WrittenConsent::date);
        if (day.isPresent() && last.isEmpty()) {
            problems.add(
                    "the last day of a consent is not a date: " + day.get(),
                    code.origin(),
                    "Write it like 2026-12-31.");
        }
        boolean whole = named.isPresent() == subject.isPresent() && day.isPresent() == last.isPresent();
        return known.flatMap(to -> why.filter(text -> whole).map(text -> new Consent(to, subject, text, last)));
    }

    private static Optional<String> replaced(
            Optional<Value> written, Map<String, String> variables, ConfigProblems problems) {
        return written.flatMap(value -> value.replaced(false, variables, problems))
                .map(Value::text);
    }

    private Optional<ProblemCode> code(String text, ConfigProblems problems) {
        Optional<ProblemCode> found = ProblemCode.parse(text);
        if (found.isEmpty()) {
            problems.add(
                    "there is no problem code " + text, code.origin(), "Run verdigris explain: it lists all codes.");
        } else if (!found.get().acceptable()) {
            problems.add(
                    found.get().code() + " cannot be accepted",
                    code.origin(),
                    "Run verdigris explain " + found.get().code() + ": it shows the fix.");
        }
        return found.filter(ProblemCode::acceptable);
    }

    private Optional<String> reason(Optional<String> text, ConfigProblems problems) {
        Optional<String> stripped = text.map(String::strip);
        if (stripped.filter(given -> !given.isEmpty() && !given.equals(PLACEHOLDER))
                .isEmpty()) {
            boolean pasted = stripped.filter(PLACEHOLDER::equals).isPresent();
            problems.add(
                    "a consent to " + code.text() + " has no reason",
                    code.origin(),
                    pasted
                            ? "Write your own reason in place of " + PLACEHOLDER + ", such as '" + this
                                    + "=not used since May', and run the command again."
                            : FORM);
            return Optional.empty();
        }
        if (stripped.get().length() > Consent.LONGEST_REASON) {
            problems.add(
                    "the reason of a consent is longer than " + Consent.LONGEST_REASON + " characters",
                    code.origin(),
                    "Write less, for instance the address of a ticket.");
            return Optional.empty();
        }
        return stripped;
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
