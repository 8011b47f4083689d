package dev.sluice.jinja;

import java.math.BigInteger;
import java.util.AbstractList;
import java.util.RandomAccess;

/// Python's range: whole numbers that are not stored.
final class Range extends AbstractList<Object> implements RandomAccess {
    private final long start;
    private final long stop;
    private final long step;
    private final int size;

    private Range(long start, long stop, long step, int size) {
        this.start = start;
        this.stop = stop;
        this.step = step;
        this.size = size;
    }

    static Range of(long start, long stop, long step, int longest) {
        if (step == 0) {
            throw new TemplateException("range() arg 3 must not be zero");
        }
        int size = size(start, stop, step);
        if (size > longest) {
            throw new LimitException("a range has more than " + longest + " numbers");
        }
        return new Range(start, stop, step, size);
    }

    private static int size(long start, long stop, long step) {
        BigInteger distance = BigInteger.valueOf(stop).subtract(BigInteger.valueOf(start));
        BigInteger[] steps = distance.divideAndRemainder(BigInteger.valueOf(step));
        BigInteger size = steps[1].signum() == 0 ? steps[0] : steps[0].add(BigInteger.ONE);
        boolean ahead = distance.signum() == Long.signum(step);
        return ahead ? size.min(BigInteger.valueOf(Integer.MAX_VALUE)).intValue() : 0;
    }

    /// The numbers between two places, so many, each so many places after the one before.
    Range part(int from, int to, int places, int count) {
        return new Range(start + from * step, start + to * step, step * places, count);
    }

    @Override
    public Object get(int index) {
        return start + index * step;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public String toString() {
        return "range(" + start + ", " + stop + (step == 1 ? "" : ", " + step) + ")";
    }
}
