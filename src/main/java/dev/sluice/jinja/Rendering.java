package dev.sluice.jinja;

import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One rendering: what all its parts share. Used by one thread.
final class Rendering {
    private final Budget budget;
    private final Clock clock;
    private final Comparison comparison;
    private final Printer printer;
    private final Operators operators;
    private final Attributes attributes;
    private final Renderer renderer;

    Rendering(Budget budget, Clock clock) {
        this.budget = budget;
        this.clock = clock;
        this.comparison = new Comparison(budget);
        this.printer = new Printer(budget);
        this.operators = new Operators(this);
        this.attributes = new Attributes(this);
        this.renderer = new Renderer(this);
    }

    String render(List<Statement> statements, Map<String, ? extends @Nullable Object> variables) {
        var scope = new Scope(Globals.ALL, null).inner();
        Map<String, Object> given = new HashMap<>();
        variables.forEach((name, value) -> given.put(name, Values.imported(value, budget)));
        given.forEach(scope::put);
        var output = new Output(budget);
        renderer.run(statements, scope, output);
        return output.toString();
    }

    Budget budget() {
        return budget;
    }

    Clock clock() {
        return clock;
    }

    Comparison comparison() {
        return comparison;
    }

    Operators operators() {
        return operators;
    }

    Attributes attributes() {
        return attributes;
    }

    Renderer renderer() {
        return renderer;
    }

    String text(Object value) {
        return printer.text(value);
    }

    String quoted(Object value) {
        return printer.quoted(value);
    }

    List<Object> items(Object value) {
        return Values.items(value, budget);
    }

    Object call(Object callee, Arguments arguments) {
        if (Undefined.refused(callee) instanceof Callable callable) {
            return callable.call(this, arguments);
        }
        throw new TemplateException(Quoted.of(Values.type(callee)) + " object is not callable");
    }
}
