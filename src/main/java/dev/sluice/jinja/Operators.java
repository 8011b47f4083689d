package dev.sluice.jinja;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;

/// Python's arithmetic.
final class Operators {
    private final Rendering rendering;
    private final Budget budget;

    Operators(Rendering rendering) {
        this.rendering = rendering;
        this.budget = rendering.budget();
    }

    Object apply(String operator, Object left, Object right) {
        Undefined.refused(left);
        if (operator.equals("%") && Values.text(left)) {
            return percent(left, right);
        }
        Undefined.refused(right);
        if (Numbers.number(left) && Numbers.number(right)) {
            return arithmetic(operator, left, right);
        }
        if (operator.equals("+")) {
            return added(left, right);
        }
        if (operator.equals("*")) {
            if (Numbers.whole(right)) {
                return repeated(left, right, right);
            }
            if (Numbers.whole(left)) {
                return repeated(right, left, right);
            }
        }
        throw unsupported(operator, left, right);
    }

    private Object percent(Object left, Object right) {
        if (left instanceof Markup markup) {
            return new Markup(new PercentFormat(rendering, true).apply(markup.text(), right));
        }
        return new PercentFormat(rendering, false).apply((String) left, right);
    }

    private static TemplateException unsupported(String operator, Object left, Object right) {
        return new TemplateException("unsupported operand type(s) for " + operator + ": " + Quoted.of(Values.type(left))
                + " and " + Quoted.of(Values.type(right)));
    }

    private Object added(Object left, Object right) {
        if (Values.text(left) && Values.text(right)) {
            return joined(left, right);
        }
        if (left instanceof List<?> first
                && right instanceof List<?> second
                && Values.type(left).equals(Values.type(right))
                && !(left instanceof Range)) {
            budget.spend(first.size() + (long) second.size());
            List<Object> sum = new ArrayList<>(first);
            sum.addAll(second);
            return left instanceof Tuple ? Tuple.of(sum) : sum;
        }
        throw unsupported("+", left, right);
    }

    private Object joined(Object left, Object right) {
        boolean marked = left instanceof Markup || right instanceof Markup;
        String first = rendering.text(marked ? escaped(left) : left);
        String second = rendering.text(marked ? escaped(right) : right);
        budget.characters(first.length() + (long) second.length());
        return marked ? new Markup(first + second) : first + second;
    }

    static Object escaped(Object text) {
        return text instanceof String plain ? Markup.escaped(plain) : text;
    }

    private Object repeated(Object value, Object count, Object right) {
        int times = Math.max(0, Numbers.cut(count));
        if (Values.text(value)) {
            return Markup.like(value, budget.repeated(rendering.text(value), times));
        }
        if (value instanceof List<?> list && !(value instanceof Range)) {
            budget.spend((long) list.size() * times);
            List<Object> items = new ArrayList<>();
            for (int i = 0; i < times && !list.isEmpty(); i++) {
                items.addAll(list);
            }
            return value instanceof Tuple ? Tuple.of(items) : items;
        }
        throw unsupported("*", value, right);
    }

    private Object arithmetic(String operator, Object left, Object right) {
        if (operator.equals("/")) {
            return divided(left, right);
        }
        if (operator.equals("**")) {
            return power(left, right);
        }
        return left instanceof Double || right instanceof Double
                ? (Object) reals(operator, Numbers.real(left), Numbers.real(right))
                : wholes(operator, left, right);
    }

    private static double divided(Object left, Object right) {
        if (Numbers.compare(right, 0L) == 0) {
            throw new TemplateException("division by zero");
        }
        return Numbers.real(left) / Numbers.real(right);
    }

    private static double reals(String operator, double left, double right) {
        return switch (operator) {
            case "+" -> left + right;
            case "-" -> left - right;
            case "*" -> left * right;
            case "//" -> Math.floor((left - modulo(left, right)) / right + 0.5);
            default -> modulo(left, right);
        };
    }

    private static double modulo(double left, double right) {
        if (right == 0) {
            throw new TemplateException("float modulo by zero");
        }
        double rest = left % right;
        return rest != 0 && rest < 0 != right < 0 ? rest + right : rest == 0 ? Math.copySign(0.0, right) : rest;
    }

    private Object wholes(String operator, Object left, Object right) {
        BigInteger l = Numbers.big(left);
        BigInteger r = Numbers.big(right);
        return switch (operator) {
            case "+" -> budget.whole(l.add(r));
            case "-" -> budget.whole(l.subtract(r));
            case "*" -> {
                budget.bits((long) l.bitLength() + r.bitLength() - 1);
                yield budget.whole(l.multiply(r));
            }
            default -> quotient(operator, l, r);
        };
    }

    private static Object quotient(String operator, BigInteger left, BigInteger right) {
        if (right.signum() == 0) {
            throw new TemplateException("integer division or modulo by zero");
        }
        BigInteger[] parts = left.divideAndRemainder(right);
        boolean floor = parts[1].signum() != 0 && parts[1].signum() != right.signum();
        return Numbers.normal(
                operator.equals("//")
                        ? (floor ? parts[0].subtract(BigInteger.ONE) : parts[0])
                        : (floor ? parts[1].add(right) : parts[1]));
    }

    private Object power(Object left, Object right) {
        if (Numbers.whole(left) && Numbers.whole(right) && Numbers.big(right).signum() >= 0) {
            BigInteger base = Numbers.big(left);
            int exponent = Numbers.cut(right);
            if (base.bitLength() > 1 || base.signum() < 0 && base.bitLength() > 0) {
                budget.bits((base.abs().bitLength() - 1L) * exponent);
                return budget.whole(base.pow(exponent));
            }
            return Numbers.normal(base.signum() < 0 && exponent % 2 == 0 || exponent == 0 ? BigInteger.ONE : base);
        }
        double base = Numbers.real(left);
        double exponent = Numbers.real(right);
        if (base == 0 && exponent < 0) {
            throw new TemplateException("0.0 cannot be raised to a negative power");
        }
        if (base < 0 && exponent != Math.rint(exponent)) {
            throw new TemplateException("complex numbers are not supported");
        }
        return Math.pow(base, exponent);
    }

    Object signed(boolean negative, Object value) {
        Undefined.refused(value);
        if (!Numbers.number(value)) {
            throw new TemplateException(
                    "bad operand type for unary " + (negative ? "-" : "+") + ": " + Quoted.of(Values.type(value)));
        }
        if (value instanceof Double real) {
            return negative ? -real : real;
        }
        return negative ? budget.whole(Numbers.big(value).negate()) : Numbers.normal(Numbers.big(value));
    }
}
