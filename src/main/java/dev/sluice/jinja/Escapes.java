package dev.sluice.jinja;

/// The escapes of Python's string literals; an unknown one stays as it is.
final class Escapes {
    private final String raw;
    private final int line;
    private final StringBuilder text = new StringBuilder();
    private int at;

    Escapes(String raw, int line) {
        this.raw = raw;
        this.line = line;
    }

    String resolved() {
        if (raw.indexOf('\\') < 0) {
            return raw;
        }
        while (at < raw.length()) {
            char c = raw.charAt(at++);
            if (c == '\\' && at < raw.length()) {
                escape(raw.charAt(at++));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }

    private void escape(char c) {
        switch (c) {
            case '\n' -> {}
            case '\\', '\'', '"' -> text.append(c);
            case 'a' -> text.append('\u0007');
            case 'b' -> text.append('\b');
            case 'f' -> text.append('\f');
            case 'n' -> text.append('\n');
            case 'r' -> text.append('\r');
            case 't' -> text.append('\t');
            case 'v' -> text.append('\u000b');
            case 'x' -> hexadecimal(2);
            case 'u' -> hexadecimal(4);
            case 'U' -> hexadecimal(8);
            case 'N' -> named();
            case '0', '1', '2', '3', '4', '5', '6', '7' -> octal();
            default -> text.append('\\').append(c);
        }
    }

    private void hexadecimal(int digits) {
        int end = at + digits;
        try {
            long value = end <= raw.length() ? Long.parseLong(raw, at, end, 16) : -1;
            if (value < 0 || !Character.isValidCodePoint((int) Math.min(value, Integer.MAX_VALUE))) {
                throw malformed();
            }
            text.appendCodePoint((int) value);
            at = end;
        } catch (NumberFormatException notDigits) {
            throw malformed();
        }
    }

    private void octal() {
        int value = 0;
        int end = Math.min(raw.length(), at + 2);
        at--;
        while (at < end && raw.charAt(at) >= '0' && raw.charAt(at) <= '7') {
            value = value * 8 + raw.charAt(at++) - '0';
        }
        text.append((char) value);
    }

    private void named() {
        int end = raw.indexOf('}', at);
        if (at >= raw.length() || raw.charAt(at) != '{' || end < 0) {
            throw malformed();
        }
        try {
            text.appendCodePoint(Character.codePointOf(raw.substring(at + 1, end)));
            at = end + 1;
        } catch (IllegalArgumentException unknown) {
            throw malformed();
        }
    }

    private TemplateException malformed() {
        return new TemplateException(line, "the string has a malformed escape");
    }
}
