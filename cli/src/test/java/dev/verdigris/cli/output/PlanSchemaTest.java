package dev.verdigris.cli.output;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdigris.core.approval.PlanFile;
import dev.verdigris.core.approval.PlanFileCodec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/** The published schema of plans is that of the plans that are written. */
class PlanSchemaTest {

    private static final List<String> OPTIONAL = List.of(
            "server_id",
            "last_audit_event",
            "deployment",
            "commit",
            "tag",
            "run",
            "files_sha256",
            "checks_sha256",
            "name",
            "expires",
            "topic",
            "staged_credits_per_hour",
            "live_hydration_seconds",
            "estimated_credits_at_least",
            "file",
            "sha256",
            "diff",
            "contracts",
            "readers",
            "changes_what_others_read",
            "facts",
            "staged");

    static Stream<PlanFile> plans() {
        return Stream.of(Plans.toPromote(), Plans.whole());
    }

    private static ObjectNode tree(PlanFile plan) throws IOException {
        return (ObjectNode) new ObjectMapper().readTree(PlanFileCodec.text(plan));
    }

    @Test
    void theSchemaIsOne() {
        assertThat(JsonSchemas.faultsOfSchema(PlanSchema.document())).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("plans")
    void everyPlanFits(PlanFile plan) throws IOException {
        assertThat(PlanSchema.faults(tree(plan))).isEmpty();
    }

    /** A member that the schema does not need may be missing, and every other one may not. */
    @Test
    void everyMemberIsKnownAndNoOtherIsAllowed() throws IOException {
        ObjectNode plan = tree(Plans.whole());
        for (ObjectNode object : objects(plan)) {
            for (String member : names(object)) {
                JsonNode value = object.remove(member);
                boolean optional = OPTIONAL.contains(member) && !isSink(object, member) && !isPair(object, member);
                assertThat(PlanSchema.faults(plan).isEmpty()).as(member).isEqualTo(optional);
                object.set(member, value);
            }
            object.put("more", true);
            assertThat(PlanSchema.faults(plan)).isNotEmpty();
            object.remove("more");
        }
    }

    private static boolean isSink(ObjectNode object, String member) {
        return member.equals("name") && object.has("way");
    }

    private static boolean isPair(ObjectNode object, String member) {
        return member.equals("staged") && !object.has("digest");
    }

    private static List<String> names(ObjectNode object) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** All objects but the definitions, whose members are names of relations. */
    private static List<ObjectNode> objects(JsonNode node) {
        List<ObjectNode> found = new ArrayList<>();
        if (node instanceof ObjectNode object && !object.has("\"m\".\"shop\".\"v\"")) {
            found.add(object);
        }
        node.forEach(child -> found.addAll(objects(child)));
        return found;
    }
}
