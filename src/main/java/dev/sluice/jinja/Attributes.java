package dev.sluice.jinja;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What `.name` and `[index]` find. Methods that change a list or dict are known, but may not be used.
final class Attributes {
    private static final Set<String> CHANGE_LISTS =
            Set.of("append", "clear", "pop", "reverse", "insert", "sort", "extend", "remove");
    private static final Set<String> CHANGE_DICTS = Set.of("clear", "pop", "popitem", "setdefault", "update");

    private final Rendering rendering;

    Attributes(Rendering rendering) {
        this.rendering = rendering;
    }

    /// Methods come before what a dict holds under the same name.
    Object attribute(Object owner, String name) {
        Object member = member(Undefined.refused(owner), name);
        if (member != null) {
            return member;
        }
        if (owner instanceof Map<?, ?> dict && dict.get(name) instanceof Object value) {
            return value;
        }
        return Undefined.attribute(owner, name);
    }

    /// Without looking at what a dict holds.
    Object own(Object owner, String name) {
        Object member = member(Undefined.refused(owner), name);
        return member == null ? Undefined.attribute(owner, name) : member;
    }

    /// What a list or dict holds comes before methods of the same name.
    Object item(Object owner, Object index) {
        Object found = held(Undefined.refused(owner), index);
        if (found != null) {
            return found;
        }
        if (Values.text(index)) {
            Object member = member(owner, rendering.text(index));
            return member == null ? Undefined.attribute(owner, rendering.text(index)) : member;
        }
        return Undefined.element(owner, rendering.quoted(index));
    }

    private @Nullable Object held(Object owner, Object index) {
        return switch (owner) {
            case Map<?, ?> dict ->
                index instanceof List<?> && !(index instanceof Tuple) || index instanceof Map
                        ? null
                        : dict.get(Keys.of(index, rendering.budget()));
            case List<?> list
            when Numbers.whole(index) -> {
                int at = place(index, list.size());
                yield at < 0 ? null : list.get(at);
            }
            case String text when Numbers.whole(index) -> character(text, index);
            case Markup markup
            when Numbers.whole(index) -> {
                String character = character(markup.text(), index);
                yield character == null ? null : new Markup(character);
            }
            default -> null;
        };
    }

    private static int place(Object index, int size) {
        long at = Numbers.cut(index);
        at = at < 0 ? at + size : at;
        return at >= 0 && at < size ? (int) at : -1;
    }

    private @Nullable String character(String text, Object index) {
        rendering.budget().look(text.length());
        int at = place(index, Characters.count(text));
        return at < 0 ? null : Characters.cut(text, at, at + 1);
    }

    private static @Nullable Object member(Object owner, String name) {
        return switch (owner) {
            case String text -> method(StringMethods.ALL.get(name), text);
            case Markup markup -> method(StringMethods.ALL.get(name), markup);
            case Map<?, ?> dict ->
                CHANGE_DICTS.contains(name)
                        ? unsafe(owner, name)
                        : method(ContainerMethods.OF_DICTS.get(name), Values.dict(dict));
            case Tuple tuple when tuple.attribute(name) != null -> tuple.attribute(name);
            case List<?> list
            when Values.type(owner).equals("list") ->
                CHANGE_LISTS.contains(name)
                        ? unsafe(owner, name)
                        : method(ContainerMethods.OF_LISTS.get(name), Values.list(list));
            case List<?> list
            when !name.equals("copy") -> method(ContainerMethods.OF_LISTS.get(name), Values.list(list));
            case Double real
            when name.equals("is_integer") ->
                (Callable) (rendering, arguments) -> real == Math.rint(real) && !Double.isInfinite(real);
            case Attributed attributed -> attributed.attribute(name);
            default -> null;
        };
    }

    private static <T> @Nullable Object method(@Nullable Method<? super T> method, T receiver) {
        return method == null ? null : bound(method, receiver);
    }

    private static <T> Callable bound(Method<T> method, T receiver) {
        return method.of(receiver);
    }

    private static Undefined unsafe(Object owner, String name) {
        return new Undefined("access to attribute " + Quoted.of(name) + " of " + Quoted.of(Values.type(owner))
                + " object is unsafe.");
    }
}
