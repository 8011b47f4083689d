package dev.sluice.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.exchange.Content;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Role;
import java.util.List;
import org.junit.jupiter.api.Test;

class MessageJsonTest {

    @Test
    void everyPartIsReadAsItWasWritten() {
        List<Message> messages = List.of(
                Message.of(Role.SYSTEM, "be\u0000brief \uD83D\uDE00"),
                new Message(
                        Role.USER,
                        List.of(
                                new Part.Text(""),
                                new Part.Image(Content.at("https://example.org/a.png"), "low"),
                                new Part.Image(Content.of("image/png", "AAAA"), null),
                                new Part.Audio(Content.of("audio/wav", "AAAA")),
                                new Part.File("a.pdf", Content.of("application/pdf", "AAAA"), null),
                                new Part.File(null, null, "file-1")),
                        "ann"),
                new Message(
                        Role.ASSISTANT,
                        List.of(
                                new Part.Thought("hm", "proof"),
                                new Part.Thought("hm", null),
                                new Part.SealedThought("x"),
                                new Part.Refusal("no"),
                                new Part.ToolUse("c1", "f", "{\"a\":1.10}")),
                        null),
                new Message(Role.TOOL, List.of(new Part.ToolResult("c1", List.of(new Part.Text("42")), true)), null));
        assertThat(MessageJson.read(MessageJson.write(messages))).isEqualTo(messages);
    }
}
