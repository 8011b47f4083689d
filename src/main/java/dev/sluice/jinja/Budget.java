package dev.sluice.jinja;

import java.math.BigInteger;

/// What is left of the [Limits] for one rendering. Used by one thread.
final class Budget {
    private static final int CHARACTERS_A_STEP = 16;

    private final Limits limits;
    private long steps;
    private int depth;

    Budget(Limits limits) {
        this.limits = limits;
        this.steps = limits.steps();
    }

    Limits limits() {
        return limits;
    }

    void step() {
        spend(1);
    }

    void spend(long count) {
        steps -= count;
        if (steps < 0) {
            throw new LimitException("the template takes more than " + limits.steps() + " steps");
        }
    }

    /// To be asked before a text of this length is made.
    void characters(long length) {
        if (length > limits.textLength()) {
            throw new LimitException("the template makes a text of more than " + limits.textLength() + " characters");
        }
        spend(length / CHARACTERS_A_STEP + 1);
    }

    /// Before so many characters are looked through.
    void look(long length) {
        spend(length / CHARACTERS_A_STEP + 1);
    }

    String repeated(String text, long times) {
        long count = Math.max(0, times);
        characters(text.isEmpty() ? 0 : Math.min(Integer.MAX_VALUE, count) * text.length());
        return text.isEmpty() ? "" : text.repeat((int) count);
    }

    Object whole(BigInteger number) {
        if (number.bitLength() > limits.integerBits()) {
            throw tooGreat();
        }
        return Numbers.normal(number);
    }

    /// Before a number of this size is made.
    void bits(long count) {
        if (count > limits.integerBits()) {
            throw tooGreat();
        }
        spend(count / 64 + 1);
    }

    private LimitException tooGreat() {
        return new LimitException("the template makes a number of more than " + limits.integerBits() + " bits");
    }

    void enter() {
        if (++depth > limits.depth()) {
            throw new LimitException("the template goes deeper than " + limits.depth() + " levels");
        }
    }

    void leave() {
        depth--;
    }
}
