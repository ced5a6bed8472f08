package dev.verdigris.cli.report.html;

import java.util.Locale;

/** The attributes that an element may have. None of them runs a script. */
public enum Attribute {
    ARIA_HIDDEN,
    ARIA_LABEL,
    ARIA_LABELLEDBY,
    CHARSET,
    CLASS,
    CONTENT,
    D,
    DATETIME,
    DATA_LABEL,
    HREF,
    HTTP_EQUIV,
    ID,
    LANG,
    NAME,
    /** An element that can be opened is open. */
    OPEN,
    PRESERVEASPECTRATIO("preserveAspectRatio"),
    REL,
    ROLE,
    SCOPE,
    TABINDEX,
    VIEWBOX("viewBox");

    private final String word;

    Attribute() {
        this.word = name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Attribute(String word) {
        this.word = word;
    }

    /** Its name in a page. */
    String word() {
        return word;
    }
}
