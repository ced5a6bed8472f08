package dev.verdigris.cli.advice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import dev.verdigris.cli.command.Cli;

import static org.assertj.core.api.Assertions.assertThat;

/** Follows a way part by part. */
final class Follower {

    private final Shop shop;
    private final Situation situation;

    Follower(Shop shop, Situation situation) {
        this.shop = shop;
        this.situation = situation;
    }

    /** Follows a way. Returns the answer of its last command if that is the verb that showed the problem. */
    Optional<Answer> follow(Way way) {
        Optional<Answer> last = Optional.empty();
        for (Way.Part part : way.parts()) {
            last = Optional.empty();
            switch (part) {
                case Way.Sql sql -> run(shop, sql);
                case Way.Words words ->
                    situation.hand(words.text()).orElseThrow().accept(shop);
                case Way.Label label -> situation.hand(label.text()).ifPresent(work -> work.accept(shop));
                case Way.Consent consent -> throw new AssertionError("a machine does not consent: " + consent);
                case Way.Command command -> last = run(command);
            }
        }
        return last;
    }

    /** Runs a statement with the role that its remark names. */
    static void run(Shop shop, Way.Sql sql) {
        if (sql.bySuperuser()) {
            shop.system(sql.statement());
        } else {
            shop.deployer(sql.statement());
        }
    }

    /** A command that shows the problem again need not succeed: it may find another one. */
    private Optional<Answer> run(Way.Command command) {
        if (command.asks()) {
            Cli.Ran ran = shop.agree(command.arguments()).exits(0);
            assertThat(ran.err()).as("%s", ran.command()).containsOnlyOnce("[y/N]");
            return Optional.empty();
        }
        if (command.verb().equals(situation.ask().getFirst())) {
            return Optional.of(shop.ask(command.arguments()));
        }
        List<String> arguments = new ArrayList<>(command.arguments());
        if (command.verb().equals("promote")) {
            arguments.add("--wait");
        }
        Answer answer = shop.ask(arguments);
        assertThat(answer.report().path("exitCode").asInt())
                .as("%s", answer.report())
                .isZero();
        return Optional.empty();
    }
}
