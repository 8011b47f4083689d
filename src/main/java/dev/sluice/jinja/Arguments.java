package dev.sluice.jinja;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The arguments of a call, evaluated.
record Arguments(List<Object> positional, Map<String, Object> named) {
    static final Arguments NONE = new Arguments(List.of(), Map.of());

    /// The same for a function with these parameters.
    Given to(String function, String... parameters) {
        if (positional.size() > parameters.length) {
            throw new TemplateException(
                    function + "() takes at most " + parameters.length + " arguments, " + positional.size() + " given");
        }
        Map<String, Object> given = new LinkedHashMap<>();
        for (int i = 0; i < positional.size(); i++) {
            given.put(parameters[i], positional.get(i));
        }
        List<String> known = List.of(parameters);
        named.forEach((name, value) -> {
            if (!known.contains(name)) {
                throw new TemplateException(function + "() got an unexpected keyword argument " + Quoted.of(name));
            }
            if (given.put(name, value) != null) {
                throw new TemplateException(function + "() got multiple values for argument " + Quoted.of(name));
            }
        });
        return new Given(function, given);
    }
}
