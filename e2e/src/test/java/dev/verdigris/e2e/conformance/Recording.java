package dev.verdigris.e2e.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;

/**
 * What a server answered to the cases, as a file. With it, another server can be judged later and elsewhere.
 *
 * <p>Answers of two runs are the same text if the server does the same: the prefix of the run is written as {@code
 * ${p}}, rows that the case leaves open have the words of the case, and ids, times and uuids are left out.
 *
 * @param server what the server says about its version
 * @param cases the exchanges by the name of the case with its protocol
 */
record Recording(String server, SortedMap<String, List<Exchange>> cases) {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private static final Map<Pattern, String> VOLATILE = Map.of(
            Pattern.compile("\\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\\b"),
            "<uuid>",
            Pattern.compile("\\b[0-9]{13}\\b"),
            "<time>",
            Pattern.compile("\\b[0-9]{4}-[0-9]{2}-[0-9]{2} [0-9:.]{8,15}(?:\\+00(?::00)?| UTC)?"),
            "<time>",
            Pattern.compile("\\b([us])[0-9]+\\b"),
            "$1<id>");

    /**
     * One message and its answer.
     *
     * @param sql what was sent; {@code join} for the answer of an earlier message
     * @param answer in the notation of the case files
     */
    record Exchange(String sql, List<String> answer) {

        Exchange {
            answer = List.copyOf(answer);
        }

        /** The exchange without what differs from run to run. */
        static Exchange of(String sql, List<String> answer, String prefix) {
            return new Exchange(
                    sql.replace(prefix, "${p}"),
                    answer.stream().map(line -> constant(line, prefix)).toList());
        }

        private static String constant(String line, String prefix) {
            String result = line.replace(prefix, "${p}");
            for (Map.Entry<Pattern, String> each : VOLATILE.entrySet()) {
                result = each.getKey().matcher(result).replaceAll(each.getValue());
            }
            return result;
        }
    }

    Recording {
        cases = new TreeMap<>(cases);
    }

    /** @throws IOException if the file cannot be read, or holds no recording */
    static Recording read(Path file) throws IOException {
        return JSON.readValue(file.toFile(), Recording.class);
    }

    /** Writes the file, and its directory if there is none. */
    void write(Path file) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, JSON.writeValueAsString(this) + "\n");
    }

    /** Whether the case was run by that protocol when this was recorded. */
    boolean has(CaseResult result) {
        return cases.containsKey(result.name());
    }

    /**
     * Where the answers of a run differ from the recorded ones, as readable lines. A case whose statements have changed
     * since the recording differs at the first of them.
     */
    List<String> differences(CaseResult result) {
        List<Exchange> recorded = cases.getOrDefault(result.name(), List.of());
        List<Exchange> answered = result.exchanges();
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < answered.size(); i++) {
            String where = result.where(i) + "\n  " + answered.get(i).sql();
            if (i >= recorded.size()
                    || !recorded.get(i).sql().equals(answered.get(i).sql())) {
                differences.add(where + "\n  was not sent when " + server + " was recorded");
                return differences;
            }
            if (!recorded.get(i).equals(answered.get(i))) {
                differences.add(where + "\n  recorded of " + server + ":" + indented(recorded.get(i)) + "\n  answered:"
                        + indented(answered.get(i)));
            }
        }
        return differences;
    }

    private static String indented(Exchange exchange) {
        return exchange.answer().stream().reduce("", (text, line) -> text + "\n      " + line);
    }
}
