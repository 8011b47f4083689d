package dev.sluice.jinja;

import dev.sluice.jinja.Statement.MacroNode;
import dev.sluice.jinja.Statement.Parameter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A macro, or the body of a `call` block, with the names that stand around it.
record Macro(MacroNode node, Scope around, Renderer renderer) implements Callable, Attributed {
    @Override
    public Object call(Rendering rendering, Arguments arguments) {
        Scope scope = around.inner();
        Map<String, Object> named = new LinkedHashMap<>(arguments.named());
        List<Object> positional = arguments.positional();
        List<Parameter> parameters = node.parameters();
        boolean ownCaller = false;
        for (int i = 0; i < parameters.size(); i++) {
            Parameter parameter = parameters.get(i);
            ownCaller |= parameter.name().equals("caller");
            scope.put(parameter.name(), i < positional.size() ? positional.get(i) : value(parameter, named, scope));
        }
        if (mentions("caller") && !ownCaller) {
            Object caller = named.remove("caller");
            scope.put("caller", caller == null ? new Undefined("No caller defined") : caller);
        }
        rest(positional, named, scope);
        return renderer.text(node.body(), scope);
    }

    private Object value(Parameter parameter, Map<String, Object> named, Scope scope) {
        Object given = named.remove(parameter.name());
        if (given != null) {
            return given;
        }
        return parameter.otherwise() == null
                ? new Undefined("parameter " + Quoted.of(parameter.name()) + " was not provided")
                : renderer.evaluate(parameter.otherwise(), scope);
    }

    private void rest(List<Object> positional, Map<String, Object> named, Scope scope) {
        int count = node.parameters().size();
        if (mentions("kwargs")) {
            scope.put("kwargs", new LinkedHashMap<Object, Object>(named));
        } else if (!named.isEmpty()) {
            throw new TemplateException("macro " + Quoted.of(node.name()) + " takes no keyword argument "
                    + Quoted.of(named.keySet().iterator().next()));
        }
        if (mentions("varargs")) {
            scope.put("varargs", Tuple.of(positional.subList(Math.min(count, positional.size()), positional.size())));
        } else if (positional.size() > count) {
            throw new TemplateException(
                    "macro " + Quoted.of(node.name()) + " takes not more than " + count + " argument(s)");
        }
    }

    private boolean mentions(String name) {
        return node.names().contains(name);
    }

    @Override
    public @Nullable Object attribute(String name) {
        return switch (name) {
            case "name" -> node.name();
            case "arguments" ->
                Tuple.of(List.copyOf(
                        node.parameters().stream().map(Parameter::name).toList()));
            case "catch_kwargs" -> mentions("kwargs");
            case "catch_varargs" -> mentions("varargs");
            case "caller" -> mentions("caller");
            default -> null;
        };
    }

    @Override
    public String type() {
        return "Macro";
    }
}
