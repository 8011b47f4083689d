package dev.sluice.persona;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.config.CharactersConfig;
import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.dialect.openai.ChatRequestWriter;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.WireJson;
import dev.sluice.testing.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/// Folders of characters, templates and presets, and what becomes of a chat.
final class TestingPersonas {
    final Personas personas;
    private final Path home;

    TestingPersonas(Path home) {
        this.home = home;
        this.personas =
                new Personas(() -> new CharactersConfig(home.resolve("c"), home.resolve("t"), home.resolve("p")));
    }

    TestingPersonas with(String file, String text) {
        return with(file, text.getBytes(UTF_8));
    }

    TestingPersonas with(String file, byte[] bytes) {
        try {
            Files.createDirectories(home.resolve(file).getParent());
            Files.write(home.resolve(file), bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ChatRequest asked(String body) {
        ChatRequest request = ChatRequestReader.read(body.getBytes(UTF_8), Map.of());
        return personas.accompany(request, "me", new Cancellation()).request();
    }

    /// What an upstream of OpenAI's dialect would get.
    JsonNode sent(String body) {
        return Json.parse(new String(ChatRequestWriter.upstreamBody(asked(body), "m", WireJson.object()), UTF_8));
    }

    Failure.Invalid refusal(String body) {
        try {
            asked(body);
        } catch (RefusedException e) {
            return (Failure.Invalid) e.failure();
        }
        throw new AssertionError("nothing was refused");
    }
}
