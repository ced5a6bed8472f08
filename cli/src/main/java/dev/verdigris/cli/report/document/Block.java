package dev.verdigris.cli.report.document;

import java.util.List;
import java.util.Optional;

/** A part of a document. */
public sealed interface Block {

    /**
     * A part with a title.
     *
     * @param title its title
     * @param blocks its contents
     */
    record Section(String title, List<Block> blocks) implements Block {
        public Section {
            blocks = List.copyOf(blocks);
        }
    }

    /** One paragraph. */
    record Paragraph(Phrase text) implements Block {}

    /**
     * Something that the reader should notice.
     *
     * @param tone what it means
     * @param title its first line
     * @param blocks its contents
     */
    record Callout(Tone tone, Phrase title, List<Block> blocks) implements Block {
        public Callout {
            blocks = List.copyOf(blocks);
        }
    }

    /** The answers to the first questions of a reader, beside each other. */
    record Answers(List<Answer> answers) implements Block {
        public Answers {
            answers = List.copyOf(answers);
        }
    }

    /**
     * One answer.
     *
     * @param question the question in a few words
     * @param tone what the answer means
     * @param blocks the answer
     */
    record Answer(String question, Tone tone, List<Block> blocks) {
        public Answer {
            blocks = List.copyOf(blocks);
        }
    }

    /** Facts with names. */
    record Facts(List<Fact> facts) implements Block {
        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /**
     * One fact.
     *
     * @param name its name
     * @param value what it is
     */
    record Fact(String name, Phrase value) {}

    /**
     * A list.
     *
     * @param items its items
     * @param more how many items are left out
     */
    record Items(List<Phrase> items, int more) implements Block {
        public Items {
            items = List.copyOf(items);
        }
    }

    /**
     * A table. Each row has one cell for each column.
     *
     * @param caption what it shows, for a reader who does not see it
     * @param columns its columns
     * @param rows its rows
     * @param more how many rows are left out
     */
    record Table(String caption, List<Column> columns, List<List<Phrase>> rows, int more) implements Block {
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A column.
     *
     * @param title its title
     * @param kind what its cells contain
     */
    record Column(String title, Kind kind) {

        /** What the cells of a column contain. */
        public enum Kind {
            /** Sentences and short names. */
            WORDS,
            /** Full names of objects, which need room. */
            NAMES,
            /** Words that stay on one line. */
            SHORT,
            /** Numbers, which line up at their ends. */
            NUMBERS
        }

        /** A column of words. */
        public static Column of(String title) {
            return new Column(title, Kind.WORDS);
        }

        /** A column of full names. */
        public static Column ofNames(String title) {
            return new Column(title, Kind.NAMES);
        }

        /** A column of few words. */
        public static Column ofShort(String title) {
            return new Column(title, Kind.SHORT);
        }

        /** A column of numbers. */
        public static Column ofNumbers(String title) {
            return new Column(title, Kind.NUMBERS);
        }
    }

    /**
     * Lines to read or to paste.
     *
     * @param language {@code sql}, {@code sh} or nothing
     * @param lines the lines, without line breaks
     */
    record Code(String language, List<String> lines) implements Block {
        public Code {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Contents that the reader can open.
     *
     * @param title what is inside
     * @param blocks the contents
     */
    record Details(Phrase title, List<Block> blocks) implements Block {
        public Details {
            blocks = List.copyOf(blocks);
        }
    }

    /** How many objects were ready at which time. */
    record Chart(ReadinessCurve curve) implements Block {}

    /** A paragraph of words, if there are any. */
    static Optional<Block> note(String words) {
        return words.isEmpty() ? Optional.empty() : Optional.of(new Paragraph(Phrase.aside(words)));
    }
}
