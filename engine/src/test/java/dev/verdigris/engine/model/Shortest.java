package dev.verdigris.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Shortens a script that fails: it leaves out one action after the other, as long as the rest still fails. */
final class Shortest {

    private Shortest() {}

    /** A script that fails, without an action that is not needed for it. */
    static Script of(Script failing, Predicate<Script> fails) {
        Script shortest = failing;
        int at = 0;
        while (at < shortest.actions().size()) {
            List<Action> rest = new ArrayList<>(shortest.actions());
            rest.remove(at);
            Script shorter = new Script(failing.layout(), rest);
            if (fails.test(shorter)) {
                shortest = shorter;
                at = 0;
            } else {
                at++;
            }
        }
        return shortest;
    }
}
