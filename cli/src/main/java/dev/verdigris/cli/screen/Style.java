package dev.verdigris.cli.screen;

/** Colors for a terminal, or none. */
public enum Style {
    /** Text as it is. */
    PLAIN,
    /** ANSI escapes. */
    COLORED;

    private static final String ESCAPE = "\u001b[";

    /** The meanings of colors. */
    public enum Tone {
        GOOD("32"),
        BAD("31"),
        CAREFUL("33"),
        STRONG("1"),
        FAINT("2");

        private final String code;

        Tone(String code) {
            this.code = code;
        }
    }

    /** The text in the color of {@code tone}. */
    public String of(Tone tone, String text) {
        return switch (this) {
            case PLAIN -> text;
            case COLORED -> ESCAPE + tone.code + "m" + text + ESCAPE + "0m";
        };
    }
}
