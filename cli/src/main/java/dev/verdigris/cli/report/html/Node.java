package dev.verdigris.cli.report.html;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A part of a page. */
public sealed interface Node {

    /** Text of people or of a server. It is escaped. */
    record Text(String text) implements Node {}

    /** HTML that was written before: a style sheet of ours, or a part that a report keeps. */
    record Finished(String html) implements Node {}

    /**
     * An element.
     *
     * @param tag what it is
     * @param attributes its attributes
     * @param children its contents
     */
    record Element(Tag tag, Map<Attribute, String> attributes, List<Node> children) implements Node {

        public Element {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
            children = List.copyOf(children);
        }

        /** The same with one more attribute. */
        public Element with(Attribute name, String value) {
            Map<Attribute, String> all = new LinkedHashMap<>(attributes);
            all.put(name, value);
            return new Element(tag, all, children);
        }

        /** The same with more contents. */
        public Element containing(Collection<? extends Node> more) {
            List<Node> all = new ArrayList<>(children);
            all.addAll(more);
            return new Element(tag, attributes, all);
        }
    }

    /** An element with contents. */
    static Element of(Tag tag, Node... children) {
        return of(tag, List.of(children));
    }

    /** An element with contents. */
    static Element of(Tag tag, Collection<? extends Node> children) {
        return new Element(tag, Map.of(), List.copyOf(children));
    }

    /** An element with a text. */
    static Element of(Tag tag, String text) {
        return of(tag, new Text(text));
    }

    /** The part as text of a page. */
    default String html() {
        StringBuilder page = new StringBuilder();
        HtmlText.write(this, page);
        return page.toString();
    }
}
