package dev.sluice.jinja;

import java.util.Iterator;
import java.util.List;
import java.util.Map;

/// Python's equality, order and membership. Every pair of items that is looked at costs a step.
final class Comparison {
    private final Budget budget;

    Comparison(Budget budget) {
        this.budget = budget;
    }

    boolean equal(Object left, Object right) {
        budget.step();
        if (Numbers.number(left) && Numbers.number(right)) {
            return !Numbers.nan(left) && !Numbers.nan(right) && Numbers.compare(left, right) == 0;
        }
        if (Values.text(left) && Values.text(right)) {
            return sameText(plain(left), plain(right));
        }
        if (left instanceof List<?> l && right instanceof List<?> r) {
            return Values.type(left).equals(Values.type(right)) && sameItems(l, r);
        }
        if (left instanceof Map<?, ?> l && right instanceof Map<?, ?> r) {
            return sameEntries(l, r);
        }
        return left == right || left instanceof Undefined && right instanceof Undefined;
    }

    private boolean sameText(String left, String right) {
        if (left.length() != right.length()) {
            return false;
        }
        budget.look(left.length());
        return left.equals(right);
    }

    private static String plain(Object text) {
        return text instanceof Markup markup ? markup.text() : (String) text;
    }

    private boolean sameItems(List<?> left, List<?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        budget.enter();
        boolean same = true;
        for (int i = 0; same && i < left.size(); i++) {
            same = left.get(i) == right.get(i) || equal(left.get(i), right.get(i));
        }
        budget.leave();
        return same;
    }

    private boolean sameEntries(Map<?, ?> left, Map<?, ?> right) {
        if (left.size() != right.size()) {
            return false;
        }
        budget.enter();
        boolean same = true;
        for (Map.Entry<?, ?> entry : left.entrySet()) {
            Object other = right.get(entry.getKey());
            same = other != null && equal(entry.getValue(), other);
            if (!same) {
                break;
            }
        }
        budget.leave();
        return same;
    }

    /// Negative, zero or positive; an error for values without order.
    ///
    /// @param operator for the error
    int order(Object left, Object right, String operator) {
        budget.step();
        Undefined.refused(left);
        Undefined.refused(right);
        if (Numbers.number(left) && Numbers.number(right)) {
            return Numbers.compare(left, right);
        }
        if (Values.text(left) && Values.text(right)) {
            budget.look(Math.min(plain(left).length(), plain(right).length()));
            return Characters.compare(plain(left), plain(right));
        }
        if (left instanceof List<?> l
                && right instanceof List<?> r
                && Values.type(left).equals(Values.type(right))
                && !(left instanceof Range)) {
            return orderOfItems(l, r, operator);
        }
        throw new TemplateException(Quoted.of(operator) + " not supported between instances of "
                + Quoted.of(Values.type(left)) + " and " + Quoted.of(Values.type(right)));
    }

    private int orderOfItems(List<?> left, List<?> right, String operator) {
        budget.enter();
        int end = Math.min(left.size(), right.size());
        int order = Integer.compare(left.size(), right.size());
        for (int i = 0; i < end; i++) {
            if (!equal(left.get(i), right.get(i))) {
                order = order(left.get(i), right.get(i), operator);
                break;
            }
        }
        budget.leave();
        return order;
    }

    boolean holds(String operator, Object left, Object right) {
        return switch (operator) {
            case "==" -> equal(left, right);
            case "!=" -> !equal(left, right);
            case "in" -> contains(right, left);
            case "not in" -> !contains(right, left);
            default -> ordered(operator, left, right);
        };
    }

    private boolean ordered(String operator, Object left, Object right) {
        if (Numbers.nan(left) && Numbers.number(right) || Numbers.nan(right) && Numbers.number(left)) {
            return false;
        }
        int order = order(left, right, operator);
        return switch (operator) {
            case "<" -> order < 0;
            case "<=" -> order <= 0;
            case ">" -> order > 0;
            default -> order >= 0;
        };
    }

    boolean contains(Object container, Object item) {
        if (Values.text(container)) {
            if (!Values.text(item)) {
                throw new TemplateException("'in <string>' requires string as left operand, not " + Values.type(item));
            }
            return new Needle(plain(item), budget).in(plain(container), 0) >= 0;
        }
        if (container instanceof Map<?, ?> dict) {
            return dict.containsKey(Keys.of(item, budget));
        }
        if (!Values.iterable(container)) {
            throw new TemplateException("argument of type " + Quoted.of(Values.type(container)) + " is not iterable");
        }
        for (Iterator<Object> items = Values.iterator(container, budget); items.hasNext(); ) {
            if (equal(items.next(), item)) {
                return true;
            }
        }
        return false;
    }
}
