package dev.sluice.provider.guide;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.Role;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Answers the last message of the user from the manual; whatever `model` is asked for, it is the same one.
final class GuideProvider implements ChatProvider {
    private static final ModelCard SLUICE =
            new ModelCard("sluice", "chat", false, false, OptionalLong.empty(), 0, "sluice", Map.of());

    private final String name;

    GuideProvider(String name) {
        this.name = name;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "guide";
    }

    @Override
    public List<ModelCard> models() {
        return List.of(SLUICE);
    }

    /// It looks at words alone, so that nothing is fetched for it.
    @Override
    public boolean takesAddress(Part part) {
        return true;
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        List<Message> messages = request.prompt().messages();
        long input = messages.stream()
                .mapToLong(message -> Tokens.in(message.text()))
                .sum();
        String answer = Manual.bundled().answer(question(messages));
        return new GuideReply(answer, Bounds.of(request.prompt().sampling()), input, attempt.cancellation());
    }

    private static String question(List<Message> messages) {
        return messages.reversed().stream()
                .filter(message -> message.role() == Role.USER)
                .map(Message::text)
                .findFirst()
                .orElse("");
    }
}
