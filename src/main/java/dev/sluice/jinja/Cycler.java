package dev.sluice.jinja;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// Goes round its items, across loops.
final class Cycler implements Attributed {
    private final List<Object> items;
    private int at;

    Cycler(List<Object> items) {
        if (items.isEmpty()) {
            throw new TemplateException("at least one item has to be provided");
        }
        this.items = items;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "current" -> items.get(at);
            case "items" -> Tuple.of(items);
            case "pos" -> (long) at;
            case "next" -> (Callable) (rendering, arguments) -> next();
            case "reset" -> (Callable) (rendering, arguments) -> reset();
            default -> null;
        };
    }

    private Object next() {
        Object item = items.get(at);
        at = (at + 1) % items.size();
        return item;
    }

    private Object reset() {
        at = 0;
        return None.NONE;
    }

    @Override
    public String type() {
        return "Cycler";
    }
}
