package dev.sluice.jinja;

import dev.sluice.jinja.Token.Kind;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/// Cuts the inside of one tag into words. An end of the tag inside brackets is not its end.
final class TagLexer {
    private static final List<String> OPERATORS = List.of(
            "//", "**", "==", "!=", ">=", "<=", "+", "-", "/", "*", "%", "~", "[", "]", "(", ")", "{", "}", ">", "<",
            "=", ".", ":", "|", ",", ";");

    private final String source;
    private final String close;
    private final Deque<Character> open = new ArrayDeque<>();
    private int at;
    private int line;
    private char sign = ' ';

    TagLexer(String source, int start, int line, String close) {
        this.source = source;
        this.at = start;
        this.line = line;
        this.close = close;
    }

    int line() {
        return line;
    }

    /// What stands before the tag's end: `-`, `+` or a blank.
    char sign() {
        return sign;
    }

    /// Where the tag's end stands with its sign, or -1 if the template ends before.
    int read(List<Token> into) {
        while (at < source.length()) {
            if (open.isEmpty() && atEnd()) {
                return at;
            }
            char c = source.charAt(at);
            if (Space.is(c)) {
                line += c == '\n' ? 1 : 0;
                at++;
            } else {
                into.add(word(c));
            }
        }
        return -1;
    }

    private boolean atEnd() {
        if (source.startsWith(close, at)) {
            return true;
        }
        char c = source.charAt(at);
        if ((c == '-' || c == '+' && close.equals("%}")) && source.startsWith(close, at + 1)) {
            sign = c;
            return true;
        }
        return false;
    }

    private Token word(char c) {
        int start = at;
        int begunOn = line;
        if (c >= '0' && c <= '9') {
            var number = new NumberLexer(source, at);
            at = number.end();
            return new Token(number.real() ? Kind.FLOAT : Kind.INTEGER, source.substring(start, at), line);
        }
        if (nameCharacter(c)) {
            while (at < source.length() && nameCharacter(source.charAt(at))) {
                at++;
            }
            return new Token(Kind.NAME, source.substring(start, at), line);
        }
        if (c == '\'' || c == '"') {
            String raw = string(c);
            return new Token(Kind.STRING, new Escapes(raw, begunOn).resolved(), begunOn);
        }
        return new Token(Kind.OPERATOR, symbol(), line);
    }

    private static boolean nameCharacter(char c) {
        return Character.isLetterOrDigit(c) || c == '_';
    }

    private String string(char quote) {
        int start = ++at;
        while (at < source.length() && source.charAt(at) != quote) {
            if (source.charAt(at) == '\\') {
                at++;
            }
            if (at < source.length() && source.charAt(at) == '\n') {
                line++;
            }
            at++;
        }
        if (at >= source.length()) {
            throw new TemplateException(line, "the string has no end");
        }
        return source.substring(start, at++);
    }

    private String symbol() {
        for (String operator : OPERATORS) {
            if (source.startsWith(operator, at)) {
                at += operator.length();
                balance(operator);
                return operator;
            }
        }
        throw new TemplateException(line, "unexpected character '" + source.charAt(at) + "'");
    }

    private void balance(String operator) {
        switch (operator) {
            case "(" -> open.push(')');
            case "[" -> open.push(']');
            case "{" -> open.push('}');
            case ")", "]", "}" -> {
                if (open.isEmpty()) {
                    throw new TemplateException(line, "unexpected '" + operator + "'");
                }
                char expected = open.pop();
                if (operator.charAt(0) != expected) {
                    throw new TemplateException(line, "unexpected '" + operator + "', expected '" + expected + "'");
                }
            }
            default -> {}
        }
    }
}
