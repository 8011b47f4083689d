package dev.sluice.dispatch.emulation;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyEvent;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Usage;
import java.util.ArrayList;
import java.util.List;

/// A reply pulled to its end, and what it says.
///
/// @param events as they came, without silences
/// @param text the text of the first choice
/// @param plain whether that is all there is: one choice that ended by itself, without a call or a refusal
record Gathered(List<ReplyEvent> events, String text, boolean plain, Usage usage) {
    private static final int LONGEST = 32 << 20;

    /// @throws RefusedException where the reply cannot go on, or is larger than an answer may be
    static Gathered from(ReplyStream reply, ChatRequest request, String provider) {
        List<ReplyEvent> events = new ArrayList<>();
        List<ReplyEvent> said = new ArrayList<>();
        try (reply) {
            for (ReplyEvent event = reply.next(); event != null; event = reply.next()) {
                if (!(event instanceof ReplyEvent.Silence)) {
                    events.add(event);
                    request.decoding().accept(event, said);
                }
            }
        }
        return read(events, said, provider);
    }

    private static Gathered read(List<ReplyEvent> events, List<ReplyEvent> said, String provider) {
        var text = new StringBuilder();
        boolean plain = true;
        Usage usage = Usage.NONE;
        for (ReplyEvent event : said) {
            switch (event) {
                case ReplyEvent.Text(int choice, String delta) when choice == 0 -> text.append(delta);
                case ReplyEvent.Text other -> plain = false;
                case ReplyEvent.ToolCall call -> plain = false;
                case ReplyEvent.Refused refused -> plain = false;
                case ReplyEvent.Finished finished -> plain &= finished.reason().equals("stop");
                case ReplyEvent.Spent spent -> usage = spent.usage();
                default -> {}
            }
            if (text.length() > LONGEST) {
                throw new RefusedException(new Failure.UpstreamBroken(
                        provider, "The provider '" + provider + "' sent more than is read of one answer.", false));
            }
        }
        return new Gathered(events, text.toString(), plain, usage);
    }
}
