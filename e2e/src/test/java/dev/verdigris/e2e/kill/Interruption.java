package dev.verdigris.e2e.kill;

import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** One interruption of one message: which message, when, and what happens then. It happens once. */
final class Interruption {

    private static final int LIMIT_SECONDS = 120;

    private final Predicate<Integer> number;
    private final Predicate<String> text;
    private final Moment moment;
    private final AtomicInteger messages = new AtomicInteger();
    private final CountDownLatch happened = new CountDownLatch(1);
    private volatile Runnable act = () -> {};
    private volatile String where = "";

    private Interruption(Predicate<Integer> number, Predicate<String> text, Moment moment) {
        this.number = number;
        this.text = text;
        this.moment = moment;
    }

    /** Interrupts nothing, and counts the messages. */
    static Interruption none() {
        return new Interruption(number -> false, text -> false, Moment.BEFORE);
    }

    /** Interrupts the message of a number, counted from 1. */
    static Interruption at(int number, Moment moment) {
        return new Interruption(each -> each == number, text -> true, moment);
    }

    /** Interrupts the first message that contains a text. */
    static Interruption at(String part, Moment moment) {
        return new Interruption(number -> true, text -> text.contains(part), moment);
    }

    /** Sets what happens beside the end of the connection. */
    void doing(Runnable action) {
        act = action;
    }

    /** Counts a message. The moment of its interruption; empty if it passes. */
    Optional<Moment> of(String sql) {
        int count = messages.incrementAndGet();
        boolean hit = number.test(count) && text.test(sql) && happened.getCount() > 0;
        if (hit) {
            where = moment + " message " + count + ": " + sql.lines().limit(3).reduce("", (a, b) -> a + " " + b);
        }
        return hit ? Optional.of(moment) : Optional.empty();
    }

    /** The message was sent, or answered, as far as its moment says. */
    void happen() {
        act.run();
        happened.countDown();
    }

    /** Whether it has happened. */
    boolean hasHappened() {
        return happened.getCount() == 0;
    }

    /** Waits until it has happened. */
    boolean await() throws InterruptedException {
        return happened.await(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    /** The number of messages so far. */
    int messages() {
        return messages.get();
    }

    @Override
    public String toString() {
        return where;
    }
}
