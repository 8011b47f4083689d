package dev.sluice.jinja;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the body of a `for` knows as `loop`. It looks ahead only where it is asked to.
final class Loop implements Attributed, Callable {
    private final Looping looping;
    private final int depth;
    private Iterator<Object> rest;
    private @Nullable Integer length;
    private @Nullable Object before;
    private @Nullable Object current;
    private @Nullable Object after;
    private @Nullable Object seen;
    private int index = -1;

    Loop(Looping looping, Iterator<Object> items, @Nullable Object sized, int depth) {
        this.looping = looping;
        this.rest = items;
        this.depth = depth;
        this.length = switch (sized) {
            case Collection<?> collection -> (Integer) collection.size();
            case Map<?, ?> map -> (Integer) map.size();
            case String text -> (Integer) Characters.count(text);
            case null, default -> null;
        };
    }

    boolean hasNext() {
        return after != null || rest.hasNext();
    }

    Object next() {
        before = current;
        Object item = after == null ? rest.next() : after;
        after = null;
        current = item;
        index++;
        return item;
    }

    private @Nullable Object peeked() {
        if (after == null && rest.hasNext()) {
            after = rest.next();
        }
        return after;
    }

    private int length() {
        if (length == null) {
            List<Object> items = new ArrayList<>();
            rest.forEachRemaining(items::add);
            rest = items.iterator();
            length = items.size() + index + 1 + (after == null ? 0 : 1);
        }
        return length;
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "index" -> index + 1L;
            case "index0" -> (long) index;
            case "revindex" -> (long) length() - index;
            case "revindex0" -> length() - index - 1L;
            case "first" -> index == 0;
            case "last" -> peeked() == null;
            case "length" -> (long) length();
            case "depth" -> depth + 1L;
            case "depth0" -> (long) depth;
            case "previtem" -> before == null ? new Undefined("there is no previous item") : before;
            case "nextitem" -> peeked() instanceof Object next ? next : new Undefined("there is no next item");
            case "cycle" -> (Callable) (rendering, arguments) -> cycled(arguments.positional());
            case "changed" -> (Callable) (rendering, arguments) -> changed(rendering, arguments.positional());
            default -> null;
        };
    }

    private Object cycled(List<Object> items) {
        if (items.isEmpty()) {
            throw new TemplateException("no items for cycling given");
        }
        return items.get(index % items.size());
    }

    private Object changed(Rendering rendering, List<Object> values) {
        Object now = Tuple.of(values);
        boolean changed = seen == null || !rendering.comparison().equal(seen, now);
        seen = now;
        return changed;
    }

    @Override
    public Object call(Rendering rendering, Arguments arguments) {
        if (!looping.loop().recursive()) {
            throw new TemplateException("The loop must have the 'recursive' marker to be called recursively.");
        }
        var output = new Output(rendering.budget());
        looping.run(arguments.to("loop", "iterable").required("iterable"), output, depth + 1);
        return output.toString();
    }

    @Override
    public String type() {
        return "LoopContext";
    }
}
