package dev.verdigris.core.approval;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.deployment.record.Provenance;
import dev.verdigris.core.inventory.Inventory;
import dev.verdigris.core.inventory.InventoryCodec;
import dev.verdigris.core.text.JsonTree;

/**
 * Writes and reads the file of a plan. A plan has exactly one text. Its last member is the SHA-256 digest of the text
 * that the other members make, so an edit is noticed. The digest is no signature: a
 * person who edits the file can compute it again.
 */
public final class PlanFileCodec {

    /** The version of the format. A file of another version is refused. */
    public static final int FORMAT = 1;

    private static final String FORMAT_KEY = "plan_format";

    private static final String DIGEST_KEY = "digest";

    private PlanFileCodec() {}

    /** The text of the file. */
    public static String text(PlanFile plan) {
        Map<String, Object> tree = tree(plan);
        tree.put(DIGEST_KEY, digest(tree).value());
        return JsonTree.text(tree);
    }

    /** The digest in the file. */
    public static Digest digest(PlanFile plan) {
        return digest(tree(plan));
    }

    private static Digest digest(Map<String, Object> tree) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(JsonTree.text(tree).getBytes(StandardCharsets.UTF_8));
            return new Digest(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Reads a file. Line ends may be those of Windows, because Git may have changed them. */
    public static PlanReading read(String text) {
        try {
            PlanMembers members = PlanMembers.of(JsonTree.parse(text));
            Optional<BigDecimal> format = members.optionalNumber(FORMAT_KEY);
            if (format.isEmpty()) {
                return new PlanReading.Unusable("is no plan of Verdigris");
            }
            if (format.get().compareTo(BigDecimal.valueOf(FORMAT)) != 0) {
                return new PlanReading.Unusable("has format " + format.get().toPlainString()
                        + " of plans, and this version reads format " + FORMAT);
            }
            PlanFile plan = plan(members);
            return text(plan).equals(text.replace("\r\n", "\n"))
                    ? new PlanReading.Sound(plan, digest(plan))
                    : new PlanReading.Edited();
        } catch (IOException e) {
            return new PlanReading.Unusable("is not JSON");
        } catch (IllegalArgumentException | DateTimeException e) {
            return new PlanReading.Edited();
        }
    }

    private static Map<String, Object> tree(PlanFile plan) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put(FORMAT_KEY, FORMAT);
        tree.put("verb", plan.verb().word());
        tree.put("environment", plan.environment().value());
        tree.put("made", origin(plan.origin()));
        WishCodec.write(plan.wish(), tree);
        tree.put("cost", cost(plan.cost()));
        tree.put("models_from", ModelCodec.source(plan));
        tree.put("models", plan.models().stream().map(ModelCodec::model).toList());
        plan.contracts()
                .ifPresent(contracts -> tree.put(
                        "contracts",
                        contracts.stream().map(ModelCodec::contract).toList()));
        tree.put("steps", plan.steps().stream().map(PlanFileCodec::step).toList());
        tree.put(
                "guardrails", plan.answers().stream().map(PlanFileCodec::answer).toList());
        tree.put("live", InventoryCodec.rows(plan.world().live()));
        plan.world().staged().ifPresent(staged -> tree.put("staged", InventoryCodec.rows(staged)));
        tree.put("dependents", InventoryCodec.rows(plan.world().dependents()));
        tree.put("definitions", ModelCodec.definitions(plan.world().definitions()));
        return tree;
    }

    private static PlanFile plan(PlanMembers members) {
        return new PlanFile(
                members.verb("verb"),
                members.name("environment"),
                origin(members.object("made")),
                WishCodec.read(members),
                members.objects("models").map(ModelCodec::model).toList(),
                members.has("contracts")
                        ? Optional.of(members.objects("contracts")
                                .map(ModelCodec::contract)
                                .toList())
                        : Optional.empty(),
                members.objects("steps").map(PlanFileCodec::step).toList(),
                members.objects("guardrails").map(PlanFileCodec::answer).toList(),
                cost(members.object("cost")),
                new PlanFile.World(
                        InventoryCodec.ofRows(members.rows("live")),
                        members.has("staged")
                                ? Optional.of(InventoryCodec.ofRows(members.rows("staged")))
                                : Optional.<Inventory>empty(),
                        InventoryCodec.ofRows(members.rows("dependents")),
                        ModelCodec.definitions(members.object("definitions"))));
    }

    private static Map<String, Object> origin(PlanFile.Origin origin) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("at", origin.at().toString());
        tree.put("by", origin.by());
        tree.put("server", origin.server());
        origin.region().ifPresent(id -> tree.put("server_id", id));
        origin.lastEvent().ifPresent(id -> tree.put("last_audit_event", BigDecimal.valueOf(id)));
        origin.deployment().ifPresent(id -> tree.put("deployment", id));
        origin.provenance().commit().ifPresent(commit -> tree.put("commit", commit));
        origin.provenance().tag().ifPresent(tag -> tree.put("tag", tag));
        origin.provenance().run().ifPresent(run -> tree.put("run", run));
        return tree;
    }

    private static PlanFile.Origin origin(PlanMembers members) {
        return new PlanFile.Origin(
                members.time("at"),
                members.text("by"),
                members.text("server"),
                members.optionalText("server_id"),
                members.optionalNumber("last_audit_event").map(BigDecimal::longValueExact),
                members.optionalText("deployment"),
                new Provenance(
                        members.optionalText("commit"), members.optionalText("tag"), members.optionalText("run")));
    }

    private static Map<String, Object> cost(PlanFile.Cost cost) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("staged_replicas", cost.replicas());
        cost.creditsPerHour().ifPresent(credits -> tree.put("staged_credits_per_hour", credits));
        cost.hydration().ifPresent(time -> tree.put("live_hydration_seconds", BigDecimal.valueOf(time.toMillis(), 3)));
        cost.leastCredits().ifPresent(credits -> tree.put("estimated_credits_at_least", credits));
        tree.put("estimate", CostText.of(cost));
        return tree;
    }

    private static PlanFile.Cost cost(PlanMembers members) {
        return new PlanFile.Cost(
                members.number("staged_replicas").intValueExact(),
                members.optionalNumber("staged_credits_per_hour"),
                members.optionalNumber("live_hydration_seconds")
                        .map(seconds ->
                                Duration.ofMillis(seconds.movePointRight(3).longValue())));
    }

    private static Map<String, Object> step(PlanFile.Step step) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("verb", step.verb().word());
        tree.put("step", step.type());
        tree.put("summary", step.summary());
        tree.put("reason", step.reason());
        if (step.outside()) {
            tree.put("changes_what_others_read", true);
        }
        tree.put("sql", step.sql());
        return tree;
    }

    private static PlanFile.Step step(PlanMembers members) {
        return new PlanFile.Step(
                members.verb("verb"),
                members.text("step"),
                members.text("summary"),
                members.text("reason"),
                members.texts("sql"),
                members.has("changes_what_others_read"));
    }

    private static Map<String, Object> answer(PlanFile.Answer answer) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("guardrail", answer.guardrail());
        tree.put("result", answer.result());
        if (!answer.facts().isEmpty()) {
            tree.put("facts", List.copyOf(answer.facts()));
        }
        return tree;
    }

    private static PlanFile.Answer answer(PlanMembers members) {
        return new PlanFile.Answer(
                members.text("guardrail"),
                members.text("result"),
                members.has("facts") ? members.texts("facts") : List.of());
    }
}
