package dev.sluice.persona;

import dev.sluice.exchange.RefusedException;
import dev.sluice.jinja.Template;
import dev.sluice.jinja.TemplateException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A Jinja template that a caller or a file gives. Whatever is wrong with it is told with the member that gave it.
record ChatTemplate(String field, Template template) {
    private static final ChatTemplate DIALOGUE = parse("chat_template_str", shipped());

    /// @param field the member that gives or names the template, for messages
    /// @throws RefusedException where it is none
    static ChatTemplate parse(String field, String source) {
        try {
            return new ChatTemplate(field, Template.parse(source));
        } catch (TemplateException e) {
            throw NamedFile.refused(field, "gives no template that can be read: " + e.getMessage() + ".");
        }
    }

    /// How a dialogue is written down where nobody says otherwise.
    static ChatTemplate dialogue() {
        return DIALOGUE;
    }

    /// @throws RefusedException where the template fails on the variables, or goes beyond its bounds
    String render(Map<String, ? extends @Nullable Object> variables) {
        try {
            return template.render(variables);
        } catch (TemplateException e) {
            throw NamedFile.refused(field, "gives a template that fails on this chat: " + e.getMessage() + ".");
        }
    }

    private static String shipped() {
        try (var in = ChatTemplate.class.getResourceAsStream("dialogue.jinja")) {
            return new String(Objects.requireNonNull(in, "dialogue.jinja").readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
