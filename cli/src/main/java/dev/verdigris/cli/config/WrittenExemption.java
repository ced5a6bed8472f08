package dev.verdigris.cli.config;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.name.SchemaName;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.readiness.Exemption;
import dev.verdigris.core.text.DurationText;

/**
 * An exemption as the user wrote it: as one text {@code NAME=REASON} or {@code NAME:LAG=REASON}, or as a mapping in
 * {@code verdigris.yml}.
 *
 * @param name the full name of the object on the live side
 * @param lag the lag that it may have, if there is one
 * @param reason the reason; empty is a mistake
 */
record WrittenExemption(Value name, Optional<Value> lag, Optional<Value> reason) {

    private static final String FORM = "Write NAME=REASON, or NAME:LAG=REASON with a LAG like 1h.";

    /** Colons and equals signs in quotes belong to the name. */
    private static final Pattern TEXT =
            Pattern.compile("(?<name>(?:\"[^\"]*\"|[^\":=])*)(?::(?<lag>[^=]*))?(?:=(?<reason>.*))?", Pattern.DOTALL);

    /** Reads a text. */
    static WrittenExemption of(Value text) {
        Matcher parts = TEXT.matcher(text.text());
        if (!parts.matches()) {
            return new WrittenExemption(text, Optional.empty(), Optional.empty());
        }
        return new WrittenExemption(
                text.part(parts.group("name")),
                Optional.ofNullable(parts.group("lag")).map(text::part),
                Optional.ofNullable(parts.group("reason")).map(text::part));
    }

    /** Reads an item of a list in the file; empty only if there is a problem. */
    static Optional<WrittenExemption> of(YamlNode item) {
        Map<String, YamlNode> entries = item.checkedEntries(List.of("name", "lag", "reason"));
        Optional<Value> name = YamlNode.field(entries, "name");
        if (name.isEmpty()) {
            item.problems().add("an exemption has no name", item.origin(), "Write {name: …, lag: …, reason: …}.");
        }
        return name.map(known ->
                new WrittenExemption(known, YamlNode.field(entries, "lag"), YamlNode.field(entries, "reason")));
    }

    @Override
    public String toString() {
        return name.text() + lag.map(limit -> ":" + limit.text()).orElse("");
    }

    /** The exemption; empty only if there is a problem. */
    Optional<Exemption> resolve(Map<String, String> variables, ConfigProblems problems) {
        Optional<String> named = replaced(Optional.of(name), variables, problems);
        Optional<ObjectName> object = named.flatMap(text -> object(text, problems));
        Optional<String> written = replaced(lag, variables, problems);
        Optional<Duration> limit = written.flatMap(DurationText::parse);
        if (written.isPresent() && limit.isEmpty()) {
            problems.add(
                    "the lag of an exemption is not a duration: " + written.get(),
                    name.origin(),
                    "Write it like 30s, 5m or 1h30m.");
        }
        Optional<String> why = reason(replaced(reason, variables, problems), problems);
        return object.filter(known -> lag.isPresent() == limit.isPresent())
                .flatMap(known -> why.map(text -> new Exemption(known, limit, text)));
    }

    private static Optional<String> replaced(
            Optional<Value> written, Map<String, String> variables, ConfigProblems problems) {
        return written.flatMap(value -> value.replaced(false, variables, problems))
                .map(Value::text);
    }

    private Optional<ObjectName> object(String text, ConfigProblems problems) {
        Optional<ObjectName> object = Subject.parse(text)
                .map(Subject::parts)
                .filter(parts -> parts.size() == 3)
                .map(parts -> new ObjectName(new SchemaName(parts.get(0), parts.get(1)), parts.get(2)));
        if (object.isEmpty()) {
            problems.add(
                    "the name of an exemption is not a full name: " + text,
                    name.origin(),
                    "Write it with database and schema as on the live side, such as materialize.public.orders.");
        }
        return object;
    }

    private Optional<String> reason(Optional<String> text, ConfigProblems problems) {
        Optional<String> stripped = text.map(String::strip).filter(given -> !given.isEmpty());
        if (stripped.isEmpty()) {
            problems.add("the exemption of " + name.text() + " has no reason", name.origin(), FORM);
        } else if (stripped.get().length() > Consent.LONGEST_REASON) {
            problems.add(
                    "the reason of an exemption is longer than " + Consent.LONGEST_REASON + " characters",
                    name.origin(),
                    "Write less, for instance the address of a ticket.");
            return Optional.empty();
        }
        return stripped;
    }
}
