package dev.verdigris.core.history;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import dev.verdigris.core.catalog.Item;
import dev.verdigris.core.consent.ConsentsCodec;
import dev.verdigris.core.deployment.HeldPairs;
import dev.verdigris.core.deployment.HeldPairsCodec;
import dev.verdigris.core.deployment.StoredText;
import dev.verdigris.core.deployment.record.RecordCodec;
import dev.verdigris.core.deployment.record.StoredRecord;
import dev.verdigris.core.name.Literal;
import dev.verdigris.core.text.JsonMembers;
import dev.verdigris.core.text.JsonText;

/**
 * Writes and reads a history entry in the definition of its view: four texts. The first is the record as the comment of
 * the state view had it ({@link RecordCodec}), empty if there was none. The second is the pairs as the definition of
 * the state view had them ({@link HeldPairsCodec}), empty if it had none. The third is one JSON object with the keys
 * {@code v} (format), {@code end} ({@link Fate}), {@code at} and {@code by}. The fourth is the consents
 * ({@link ConsentsCodec}); an entry that has used none lacks it.
 */
public final class HistoryCodec {

    private static final int FORMAT_VERSION = 1;

    private HistoryCodec() {}

    /** The query of an entry's view: constants, which cost the server nothing. */
    public static String query(HistoryEntry entry) {
        return "SELECT " + Literal.of(record(entry.record())).sql() + " AS deployment, "
                + Literal.of(entry.held().map(HeldPairsCodec::encode).orElse(""))
                        .sql() + " AS pairs, "
                + Literal.of(ending(entry)).sql() + " AS ending"
                + (entry.consents().isEmpty()
                        ? ""
                        : ", "
                                + Literal.of(ConsentsCodec.encode(entry.consents()))
                                        .sql() + " AS consents");
    }

    private static String record(StoredRecord record) {
        return switch (record) {
            case StoredRecord.Known known -> RecordCodec.encode(known.record());
            case StoredRecord.Missing missing -> "";
            case StoredRecord.Unreadable unreadable -> unreadable.comment();
        };
    }

    private static String ending(HistoryEntry entry) {
        return "{\"v\":" + FORMAT_VERSION + ",\"end\":\"" + entry.fate().word() + "\",\"at\":\"" + entry.at()
                + "\","
                + JsonText.member("by", entry.by()) + "}";
    }

    /** Reads an entry from the stored definition of its view; empty if it is none that this version can read. */
    static Optional<HistoryEntry> of(Item view) {
        List<String> texts = StoredText.all(view);
        return texts.size() == 3 || texts.size() == 4
                ? entry(
                        texts.get(0),
                        texts.get(1),
                        texts.get(2),
                        texts.stream().skip(3).findFirst())
                : Optional.empty();
    }

    private static Optional<HistoryEntry> entry(String record, String pairs, String ending, Optional<String> consents) {
        try {
            Map<String, String> end = JsonMembers.of(ending);
            Optional<Fate> fate = Arrays.stream(Fate.values())
                    .filter(each -> each.word().equals(end.get("end")))
                    .findFirst();
            if (!String.valueOf(FORMAT_VERSION).equals(end.get("v")) || fate.isEmpty()) {
                return Optional.empty();
            }
            Optional<HeldPairs> held = HeldPairsCodec.decode(pairs);
            return Optional.of(new HistoryEntry(
                    RecordCodec.decode(Optional.of(record).filter(text -> !text.isEmpty())),
                    held,
                    consents.map(ConsentsCodec::decode).orElse(List.of()),
                    fate.get(),
                    Instant.parse(end.getOrDefault("at", "")),
                    end.getOrDefault("by", "")));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
