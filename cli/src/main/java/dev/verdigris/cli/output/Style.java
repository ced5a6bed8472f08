package dev.verdigris.cli.output;

/** Colours for a terminal, or none. */
public enum Style {
    /** Text as it is. */
    PLAIN,
    /** ANSI escapes. */
    COLOURED;

    private static final String ESCAPE = "\u001b[";

    /** What colours mean here, so that the same thing looks the same everywhere. */
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

    /** The text in that tone. */
    public String of(Tone tone, String text) {
        return switch (this) {
            case PLAIN -> text;
            case COLOURED -> ESCAPE + tone.code + "m" + text + ESCAPE + "0m";
        };
    }
}
