package dev.verdigris.cli.advice;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

import dev.verdigris.core.problem.ProblemCode;

/**
 * One way to come to a problem.
 *
 * @param code the problem
 * @param when the situation, in a few words
 * @param prepare what is done to a shop with version 1 live
 * @param ask the command that shows the problem
 * @param meanwhile what happens before the fix is followed, such as the end of a fault
 * @param hands what a person does on an instruction in words, by a part of its text
 * @param moves whether following the fix may change the live version
 */
record Situation(
        ProblemCode code,
        String when,
        Consumer<Shop> prepare,
        List<String> ask,
        Consumer<Shop> meanwhile,
        Map<String, Consumer<Shop>> hands,
        boolean moves) {

    /** A situation in which no instruction in words can be followed. */
    static Situation of(ProblemCode code, String when, Consumer<Shop> prepare, String... ask) {
        return new Situation(code, when, prepare, List.of(ask), shop -> {}, Map.of(), false);
    }

    /** The same with the work of a person. The text {@code part} is in the instruction. */
    Situation byHand(String part, Consumer<Shop> work) {
        Map<String, Consumer<Shop>> more = new LinkedHashMap<>(hands);
        more.put(part, work);
        return new Situation(code, when, prepare, ask, meanwhile, more, moves);
    }

    /** The same, with something that happens before the fix is followed. */
    Situation meanwhile(Consumer<Shop> event) {
        return new Situation(code, when, prepare, ask, event, hands, moves);
    }

    /** The same, if the fix says which version is to be live. */
    Situation moving() {
        return new Situation(code, when, prepare, ask, meanwhile, hands, true);
    }

    /** The work of a person for an instruction, if it is known. */
    Optional<Consumer<Shop>> hand(String instruction) {
        return hands.entrySet().stream()
                .filter(hand -> instruction.contains(hand.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    /** All situations, by area. */
    static List<Situation> all() {
        List<Situation> all = new ArrayList<>();
        all.addAll(OfDefinition.ALL);
        all.addAll(OfBeginning.ALL);
        all.addAll(OfRights.ALL);
        all.addAll(OfIdentity.ALL);
        all.addAll(OfStagedSide.ALL);
        all.addAll(OfPromotion.ALL);
        all.addAll(OfDrops.ALL);
        return all;
    }

    @Override
    public String toString() {
        return code.code() + " when " + when;
    }
}
