package dev.sluice.jinja;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Python's `value[from:to:step]`.
final class Slices {
    private Slices() {}

    static Object of(
            Object value, @Nullable Object from, @Nullable Object to, @Nullable Object stepOrNone, Budget budget) {
        return switch (Undefined.refused(value)) {
            case String text -> text(text, from, to, stepOrNone, budget);
            case Markup markup -> new Markup(text(markup.text(), from, to, stepOrNone, budget));
            case List<?> list -> {
                List<Object> picked = picked(Values.list(list), from, to, stepOrNone, budget);
                yield list instanceof Tuple ? Tuple.of(picked) : picked;
            }
            default -> Undefined.element(value, "slice(...)");
        };
    }

    private static String text(
            String text, @Nullable Object from, @Nullable Object to, @Nullable Object step, Budget budget) {
        budget.look(text.length());
        if (step == null || step == None.NONE || step.equals(1L)) {
            int size = Characters.count(text);
            int begin = bound(from, size, 0, false);
            int end = bound(to, size, size, false);
            return begin < end ? Characters.cut(text, begin, end) : "";
        }
        var cut = new StringBuilder();
        picked(Characters.of(text, budget), from, to, step, budget).forEach(cut::append);
        return cut.toString();
    }

    private static List<Object> picked(
            List<Object> items,
            @Nullable Object from,
            @Nullable Object to,
            @Nullable Object stepOrNone,
            Budget budget) {
        int size = items.size();
        int step = stepOrNone == null ? 1 : whole(stepOrNone, 1);
        if (step == 0) {
            throw new TemplateException("slice step cannot be zero");
        }
        boolean back = step < 0;
        int begin = bound(from, size, back ? size - 1 : 0, back);
        int end = bound(to, size, back ? -1 : size, back);
        List<Object> picked = new ArrayList<>();
        for (long at = begin; back ? at > end : at < end; at += step) {
            budget.step();
            picked.add(items.get((int) at));
        }
        return picked;
    }

    private static int bound(@Nullable Object given, int size, int otherwise, boolean back) {
        if (given == null || given == None.NONE) {
            return otherwise;
        }
        long at = whole(given, 0);
        at = at < 0 ? at + size : at;
        return (int) Math.max(back ? -1 : 0, Math.min(back ? size - 1 : size, at));
    }

    private static int whole(Object value, int otherwise) {
        if (value == None.NONE) {
            return otherwise;
        }
        if (!Numbers.whole(Undefined.refused(value))) {
            throw new TemplateException("slice indices must be integers or None");
        }
        return Numbers.cut(value);
    }
}
