package dev.sluice.jinja;

/// A template that cannot be parsed or rendered, and why. The sentence may quote the template, never the messages'
/// text.
public sealed class TemplateException extends RuntimeException permits LimitException, RaisedException {
    private static final long serialVersionUID = 1L;

    private final int line;
    private final String sentence;

    TemplateException(String sentence) {
        this(0, sentence);
    }

    TemplateException(int line, String sentence) {
        // no stack trace: a template's mistake is an answer to whoever wrote it, not a bug of ours
        super(line == 0 ? sentence : "line " + line + ": " + sentence, null, false, false);
        this.line = line;
        this.sentence = sentence;
    }

    /// The template's line, counted from 1; 0 where it is not known.
    public int line() {
        return line;
    }

    public String sentence() {
        return sentence;
    }

    TemplateException at(int newLine) {
        return new TemplateException(newLine, sentence);
    }
}
