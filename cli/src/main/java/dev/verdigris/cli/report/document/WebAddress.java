package dev.verdigris.cli.report.document;

import java.util.regex.Pattern;

/** Knows which texts are addresses of the web. Only these become links, so that no link runs a script. */
public final class WebAddress {

    private static final Pattern FORM = Pattern.compile("https?://[A-Za-z0-9][-A-Za-z0-9._~:/?#@!$&'()*+,;=%]{0,1999}");

    private WebAddress() {}

    /** Whether a text is an address that can be a link. */
    public static boolean is(String text) {
        return FORM.matcher(text).matches();
    }
}
