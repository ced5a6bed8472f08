package dev.verdigris.sandbox.session.variable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.verdigris.sandbox.error.Diagnostic;
import dev.verdigris.sandbox.error.SqlError;

/** Applies the settings of a start-up packet, including those in {@code options}. */
public final class StartupSettings {

    private final Variables variables;

    /** Settings for the variables of a new session. */
    public StartupSettings(Variables variables) {
        this.variables = variables;
    }

    /** Applies all that can be applied; a notice for each that cannot. */
    public List<Diagnostic> apply(Map<String, String> packet) {
        List<Diagnostic> notices = new ArrayList<>();
        packet.forEach((name, value) -> {
            switch (name) {
                case "user", "replication" -> {
                    // The login has handled the user; there is no replication.
                }
                case "options" -> parseOptions(value).forEach((option, text) -> set(option, text, notices));
                default -> set(name, value, notices);
            }
        });
        return notices;
    }

    private void set(String name, String value, List<Diagnostic> notices) {
        try {
            VariableDefinition definition = Variables.definition(name);
            boolean names = definition.kind() instanceof VariableDefinition.Kind.Names;
            variables.setAtStartup(name, names ? NameList.parse(value) : List.of(value));
        } catch (SqlError refused) {
            notices.add(Diagnostic.notice(
                    "00000",
                    "startup setting " + name + " not set: "
                            + refused.diagnostic().message()));
        }
    }

    /** {@code --key=value}, {@code -c key=value} and {@code -ckey=value}, separated by blanks without a backslash. */
    static Map<String, String> parseOptions(String options) {
        Map<String, String> settings = new LinkedHashMap<>();
        List<String> words = words(options);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String setting = word;
            if (word.equals("-c") && i + 1 < words.size()) {
                i++;
                setting = words.get(i);
            } else if (word.startsWith("--") || word.startsWith("-c")) {
                setting = word.substring(2);
            }
            int equals = setting.indexOf('=');
            if (equals > 0) {
                settings.put(setting.substring(0, equals), setting.substring(equals + 1));
            } else {
                settings.put(setting, "");
            }
        }
        return settings;
    }

    private static List<String> words(String options) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        for (int i = 0; i < options.length(); i++) {
            char c = options.charAt(i);
            if (c == '\\' && i + 1 < options.length()) {
                i++;
                word.append(options.charAt(i));
            } else if (Character.isWhitespace(c)) {
                addWord(words, word);
            } else {
                word.append(c);
            }
        }
        addWord(words, word);
        return words;
    }

    private static void addWord(List<String> words, StringBuilder word) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }
}
