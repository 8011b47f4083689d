package dev.sluice.jinja;

import java.util.Collection;
import java.util.Map;

/// Values as Python prints them.
final class Printer {
    private final Budget budget;

    Printer(Budget budget) {
        this.budget = budget;
    }

    String text(Object value) {
        return switch (value) {
            case String text -> text;
            case Markup markup -> markup.text();
            case Undefined undefined -> "";
            case Long whole -> whole.toString();
            default -> {
                var output = new Output(budget);
                write(value, output);
                yield output.toString();
            }
        };
    }

    String quoted(Object value) {
        var output = new Output(budget);
        write(value, output);
        return output.toString();
    }

    private void write(Object value, Output into) {
        switch (value) {
            case String text -> into.append(Quoted.of(text));
            case Markup markup ->
                into.append("Markup(").append(Quoted.of(markup.text())).append(")");
            case Boolean truth -> into.append(truth ? "True" : "False");
            case None none -> into.append("None");
            case Undefined undefined -> into.append("Undefined");
            case Double real -> into.append(Numbers.text(real));
            case Number whole -> into.append(whole.toString());
            case Range range -> into.append(range.toString());
            case Tuple tuple -> items("(", tuple, tuple.size() == 1 ? ",)" : ")", into);
            case Collection<?> items
            when items instanceof DictView view -> items(view.type() + "([", items, "])", into);
            case Collection<?> items -> items("[", items, "]", into);
            case Map<?, ?> map -> entries("{", map, "}", into);
            case Namespace namespace -> entries("<Namespace {", namespace.members(), "}>", into);
            default -> into.append("<" + Values.type(value) + ">");
        }
    }

    private void items(String open, Collection<?> items, String close, Output into) {
        budget.enter();
        into.append(open);
        String separator = "";
        for (Object item : items) {
            into.append(separator);
            write(item, into);
            separator = ", ";
        }
        into.append(close);
        budget.leave();
    }

    private void entries(String open, Map<?, ?> map, String close, Output into) {
        budget.enter();
        into.append(open);
        String separator = "";
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            into.append(separator);
            write(entry.getKey(), into);
            into.append(": ");
            write(entry.getValue(), into);
            separator = ", ";
        }
        into.append(close);
        budget.leave();
    }
}
