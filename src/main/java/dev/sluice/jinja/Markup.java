package dev.sluice.jinja;

/// Text that `safe` or `escape` marked: what is added to it by `+` or `%` is escaped for HTML, as Jinja2 does even
/// where
/// output is not escaped.
record Markup(String text) {
    static Markup escaped(String plain) {
        var text = new StringBuilder(plain.length() + 16);
        for (int at = 0; at < plain.length(); at++) {
            char c = plain.charAt(at);
            switch (c) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '\'' -> text.append("&#39;");
                case '"' -> text.append("&#34;");
                default -> text.append(c);
            }
        }
        return new Markup(text.toString());
    }

    /// The result in the manner of the text it was made from.
    static Object like(Object origin, String result) {
        return origin instanceof Markup ? new Markup(result) : result;
    }
}
