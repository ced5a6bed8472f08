package dev.verdigris.cli.report.html;

import dev.verdigris.cli.screen.Cells;

/** Writes parts of a page as text. All text of people and servers is escaped here, and nowhere else. */
final class HtmlText {

    private HtmlText() {}

    static void write(Node node, StringBuilder page) {
        switch (node) {
            case Node.Text text -> escape(text.text(), page);
            case Node.Finished finished -> page.append(finished.html());
            case Node.Element element -> element(element, page);
        }
    }

    private static void element(Node.Element element, StringBuilder page) {
        Tag tag = element.tag();
        page.append('<').append(tag.word());
        element.attributes().forEach((name, value) -> {
            page.append(' ').append(name.word()).append("=\"");
            escape(value, page);
            page.append('"');
        });
        page.append('>');
        if (!tag.isEmpty()) {
            element.children().forEach(child -> write(child, page));
            page.append("</").append(tag.word()).append('>');
        }
        if (tag.endsLine()) {
            page.append('\n');
        }
    }

    /** Line feeds and tabs stay, because code has them. Other characters that are not shown become visible. */
    private static void escape(String text, StringBuilder page) {
        text.codePoints().forEach(point -> {
            switch (point) {
                case '<' -> page.append("&lt;");
                case '>' -> page.append("&gt;");
                case '&' -> page.append("&amp;");
                case '"' -> page.append("&quot;");
                case '\'' -> page.append("&#39;");
                case '\n', '\t' -> page.appendCodePoint(point);
                default -> page.append(Cells.visible(Character.toString(point)));
            }
        });
    }
}
