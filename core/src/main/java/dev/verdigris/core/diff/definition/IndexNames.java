package dev.verdigris.core.diff.definition;

import java.util.ArrayList;
import java.util.List;

/**
 * The name of an index, where a file leaves it to the server. The server stores {@code CREATE INDEX "name" IN CLUSTER
 * …}, also for an index without a name, and for a default index, whose key it chooses.
 */
final class IndexNames {

    private static final String DEFAULT_NAME = "_primary_idx";

    private IndexNames() {}

    /** The statement of a live index as one of a file has it, if it is the same index. */
    static List<Word> asIn(List<Word> live, List<List<Word>> file) {
        if (live.size() < 3 || contains(file, live) || !live.get(2).isName()) {
            return live;
        }
        List<Word> unnamed = new ArrayList<>(live);
        Word name = unnamed.remove(2);
        if (contains(file, unnamed)) {
            return List.copyOf(unnamed);
        }
        List<Word> byDefault = new ArrayList<>(unnamed);
        byDefault.add(1, Word.plain("default"));
        int key = byDefault.stream().map(Word::key).toList().indexOf("(");
        if (key > 0 && name.key().contains(DEFAULT_NAME)) {
            byDefault.subList(key, byDefault.size()).clear();
            return contains(file, byDefault) ? List.copyOf(byDefault) : live;
        }
        return live;
    }

    private static boolean contains(List<List<Word>> statements, List<Word> words) {
        return statements.stream().anyMatch(other -> keys(other).equals(keys(words)));
    }

    private static List<String> keys(List<Word> words) {
        return words.stream().map(Word::key).toList();
    }
}
