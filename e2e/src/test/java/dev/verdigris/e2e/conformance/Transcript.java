package dev.verdigris.e2e.conformance;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import dev.verdigris.e2e.wire.Answer;
import dev.verdigris.e2e.wire.Answer.Diagnostic;
import dev.verdigris.e2e.wire.Answer.Result;

/** Writes an answer in the notation of the case files, so that expectation and answer compare as text. */
final class Transcript {

    private static final Map<Integer, String> TYPES = Map.ofEntries(
            Map.entry(16, "bool"),
            Map.entry(17, "bytea"),
            Map.entry(18, "char"),
            Map.entry(19, "name"),
            Map.entry(20, "int8"),
            Map.entry(21, "int2"),
            Map.entry(23, "int4"),
            Map.entry(25, "text"),
            Map.entry(26, "oid"),
            Map.entry(114, "json"),
            Map.entry(700, "float4"),
            Map.entry(701, "float8"),
            Map.entry(1009, "text[]"),
            Map.entry(1016, "int8[]"),
            Map.entry(1007, "int4[]"),
            Map.entry(1033, "aclitem"),
            Map.entry(1042, "bpchar"),
            Map.entry(1043, "varchar"),
            Map.entry(1082, "date"),
            Map.entry(1083, "time"),
            Map.entry(1114, "timestamp"),
            Map.entry(1184, "timestamptz"),
            Map.entry(1186, "interval"),
            Map.entry(1700, "numeric"),
            Map.entry(2950, "uuid"),
            Map.entry(3802, "jsonb"),
            Map.entry(16384, "list"),
            Map.entry(16385, "map"),
            Map.entry(16460, "uint2"),
            Map.entry(16462, "uint4"),
            Map.entry(16464, "uint8"),
            Map.entry(16465, "uint8[]"),
            Map.entry(16552, "mz_timestamp"),
            Map.entry(16553, "mz_timestamp[]"),
            Map.entry(16566, "mz_aclitem"),
            Map.entry(16567, "mz_aclitem[]"));

    private Transcript() {}

    static List<String> of(Answer answer) {
        List<String> lines = new ArrayList<>();
        answer.notices().forEach(notice -> lines.addAll(diagnostic("?", notice, true)));
        for (Result result : answer.results()) {
            if (!result.columns().isEmpty()) {
                lines.add(": "
                        + result.columns().stream()
                                .map(column -> column.name() + " "
                                        + TYPES.getOrDefault(column.typeOid(), "oid" + column.typeOid()))
                                .collect(Collectors.joining(", ")));
            }
            result.rows()
                    .forEach(row -> lines.add("| "
                            + row.stream()
                                    .map(cell -> cell.map(Transcript::cell).orElse("NULL"))
                                    .collect(Collectors.joining(" | "))));
            lines.add("= " + result.tag());
        }
        answer.error().ifPresent(error -> lines.addAll(diagnostic("!", error, false)));
        lines.add("% " + answer.transactionStatus());
        return lines.stream().map(String::stripTrailing).toList();
    }

    private static String cell(String value) {
        String escaped = value.replace("\\", "\\\\").replace("\n", "\\n").replace("|", "\\|");
        return escaped.equals("NULL") ? "\"NULL\"" : escaped;
    }

    private static List<String> diagnostic(String mark, Diagnostic said, boolean severity) {
        List<String> lines = new ArrayList<>();
        lines.add(mark + " " + (severity || !said.field('S').equals("ERROR") ? said.field('S') + " " : "")
                + said.field('C') + " " + oneLine(said.field('M')));
        if (!said.field('D').isEmpty()) {
            lines.add(mark + "detail " + oneLine(said.field('D')));
        }
        if (!said.field('H').isEmpty()) {
            lines.add(mark + "hint " + oneLine(said.field('H')));
        }
        if (!said.field('P').isEmpty()) {
            lines.add(mark + "position " + said.field('P'));
        }
        return lines;
    }

    private static String oneLine(String text) {
        return text.replace("\n", "\\n");
    }
}
