package dev.sluice.jinja;

import java.util.Map;

/// The arguments of one call by the names of the parameters.
record Given(String function, Map<String, Object> arguments) {
    boolean has(String name) {
        return arguments.containsKey(name);
    }

    Object required(String name) {
        Object value = arguments.get(name);
        if (value == null) {
            throw new TemplateException(function + "() missing the argument " + Quoted.of(name));
        }
        return value;
    }

    Object or(String name, Object otherwise) {
        return arguments.getOrDefault(name, otherwise);
    }

    /// None is as good as not given.
    boolean none(String name) {
        return or(name, None.NONE) == None.NONE;
    }

    boolean truth(String name, boolean otherwise) {
        return Values.truth(or(name, otherwise));
    }

    /// A whole number, cut to what fits an `int`.
    int whole(String name, int otherwise) {
        Object value = Undefined.refused(or(name, (long) otherwise));
        if (!Numbers.whole(value)) {
            throw new TemplateException(
                    function + "() argument " + Quoted.of(name) + " must be int, not " + Values.type(value));
        }
        return Numbers.cut(value);
    }

    String text(String name) {
        return Values.text(function, required(name));
    }

    String text(String name, String otherwise) {
        return Values.text(function, or(name, otherwise));
    }
}
