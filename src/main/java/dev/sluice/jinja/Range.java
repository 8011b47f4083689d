package dev.sluice.jinja;

import java.util.AbstractList;
import java.util.RandomAccess;

/// Python's range: whole numbers that are not stored.
final class Range extends AbstractList<Object> implements RandomAccess {
    private final long start;
    private final long stop;
    private final long step;
    private final int size;

    Range(long start, long stop, long step, int longest) {
        if (step == 0) {
            throw new TemplateException("range() arg 3 must not be zero");
        }
        this.start = start;
        this.stop = stop;
        this.step = step;
        double exact = Math.ceil(((double) stop - start) / step);
        if (exact > longest) {
            throw new LimitException("a range has more than " + longest + " numbers");
        }
        this.size = (int) Math.max(0, exact);
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
