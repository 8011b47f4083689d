package dev.sluice.exchange;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// One message of a conversation.
///
/// @param name who of several speakers of that role it is; null where the caller does not tell
public record Message(Role role, List<Part> parts, @Nullable String name) {
    public Message {
        parts = List.copyOf(parts);
    }

    /// A message of one text.
    public static Message of(Role role, String text) {
        return new Message(role, List.of(new Part.Text(text)), null);
    }

    /// The text parts, joined by line ends; empty where the message has none.
    public String text() {
        return parts.stream()
                .filter(Part.Text.class::isInstance)
                .map(part -> ((Part.Text) part).text())
                .collect(Collectors.joining("\n"));
    }
}
