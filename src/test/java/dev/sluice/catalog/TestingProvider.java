package dev.sluice.catalog;

import dev.sluice.config.ProviderConfig;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.ModelCard;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/// A provider in memory, whose list and replies a test gives.
public final class TestingProvider implements ChatProvider {
    private final String name;
    private final Supplier<List<ModelCard>> models;
    private final Function<String, ReplyStream> replies;

    public TestingProvider(String name, Supplier<List<ModelCard>> models, Function<String, ReplyStream> replies) {
        this.name = name;
        this.models = models;
        this.replies = replies;
    }

    /// A listing whose list has been read.
    public static Listing listing(String name, String... models) {
        return listing(name, ProviderConfig.ofKind("openai"), models);
    }

    public static Listing listing(String name, ProviderConfig config, String... models) {
        List<ModelCard> cards = List.of(models).stream().map(ModelCard::of).toList();
        var listing = new Listing(
                new TestingProvider(name, () -> cards, model -> {
                    throw new AssertionError("not asked for");
                }),
                config,
                false);
        listing.refresh();
        return listing;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String kind() {
        return "openai";
    }

    @Override
    public List<ModelCard> models() {
        return models.get();
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        return replies.apply(model);
    }
}
