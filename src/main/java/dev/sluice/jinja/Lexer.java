package dev.sluice.jinja;

import dev.sluice.jinja.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/// Cuts a template into text and tags, and applies what tags do to the white space around them.
final class Lexer {
    private final String source;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;

    Lexer(String source) {
        String lines = source.replace("\r\n", "\n").replace('\r', '\n');
        this.source = lines.endsWith("\n") ? lines.substring(0, lines.length() - 1) : lines;
    }

    List<Token> tokens() {
        while (at < source.length()) {
            int tag = nextTag();
            char opening = tag < 0 ? ' ' : source.charAt(tag + 1);
            if (tag < 0) {
                data(source.substring(at));
                at = source.length();
            } else if (opening == '#') {
                textBefore(tag, true);
                comment();
            } else if (opening == '{') {
                textBefore(tag, false);
                tag(Kind.VARIABLE_BEGIN);
            } else if (afterRawBegin(tag) >= 0) {
                textBefore(tag, true);
                raw();
            } else {
                textBefore(tag, true);
                tag(Kind.BLOCK_BEGIN);
            }
        }
        tokens.add(new Token(Kind.END, "", line));
        return tokens;
    }

    private int nextTag() {
        for (int brace = source.indexOf('{', at); brace >= 0; brace = source.indexOf('{', brace + 1)) {
            if (brace + 1 < source.length() && "{%#".indexOf(source.charAt(brace + 1)) >= 0) {
                return brace;
            }
        }
        return -1;
    }

    private void textBefore(int tag, boolean block) {
        String text = source.substring(at, tag);
        boolean lineStarts = at == 0 || source.charAt(at - 1) == '\n';
        data(trimmed(text, tag, block, lineStarts));
        countLines(at, tag);
        at = tag;
    }

    private String trimmed(String text, int tag, boolean block, boolean lineStarts) {
        char sign = charAt(tag + 2);
        if (sign == '-') {
            return Space.stripEnd(text);
        }
        int lastLine = text.lastIndexOf('\n') + 1;
        boolean blank = Space.skip(text, lastLine) == text.length();
        return sign != '+' && block && blank && (lastLine > 0 || lineStarts) ? text.substring(0, lastLine) : text;
    }

    private void data(String text) {
        if (!text.isEmpty()) {
            tokens.add(new Token(Kind.DATA, text, line));
        }
    }

    private void comment() {
        int end = source.indexOf("#}", at + 2);
        if (end < 0) {
            throw new TemplateException(line, "the comment has no end");
        }
        char sign = end > at + 2 ? source.charAt(end - 1) : ' ';
        moveTo(afterTagEnd(sign, end + 2, true));
    }

    /// Behind `{% raw %}` at this place, or -1 if another tag stands here. Its end does not take a newline along.
    private int afterRawBegin(int tag) {
        int end = afterWord(tag, "raw");
        if (end < 0) {
            return -1;
        }
        return source.startsWith("-%}", end)
                ? Space.skip(source, end + 3)
                : source.startsWith("%}", end) ? end + 2 : -1;
    }

    private int afterRawEnd(int tag) {
        int end = afterWord(tag, "endraw");
        if (end < 0) {
            return -1;
        }
        char sign = charAt(end);
        int close = sign == '-' || sign == '+' ? end + 1 : end;
        return source.startsWith("%}", close) ? afterTagEnd(sign, close + 2, true) : -1;
    }

    private int afterWord(int tag, String word) {
        char sign = charAt(tag + 2);
        int start = Space.skip(source, sign == '-' || sign == '+' ? tag + 3 : tag + 2);
        return source.startsWith(word, start) ? Space.skip(source, start + word.length()) : -1;
    }

    private void raw() {
        moveTo(afterRawBegin(at));
        for (int tag = source.indexOf("{%", at); tag >= 0; tag = source.indexOf("{%", tag + 2)) {
            int end = afterRawEnd(tag);
            if (end >= 0) {
                textBefore(tag, true);
                moveTo(end);
                return;
            }
        }
        throw new TemplateException(line, "the raw block has no end");
    }

    private int afterTagEnd(char sign, int end, boolean trimNewline) {
        if (sign == '-') {
            return Space.skip(source, end);
        }
        return trimNewline && sign != '+' && charAt(end) == '\n' ? end + 1 : end;
    }

    private void tag(Kind begin) {
        boolean block = begin == Kind.BLOCK_BEGIN;
        tokens.add(new Token(begin, "", line));
        char sign = charAt(at + 2);
        var words = new TagLexer(source, sign == '-' || sign == '+' ? at + 3 : at + 2, line, block ? "%}" : "}}");
        int end = words.read(tokens);
        if (end < 0) {
            at = source.length();
            line = words.line();
            return;
        }
        boolean signed = words.sign() != ' ';
        line = words.line();
        tokens.add(new Token(block ? Kind.BLOCK_END : Kind.VARIABLE_END, "", line));
        at = end;
        moveTo(afterTagEnd(words.sign(), end + (signed ? 3 : 2), block));
    }

    private void moveTo(int end) {
        countLines(at, end);
        at = end;
    }

    private void countLines(int from, int to) {
        for (int i = from; i < to; i++) {
            if (source.charAt(i) == '\n') {
                line++;
            }
        }
    }

    private char charAt(int index) {
        return index < source.length() ? source.charAt(index) : ' ';
    }
}
