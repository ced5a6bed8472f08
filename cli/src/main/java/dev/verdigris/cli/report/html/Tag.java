package dev.verdigris.cli.report.html;

import java.util.Locale;

/** The elements that a page may contain. None of them loads or runs anything. */
public enum Tag {
    A(Kind.INLINE),
    BODY(Kind.BLOCK),
    BR(Kind.EMPTY),
    CAPTION(Kind.BLOCK),
    CODE(Kind.INLINE),
    DD(Kind.BLOCK),
    DEL(Kind.INLINE),
    DETAILS(Kind.BLOCK),
    DIV(Kind.BLOCK),
    DL(Kind.BLOCK),
    DT(Kind.BLOCK),
    FOOTER(Kind.BLOCK),
    H1(Kind.BLOCK),
    H2(Kind.BLOCK),
    H3(Kind.BLOCK),
    HEAD(Kind.BLOCK),
    HEADER(Kind.BLOCK),
    HTML(Kind.BLOCK),
    INS(Kind.INLINE),
    LI(Kind.BLOCK),
    MAIN(Kind.BLOCK),
    META(Kind.EMPTY),
    P(Kind.BLOCK),
    PATH(Kind.INLINE),
    PRE(Kind.BLOCK),
    SECTION(Kind.BLOCK),
    SMALL(Kind.INLINE),
    SPAN(Kind.INLINE),
    STRONG(Kind.INLINE),
    STYLE(Kind.BLOCK),
    SUMMARY(Kind.BLOCK),
    SVG(Kind.BLOCK),
    TABLE(Kind.BLOCK),
    TBODY(Kind.BLOCK),
    TD(Kind.INLINE),
    TH(Kind.INLINE),
    THEAD(Kind.BLOCK),
    TIME(Kind.INLINE),
    TITLE(Kind.BLOCK),
    TR(Kind.BLOCK),
    UL(Kind.BLOCK);

    private enum Kind {
        INLINE,
        BLOCK,
        EMPTY
    }

    private final Kind kind;

    Tag(Kind kind) {
        this.kind = kind;
    }

    /** Its name in a page. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether it has no end tag. */
    boolean isEmpty() {
        return kind == Kind.EMPTY;
    }

    /** Whether a line break after it changes nothing. */
    boolean endsLine() {
        return kind == Kind.BLOCK;
    }
}
