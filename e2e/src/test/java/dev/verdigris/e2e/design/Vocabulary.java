package dev.verdigris.e2e.design;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Words that no text of the project may contain, each with the words to use instead. */
final class Vocabulary {

    private static final Pattern LETTERS = Pattern.compile("[^A-Za-z]+");
    private static final Pattern HUMP = Pattern.compile("(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])");

    /** Java's own word. It is removed before a line is checked. */
    private static final Pattern KEYWORD = Pattern.compile("\\b(non-)?sealed (interface|class)\\b|\\bnon-sealed\\b");

    private final Map<String, String> words = new LinkedHashMap<>();
    private final Map<String, String> beginnings = new LinkedHashMap<>();

    /** Reads lines of the form {@code word, word, beginning* -> words to use instead}. */
    Vocabulary(List<String> lines) {
        for (String line : Entries.of(lines)) {
            String[] parts = line.split(" -> ", 2);
            for (String word : parts[0].split(", ")) {
                if (word.endsWith("*")) {
                    beginnings.put(word.substring(0, word.length() - 1), parts[1]);
                } else {
                    words.put(word, parts[1]);
                }
            }
        }
    }

    /** The forbidden words in a line of text or code, in lower case and in order. */
    List<String> in(String line) {
        List<String> found = new ArrayList<>();
        for (String letters : LETTERS.split(KEYWORD.matcher(line).replaceAll(""))) {
            for (String word : HUMP.split(letters)) {
                String lower = word.toLowerCase(Locale.ROOT);
                if (instead(lower).isPresent()) {
                    found.add(lower);
                }
            }
        }
        return found;
    }

    /** The words to use instead of a forbidden one; empty if the word is allowed. */
    Optional<String> instead(String word) {
        return Optional.ofNullable(words.get(word))
                .or(() -> beginnings.entrySet().stream()
                        .filter(entry -> word.startsWith(entry.getKey()))
                        .map(Map.Entry::getValue)
                        .findFirst());
    }
}
