package dev.sluice.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python's `[from:to:step]`, each part of which may be missing.
record Slice(
        @Nullable Object from,
        @Nullable Object to,
        @Nullable Object step) {

    /// Where a slice begins in a sequence, how far apart its items are, and how many.
    private record Span(int begin, int end, int step, int count) {}

    Object of(Object value, Budget budget) {
        return switch (Undefined.refused(value)) {
            case String text -> text(text, budget);
            case Markup markup -> new Markup(text(markup.text(), budget));
            case Range range -> {
                Span span = span(range.size());
                yield range.part(span.begin(), span.end(), span.step(), span.count());
            }
            case Tuple tuple -> Tuple.of(items(tuple, budget));
            case List<?> list -> items(Values.list(list), budget);
            default -> throw new TemplateException(Quoted.of(Values.type(value)) + " object is not subscriptable");
        };
    }

    private String text(String text, Budget budget) {
        budget.look(text.length());
        Span span = span(Characters.count(text));
        if (span.step() == 1) {
            return Characters.cut(text, span.begin(), span.begin() + span.count());
        }
        var cut = new StringBuilder();
        items(Characters.of(text, budget), budget).forEach(cut::append);
        return cut.toString();
    }

    private List<Object> items(List<Object> all, Budget budget) {
        Span span = span(all.size());
        budget.spend(span.count());
        List<Object> items = new ArrayList<>(span.count());
        for (int i = 0; i < span.count(); i++) {
            items.add(all.get(span.begin() + i * span.step()));
        }
        return items;
    }

    private Span span(int size) {
        int every = missing(step) ? 1 : whole(step);
        if (every == 0) {
            throw new TemplateException("slice step cannot be zero");
        }
        boolean back = every < 0;
        int begin = bound(from, size, back ? size - 1 : 0, back);
        int end = bound(to, size, back ? -1 : size, back);
        long count = back ? ((long) begin - end - every - 1) / -(long) every : ((long) end - begin + every - 1) / every;
        return count <= 0 ? new Span(0, 0, every, 0) : new Span(begin, end, every, (int) count);
    }

    private static boolean missing(@Nullable Object part) {
        return part == null || part == None.NONE;
    }

    private static int bound(@Nullable Object given, int size, int otherwise, boolean back) {
        if (missing(given)) {
            return otherwise;
        }
        long at = whole(given);
        at = at < 0 ? at + size : at;
        return (int) Math.max(back ? -1 : 0, Math.min(back ? size - 1 : size, at));
    }

    private static int whole(@Nullable Object part) {
        if (part == null || !Numbers.whole(Undefined.refused(part))) {
            throw new TemplateException("slice indices must be integers or None");
        }
        return Numbers.cut(part);
    }
}
