package dev.verdigris.cli.output;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.verdigris.core.name.Identifier;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.CommandOption;
import dev.verdigris.core.problem.Fix;
import dev.verdigris.core.problem.Place;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.problem.Verb;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Every kind of fix as text and as JSON. */
final class FixTextTest {

    private static final Identifier PROD = Identifier.of("prod");
    private static final Fix SQL = new Fix.Sql(
            List.of(Fix.Statement.of("DROP VIEW a"), new Fix.Statement("DROP VIEW b", Optional.of("it reads a"))));
    private static final Fix COMMAND =
            Fix.command(Verb.ABORT, PROD, CommandOption.Switch.ADOPT, new CommandOption.Deployment("release 7"));

    /** One example of each kind with its lines and its JSON, without the lines. */
    private record Example(Fix fix, String json, String... lines) {}

    private static final List<Example> EXAMPLES = List.of(
            new Example(
                    SQL,
                    "{'kind':'sql','statements':[{'sql':'DROP VIEW a'},{'sql':'DROP VIEW b','remark':'it reads a'}]}",
                    "DROP VIEW a;",
                    "-- it reads a",
                    "DROP VIEW b;"),
            new Example(
                    COMMAND,
                    "{'kind':'command','verb':'abort','environment':'prod',"
                            + "'options':{'adopt':true,'deployment-id':'release 7'}}",
                    "verdigris abort -e prod --adopt --deployment-id 'release 7'"),
            new Example(
                    Fix.edit("list one", Place.Setting.SCHEMAS, Place.Setting.CLUSTERS),
                    "{'kind':'edit','change':'list one','settings':['schemas','clusters']}",
                    "list one (schemas or clusters in verdigris.yml)"),
            new Example(
                    new Fix.Edit(new Place.Line("models/a.sql", 3), "keep one of the files"),
                    "{'kind':'edit','change':'keep one of the files','file':'models/a.sql','line':3}",
                    "keep one of the files"),
            new Example(
                    Fix.choice(
                            Fix.either("build it"),
                            Fix.accept(
                                    ProblemCode.INCOMPLETE,
                                    Subject.of(ObjectName.of("a", "b", "v")),
                                    "promote without it"),
                            Fix.either("drop it", Fix.sql("DROP VIEW a"))),
                    "{'kind':'choice','alternatives':[{'label':'build it'},{'label':'promote without it',"
                            + "'fix':{'kind':'consent','code':'VG-INCOMPLETE','name':'a.b.v'}},{'label':'drop it',"
                            + "'fix':{'kind':'sql','statements':[{'sql':'DROP VIEW a'}]}}]}",
                    "-- build it",
                    "-- or promote without it",
                    "-- verdigris --accept VG-INCOMPLETE:a.b.v=REASON",
                    "-- or drop it",
                    "-- DROP VIEW a;"),
            new Example(
                    new Fix.Sql(List.of(new Fix.Statement(
                            "DROP VIEW a", Optional.of("it is wrong"), List.of("CREATE VIEW a AS\nSELECT 1")))),
                    "{'kind':'sql','statements':[{'sql':'DROP VIEW a','remark':'it is wrong',"
                            + "'undo':['CREATE VIEW a AS\\nSELECT 1']}]}",
                    "-- it is wrong",
                    "DROP VIEW a;",
                    "-- to make it again:",
                    "-- CREATE VIEW a AS",
                    "-- SELECT 1;"),
            new Example(
                    new Fix.Consent(ProblemCode.BUILD_UNFINISHED, Optional.empty()),
                    "{'kind':'consent','code':'VG-BUILD-UNFINISHED'}",
                    "-- verdigris --accept VG-BUILD-UNFINISHED=REASON"),
            new Example(
                    new Fix.Consent(
                            ProblemCode.INCOMPLETE, Optional.of(Subject.of(ObjectName.of("db", "it \"1\"", "v")))),
                    "{'kind':'consent','code':'VG-INCOMPLETE','name':'db.\\\"it \\\"\\\"1\\\"\\\"\\\".v'}",
                    "-- verdigris --accept 'VG-INCOMPLETE:db.\"it \"\"1\"\"\".v=REASON'"),
            new Example(
                    new Fix.Edit(Place.Limit.STATEMENT, "give it more time"),
                    "{'kind':'edit','change':'give it more time','limit':'statement'}",
                    "give it more time (--statement-timeout, or connection.statement_timeout in verdigris.yml)"),
            new Example(Fix.advice("wait"), "{'kind':'advice','advice':'wait'}", "wait"),
            new Example(
                    Fix.advice("wait").then(Fix.command(Verb.STATUS, PROD)),
                    "{'kind':'steps','steps':[{'kind':'advice','advice':'wait'},"
                            + "{'kind':'command','verb':'status','environment':'prod','options':{}}]}",
                    "-- wait",
                    "verdigris status -e prod"));

    @Test
    void everyKindHasAnExample() {
        assertThat(EXAMPLES.stream()
                        .<Class<?>>map(each -> each.fix().getClass())
                        .collect(Collectors.toSet()))
                .isEqualTo(Set.of(Fix.class.getPermittedSubclasses()));
    }

    @Test
    void everyKindHasItsText() {
        for (Example example : EXAMPLES) {
            assertThat(FixText.PLAIN.lines(example.fix())).containsExactly(example.lines());
        }
    }

    @Test
    void everyKindHasItsFieldsInJson() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        for (Example example : EXAMPLES) {
            FixView view = FixView.of(example.fix(), FixText.PLAIN);
            JsonNode fix = mapper.readTree(JsonText.line(Map.of("fix", view))).path("fix");
            Map<String, Object> expected = new LinkedHashMap<>(
                    fields(mapper, mapper.readTree(example.json().replace('\'', '"'))));
            expected.put("text", List.of(example.lines()));
            assertThat(fields(mapper, fix)).isEqualTo(expected);
        }
    }

    private static Map<String, Object> fields(ObjectMapper mapper, JsonNode node) {
        return mapper.convertValue(node, new TypeReference<>() {});
    }

    @Test
    void aNameWithLineBreaksStaysInsideItsRemark() {
        Fix fix = Fix.sqlAfter("of role a\nDROP DATABASE b;\r\u2028c", "SELECT 1");
        assertThat(FixText.PLAIN.lines(fix)).containsExactly("-- of role a DROP DATABASE b; c", "SELECT 1;");
    }

    @Test
    void onlyTheFirstWayOfAChoiceRunsWhenTheFixIsPasted() {
        Fix fix = Fix.choice(
                Fix.either("show it", Fix.command(Verb.STATUS, PROD)),
                Fix.either("look\nagain; drop it", Fix.sql("DROP VIEW \"a\nDROP b;\"")),
                Fix.either("end it", Fix.command(Verb.ABORT, PROD)));
        assertThat(FixText.PLAIN.lines(fix))
                .containsExactly(
                        "-- show it",
                        "verdigris status -e prod",
                        "-- or look again; drop it",
                        "-- DROP VIEW \"a",
                        "-- DROP b;\";",
                        "-- or end it",
                        "-- verdigris abort -e prod");
    }

    @Test
    void aStatementKeepsItsLines() {
        assertThat(FixText.PLAIN.lines(Fix.sql("SELECT a\nFROM b"))).containsExactly("SELECT a", "FROM b;");
    }
}
