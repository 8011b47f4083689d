package dev.sluice.provider.sdwebui;

import dev.sluice.dialect.sdwebui.PictureReader;
import dev.sluice.dialect.sdwebui.PictureWriter;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ImageProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.AccountProvider;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.WholeBody;
import dev.sluice.upstream.UpstreamReply;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/// A server that paints with one checkpoint at a time, and changes it when another is asked for.
final class SdwebuiProvider extends AccountProvider implements ImageProvider {
    private static final String API = "/sdapi/v1";

    SdwebuiProvider(Account account) {
        super(account, "sdwebui");
    }

    /// The checkpoint in use comes first: to ask for it costs no change.
    @Override
    public List<ModelCard> models() {
        List<String> names = PictureReader.checkpoints(account.ask(API + "/sd-models", Map.of()), name());
        String inUse = inUse();
        return names.stream()
                .sorted(Comparator.comparing((String name) -> !name.equals(inUse)))
                .map(ModelCard::image)
                .toList();
    }

    private String inUse() {
        try {
            return PictureReader.inUse(account.ask(API + "/options", Map.of()), name());
        } catch (RefusedException e) {
            // not every server that paints has options
            return "";
        }
    }

    @Override
    public ImageReply image(ImageRequest request, String model, Attempt attempt) {
        if (request.stream()) {
            throw new RefusedException(Failure.invalid(
                    "stream",
                    "Providers of the kind sdwebui give whole images; leave out stream.",
                    "unsupported_value"));
        }
        byte[] body =
                PictureWriter.upstreamBody(request, model, account.config().request());
        String path = request.task() == ImageRequest.Task.GENERATION ? "/txt2img" : "/img2img";
        var patience = new Patience(attempt, false);
        try (UpstreamReply reply = account.post(API + path, request.asked().headers(), body, attempt, patience)) {
            return PictureReader.pictures(WholeBody.read(account, reply, patience), name());
        }
    }
}
