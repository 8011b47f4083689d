package dev.sluice.app;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.catalog.Listing;
import dev.sluice.config.ConfigInputs;
import dev.sluice.dialect.openai.ChatRequestReader;
import dev.sluice.exchange.Cancellation;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.http.Running;
import dev.sluice.telemetry.Trail;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// `--check [PROVIDER [MODEL...]]`: asks providers for their lists and their models a short question, and says which
/// answered.
final class ProviderCheck {
    private static final String QUESTION = "What is 1 + 1? Answer with the number only.";

    private final PrintStream out;

    ProviderCheck(PrintStream out) {
        this.out = out;
    }

    /// @param models those of the one provider that are asked; empty = the default one
    /// @return 0 when everything that was asked answered, 1 otherwise, 2 when there is no such provider
    int run(ConfigInputs inputs, Optional<String> only, List<String> models) {
        try (Gateway gateway = Gateway.start(inputs, path -> Optional.empty(), "")) {
            List<Listing> listings = gateway.running().catalog().listings().stream()
                    .filter(listing ->
                            only.map(listing.name()::equalsIgnoreCase).orElse(true))
                    .toList();
            if (listings.isEmpty()) {
                out.println("There is no provider '" + only.orElse("") + "'. There are: " + gateway.summary());
                return Main.WRONG_USE;
            }
            long broken = listings.stream()
                    .filter(listing -> !works(gateway.running(), listing, models))
                    .count();
            return broken == 0 ? 0 : 1;
        }
    }

    private boolean works(Running running, Listing listing, List<String> models) {
        if (!listing.enabled()) {
            out.println(listing.name() + ": switched off");
            return true;
        }
        Optional<String> standard = listing.names().defaultModel();
        out.println(listing.name() + ": "
                + listing.problem()
                        .orElse(listing.names().cards().size() + " models, default " + standard.orElse("none")));
        List<String> asked = models.isEmpty() ? standard.stream().toList() : models;
        long silent = asked.stream()
                .filter(model -> !answers(running, listing.name(), model))
                .count();
        return listing.problem().isEmpty() && silent == 0;
    }

    private boolean answers(Running running, String provider, String model) {
        long start = System.nanoTime();
        var trail = new Trail("check", "POST", "check", start);
        try (ReplyStream reply = running.dispatcher()
                .chat(question(provider + "/" + model), trail, new Cancellation())
                .reply()) {
            while (reply.next() != null) {
                // an answer counts when it has come to its end
            }
            out.println("  " + model + ": answered in " + (System.nanoTime() - start) / 1_000_000 + " ms");
            return true;
        } catch (RefusedException e) {
            out.println("  " + model + ": " + e.failure().message());
            return false;
        }
    }

    private static ChatRequest question(String model) {
        ObjectNode body = JsonNodeFactory.instance.objectNode().put("model", model);
        body.putArray("messages").addObject().put("role", "user").put("content", QUESTION);
        return ChatRequestReader.read(body.toString().getBytes(StandardCharsets.UTF_8), Map.of());
    }
}
