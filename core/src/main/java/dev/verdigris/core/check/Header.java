package dev.verdigris.core.check;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.verdigris.core.model.ModelFile;
import dev.verdigris.core.model.ModelProblem;
import dev.verdigris.core.model.ModelProblemKind;
import dev.verdigris.core.text.Suggestions;

/**
 * The header of a check: the line comments of the form {@code -- key: value} before the query. A comment line that is
 * indented by three blanks or more continues the value above it. Any other comment is text for people.
 *
 * <p>A file whose comments contain no key has no header. Then a comment such as {@code -- note: …} is text, unless its
 * word is nearly a key.
 */
final class Header {

    /**
     * One key of the file.
     *
     * @param value its value, without blanks around it
     * @param line its line, counted from 1
     */
    record Entry(String value, int line) {}

    private static final Pattern ENTRY = Pattern.compile("--[ \\t]{0,2}([A-Za-z][A-Za-z_-]*)[ \\t]*:(.*)");
    private static final Pattern CONTINUED = Pattern.compile("--(?: {3}|\\t)\\s*(\\S.*)");

    private final ModelFile file;
    private final Map<HeaderKey, Entry> entries = new EnumMap<>(HeaderKey.class);
    private final List<ModelProblem> problems = new ArrayList<>();
    private final Map<Integer, String> unknown = new LinkedHashMap<>();
    private Optional<HeaderKey> open = Optional.empty();

    private Header(ModelFile file) {
        this.file = file;
    }

    /** Reads the header of a file. */
    static Header of(ModelFile file) {
        Header header = new Header(file);
        int number = 0;
        for (String line : file.text().lines().toList()) {
            number++;
            String text = line.strip();
            if (text.startsWith("--")) {
                header.comment(text, number);
            } else if (text.isEmpty() || text.equals("\uFEFF")) {
                header.open = Optional.empty();
            } else {
                break;
            }
        }
        header.judgeUnknown();
        return header;
    }

    private void comment(String text, int line) {
        Matcher continued = CONTINUED.matcher(text);
        if (open.isPresent() && continued.matches()) {
            String more = continued.group(1).strip();
            entries.computeIfPresent(
                    open.get(), (key, entry) -> new Entry((entry.value() + " " + more).strip(), entry.line()));
            return;
        }
        open = Optional.empty();
        Matcher entry = ENTRY.matcher(text);
        if (!entry.matches()) {
            return;
        }
        String value = entry.group(2);
        Optional<HeaderKey> key = HeaderKey.of(entry.group(1));
        if (key.isPresent()) {
            add(key.get(), new Entry(value.strip(), line));
        } else if (value.isEmpty() || Character.isWhitespace(value.charAt(0))) {
            unknown.put(line, entry.group(1));
        }
    }

    private void add(HeaderKey key, Entry entry) {
        Entry earlier = entries.putIfAbsent(key, entry);
        if (earlier == null) {
            open = Optional.of(key);
        } else if (key == HeaderKey.CHECK) {
            problem(
                    entry.line(),
                    "the file has a second check, and the first is on line " + earlier.line()
                            + "; each check has its own file");
        } else {
            problem(
                    entry.line(),
                    "the key " + key.word() + " is written twice; the first is on line " + earlier.line());
        }
    }

    private void judgeUnknown() {
        List<String> words =
                Arrays.stream(HeaderKey.values()).map(HeaderKey::word).toList();
        unknown.forEach((line, word) -> {
            boolean near = word.length() > 3 && Suggestions.nearest(word, words).isPresent();
            if (near || !entries.isEmpty()) {
                problem(
                        line,
                        "there is no key " + word + Suggestions.clause(word, words, each -> each) + "; the keys are "
                                + String.join(", ", words));
            }
        });
    }

    /** The entry of a key; empty if the file does not have it, or if it has no value, which is a problem. */
    Optional<Entry> entry(HeaderKey key) {
        Optional<Entry> found = Optional.ofNullable(entries.get(key));
        if (found.filter(entry -> entry.value().isEmpty()).isPresent()) {
            problem(found.get().line(), "the key " + key.word() + " has no value");
            return Optional.empty();
        }
        return found;
    }

    /** Whether the file has a key. */
    boolean has(HeaderKey key) {
        return entries.containsKey(key);
    }

    /** The line of a key; 1 if the file does not have it. */
    int line(HeaderKey key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::line).orElse(1);
    }

    /** Adds a problem of a line. */
    void problem(int line, String what) {
        problems.add(new ModelProblem(file.shownAs(), line, 1, ModelProblemKind.CHECK_HEADER, what));
    }

    /** All problems so far. */
    List<ModelProblem> problems() {
        return problems.stream().distinct().sorted().toList();
    }
}
