package dev.sluice.provider.pollinations;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageReply.Image;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.exchange.Usage;
import dev.sluice.exchange.WireJson;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ImageProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.AccountProvider;
import dev.sluice.provider.wire.Patience;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// An upstream that speaks Pollinations' image API
/// (https://github.com/pollinations/pollinations/blob/master/APIDOCS.md, read 2026-11-21).
final class PollinationsProvider extends AccountProvider implements ImageProvider {
    private static final int LARGEST_IMAGE = 32 * 1024 * 1024;

    PollinationsProvider(Account account) {
        super(account, "pollinations");
    }

    /// A list of names, or of objects with one.
    @Override
    public List<ModelCard> models() {
        try {
            List<ModelCard> cards = new ArrayList<>();
            JsonNode list = WireJson.tree(WireJson.parser(account.ask("/models", Map.of())));
            for (JsonNode row : list) {
                String id = row.isTextual() ? row.textValue() : row.path("name").asText("");
                if (!id.isEmpty()) {
                    cards.add(ModelCard.image(id));
                }
            }
            return cards;
        } catch (IOException e) {
            throw broken("answered GET /models with something that is no list", e);
        }
    }

    @Override
    public ImageReply image(ImageRequest request, String model, Attempt attempt) {
        if (request.task() != ImageRequest.Task.GENERATION) {
            throw new RefusedException(Failure.invalid(
                    "model", "The provider '" + name() + "' makes images and changes none.", "unsupported_value"));
        }
        List<Image> images = new ArrayList<>();
        for (int number = 0; number < request.count(); number++) {
            String address = account.base() + ImageAddress.of(request, model, number);
            byte[] picture = account.fetch(address, LARGEST_IMAGE, attempt, new Patience(attempt, false));
            images.add(new Image(null, Base64.getEncoder().encodeToString(picture), null));
        }
        return new ImageReply.Images(images, Usage.NONE, null);
    }

    private RefusedException broken(String what, IOException cause) {
        return new RefusedException(
                new Failure.UpstreamBroken(name(), "The provider '" + name() + "' " + what + ".", false), cause);
    }
}
