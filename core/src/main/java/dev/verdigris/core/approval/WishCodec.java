package dev.verdigris.core.approval;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

import dev.verdigris.core.consent.Consent;
import dev.verdigris.core.consent.Consents;
import dev.verdigris.core.deployment.record.Digest;
import dev.verdigris.core.name.ObjectName;
import dev.verdigris.core.problem.ProblemCode;
import dev.verdigris.core.problem.Subject;
import dev.verdigris.core.sink.SinkWay;
import dev.verdigris.core.sink.SinkWays;
import dev.verdigris.core.sink.Topic;

/** Writes and reads the members of a plan about what the user has asked for. */
final class WishCodec {

    private WishCodec() {}

    static void write(PlanFile.Wish wish, Map<String, Object> tree) {
        wish.files().ifPresent(files -> tree.put("files_sha256", files.value()));
        wish.gates().checks().ifPresent(checks -> tree.put("checks_sha256", checks.value()));
        tree.put("ready", wish.gates().ready());
        tree.put("pairs", wish.pairs().stream().map(WishCodec::pair).toList());
        tree.put(
                "consents",
                wish.consents().all().stream().map(WishCodec::consent).toList());
        tree.put(
                "sinks",
                wish.sinks().chosen().entrySet().stream()
                        .map(entry -> sink(entry.getKey(), entry.getValue()))
                        .toList());
    }

    static PlanFile.Wish read(PlanMembers members) {
        SortedMap<ObjectName, SinkWay> chosen = new TreeMap<>();
        members.objects("sinks").forEach(sink -> chosen.put(sinkName(sink), way(sink)));
        return new PlanFile.Wish(
                members.objects("pairs")
                        .map(pair -> new PlanFile.Half(pair.text("live"), pair.text("staged")))
                        .toList(),
                new Consents(members.objects("consents").map(WishCodec::consent).toList()),
                SinkWays.of(chosen).kept(),
                members.optionalText("files_sha256").map(Digest::new),
                new PlanFile.Gates(members.optionalText("checks_sha256").map(Digest::new), members.texts("ready")));
    }

    private static Map<String, Object> pair(PlanFile.Half pair) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("live", pair.live());
        tree.put("staged", pair.suffixed());
        return tree;
    }

    private static Map<String, Object> consent(Consent consent) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("code", consent.code().code());
        consent.subject().ifPresent(subject -> tree.put("name", subject.toString()));
        tree.put("reason", consent.reason());
        consent.expires().ifPresent(last -> tree.put("expires", last.toString()));
        return tree;
    }

    private static Consent consent(PlanMembers members) {
        String code = members.text("code");
        return new Consent(
                ProblemCode.parse(code).orElseThrow(() -> new IllegalArgumentException("unknown code " + code)),
                members.optionalText("name").map(WishCodec::subject),
                members.text("reason"),
                members.optionalText("expires").map(LocalDate::parse));
    }

    private static Subject subject(String text) {
        return Subject.parse(text).orElseThrow(() -> new IllegalArgumentException("not a name: " + text));
    }

    private static Map<String, Object> sink(ObjectName sink, SinkWay way) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("database", sink.schema().database().value());
        tree.put("schema", sink.schema().schema().value());
        tree.put("name", sink.name().value());
        tree.put("way", way.word());
        if (way instanceof SinkWay.Republish republish) {
            tree.put("topic", republish.topic().name());
        }
        return tree;
    }

    private static ObjectName sinkName(PlanMembers members) {
        return ObjectName.of(members.text("database"), members.text("schema"), members.text("name"));
    }

    private static SinkWay way(PlanMembers members) {
        Optional<Topic> topic =
                members.optionalText("topic").filter(Topic::isValid).map(Topic::new);
        return SinkWay.of(members.text("way"), topic)
                .orElseThrow(() -> new IllegalArgumentException("unknown way " + members.text("way")));
    }
}
