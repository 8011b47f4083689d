package dev.sluice.persona;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.config.CharactersConfig;
import dev.sluice.exchange.Accompanied;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatAddition;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.WireJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/// Adds characters, continued messages and presets to chats. Thread-safe; files are read for each request that names
/// one.
public final class Personas implements ChatAddition {
    private final Supplier<CharactersConfig> config;

    public Personas(Supplier<CharactersConfig> config) {
        this.config = config;
    }

    @Override
    public Accompanied accompany(ChatRequest request, String owner, Cancellation cancellation) {
        Wish wish = Wish.of(request.document().tree());
        ChatRequest changed = request;
        if (wish.preset().isPresent()) {
            Presets presets = new Presets(config.get().presetsDir());
            changed = preset(changed, presets.named(wish.preset().get()));
        }
        // completions have a prompt of their own
        if (request.dialect() != Dialect.OPENAI_TEXT && staged(wish)) {
            changed = played(changed, wish);
        }
        return Accompanied.by(changed);
    }

    private boolean staged(Wish wish) {
        requireKnown(wish);
        return wish.mode() != Mode.INSTRUCT || wish.continued();
    }

    /// What is named must exist, though the provider's own server writes the conversation down for its model.
    private void requireKnown(Wish wish) {
        if (wish.instructionSource().isPresent()) {
            ChatTemplate.parse(
                    "instruction_template_str", wish.instructionSource().get());
        } else if (wish.instructionTemplate().isPresent()) {
            new InstructionTemplates(config.get().templatesDir())
                    .named(wish.instructionTemplate().get());
        }
        if (wish.mode() == Mode.INSTRUCT) {
            wish.character().ifPresent(new Characters(config.get().dir())::named);
        }
    }

    private ChatRequest played(ChatRequest request, Wish wish) {
        var director =
                new Director(wish, Cast.of(wish, new Characters(config.get().dir())));
        if (request.dialect() != Dialect.OPENAI_CHAT) {
            Prompt prompt = request.prompt();
            Scene scene = director.scene(Turn.of(prompt.messages()));
            return request.saying(prompt.withMessages(scene.of(prompt.messages())));
        }
        JsonNode messages = request.document().tree().path("messages");
        Scene scene = director.scene(Turn.of(messages));
        return spliced(
                request,
                Map.of("messages", WireJson.bytes(json(scene, messages))),
                prompt -> prompt.withMessages(scene.of(prompt.messages())));
    }

    private static ArrayNode json(Scene scene, JsonNode messages) {
        ArrayNode written = WireJson.object().putArray("messages");
        scene.lines()
                .forEach(line -> written.add(
                        switch (line) {
                            case Scene.Line.Kept(int at) -> messages.get(at);
                            case Scene.Line.Made(var message) -> MadeMessage.json(message);
                        }));
        return written;
    }

    private static ChatRequest preset(ChatRequest request, Map<String, JsonNode> parameters) {
        Dialect dialect = request.dialect();
        if (dialect != Dialect.OPENAI_CHAT && dialect != Dialect.OPENAI_TEXT) {
            return request.saying(PresetPrompt.with(request.prompt(), parameters));
        }
        Map<String, byte[]> members = new LinkedHashMap<>();
        parameters.forEach((name, value) -> members.put(name, WireJson.bytes(value)));
        return spliced(request, members, prompt -> PresetPrompt.with(prompt, parameters));
    }

    /// The same bytes with other members; what they mean in neutral words is told by `reading`.
    private static ChatRequest spliced(
            ChatRequest request, Map<String, byte[]> members, java.util.function.UnaryOperator<Prompt> reading) {
        Document document = Document.parse(request.document().spliced(members, Set.of()));
        return new ChatRequest(
                request.dialect(),
                document,
                request.model(),
                request.providers(),
                request.stream(),
                request.wantsUsage(),
                request.headers(),
                () -> reading.apply(request.prompt()),
                request.decoding());
    }

    /// The text that a model of a server of its own would be given for a chat: the conversation written down.
    ///
    /// @param body a chat's request, checked before
    /// @param model the name that tells the family where neither the request nor `loaded` names a template
    /// @param loaded the template that the model was loaded with
    /// @throws dev.sluice.exchange.RefusedException where the template is not to be had, or goes beyond its bounds
    public String written(ObjectNode body, String model, List<InstructionTemplate> loaded) {
        Wish wish = Wish.of(body);
        var templates = new InstructionTemplates(config.get().templatesDir());
        InstructionTemplate template = wish.instructionSource()
                .map(InstructionTemplate::of)
                .or(() -> wish.instructionTemplate().map(templates::named))
                .or(() -> loaded.stream().findFirst())
                .orElseGet(() -> templates.of(model));
        return new WrittenChat(wish, template, new Characters(config.get().dir())).text(body);
    }

    /// The template that a caller gives for a model: by its text, or by its name.
    public InstructionTemplate template(String name, String source) {
        if (!source.isBlank()) {
            ChatTemplate.parse("instruction_template_str", source);
            return InstructionTemplate.of(source);
        }
        return new InstructionTemplates(config.get().templatesDir()).named(name);
    }
}
