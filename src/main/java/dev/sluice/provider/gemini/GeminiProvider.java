package dev.sluice.provider.gemini;

import dev.sluice.dialect.gemini.Embeddings;
import dev.sluice.dialect.gemini.Images;
import dev.sluice.dialect.gemini.PromptWriter;
import dev.sluice.dialect.gemini.ReplyReader;
import dev.sluice.dialect.gemini.Speech;
import dev.sluice.dialect.gemini.Transcription;
import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.EmbeddingReply;
import dev.sluice.exchange.EmbeddingRequest;
import dev.sluice.exchange.ImageReply;
import dev.sluice.exchange.ImageRequest;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.Posted;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.ReplyStream;
import dev.sluice.exchange.SpeechReply;
import dev.sluice.exchange.SpeechRequest;
import dev.sluice.exchange.TranscriptionReply;
import dev.sluice.exchange.TranscriptionRequest;
import dev.sluice.exchange.Usage;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import dev.sluice.provider.EmbeddingProvider;
import dev.sluice.provider.ImageProvider;
import dev.sluice.provider.ModelCard;
import dev.sluice.provider.SpeechProvider;
import dev.sluice.provider.TranscriptionProvider;
import dev.sluice.provider.wire.Account;
import dev.sluice.provider.wire.AccountProvider;
import dev.sluice.provider.wire.AsAsked;
import dev.sluice.provider.wire.Patience;
import dev.sluice.provider.wire.ReadyBytes;
import dev.sluice.provider.wire.WholeBody;
import dev.sluice.provider.wire.WireReply;
import dev.sluice.upstream.UpstreamReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// An account at Gemini's API.
final class GeminiProvider extends AccountProvider
        implements ChatProvider, EmbeddingProvider, ImageProvider, SpeechProvider, TranscriptionProvider {
    private static final int PAGE = 1000;
    private static final int MOST_PAGES = 20;
    private static final String GENERATE = "generateContent";

    GeminiProvider(Account account) {
        super(account, "gemini");
    }

    @Override
    public List<ModelCard> models() {
        List<ModelCard> cards = new ArrayList<>();
        String token = "";
        for (int pages = 0; pages < MOST_PAGES; pages++) {
            String query = "?pageSize=" + PAGE + (token.isEmpty() ? "" : "&pageToken=" + encoded(token));
            ModelPage page = ModelPage.read(name(), account.ask("/models" + query, Map.of()));
            cards.addAll(page.cards());
            token = page.next();
            if (token.isEmpty()) {
                break;
            }
        }
        return cards;
    }

    @Override
    public boolean takesAddress(Part part) {
        return true;
    }

    @Override
    public ReplyStream chat(ChatRequest request, String model, Attempt attempt) {
        Prompt prompt = request.prompt();
        byte[] body = PromptWriter.upstreamBody(prompt, model, account.config().request());
        String path =
                "/" + resource(model) + (request.stream() ? ":streamGenerateContent?alt=sse" : ":generateContent");
        var patience = new Patience(attempt, request.stream());
        UpstreamReply reply = account.post(path, request.headers(), body, attempt, patience);
        return new WireReply(account, reply, patience, AsAsked.by(prompt, new GeminiFrames(new ReplyReader(name()))));
    }

    @Override
    public EmbeddingReply embed(EmbeddingRequest request, String model, Attempt attempt) {
        String resource = resource(model);
        byte[] body = Embeddings.upstreamBody(request, resource);
        var patience = new Patience(attempt, false);
        String path = "/" + resource + ":batchEmbedContents";
        try (UpstreamReply reply = account.post(path, request.asked().headers(), body, attempt, patience)) {
            return Embeddings.read(WholeBody.read(account, reply, patience), name(), request);
        }
    }

    @Override
    public ImageReply image(ImageRequest request, String model, Attempt attempt) {
        boolean predicts = Images.predicts(model);
        Images.requireServed(request, predicts);
        var patience = new Patience(attempt, false);
        if (predicts) {
            byte[] json = whole(model, "predict", request.asked(), Images.prediction(request), attempt, patience);
            return Images.predicted(json, name());
        }
        byte[] body = Images.generation(request);
        List<ImageReply.Image> images = new ArrayList<>();
        Usage usage = Usage.NONE;
        // these models make one image at a time
        while (images.size() < request.count()) {
            byte[] json = whole(model, GENERATE, request.asked(), body, attempt, patience);
            ImageReply.Images made = Images.generated(json, name());
            images.addAll(made.images());
            usage = usage.plus(made.usage());
        }
        return new ImageReply.Images(images.subList(0, request.count()), usage, null);
    }

    @Override
    public SpeechReply speak(SpeechRequest request, String model, Attempt attempt) {
        byte[] body = Speech.upstreamBody(request);
        byte[] json = whole(model, GENERATE, request.asked(), body, attempt, new Patience(attempt, false));
        Speech.Sound sound = Speech.read(json, name(), request);
        return new SpeechReply.Sound(new ReadyBytes(sound.bytes(), sound.contentType()));
    }

    @Override
    public TranscriptionReply transcribe(TranscriptionRequest request, String model, Attempt attempt) {
        byte[] body = Transcription.upstreamBody(request);
        byte[] json = whole(model, GENERATE, request.form(), body, attempt, new Patience(attempt, false));
        return Transcription.read(json, name());
    }

    private byte[] whole(String model, String method, Posted asked, byte[] body, Attempt attempt, Patience patience) {
        String path = "/" + resource(model) + ":" + method;
        try (UpstreamReply reply = account.post(path, asked.headers(), body, attempt, patience)) {
            return WholeBody.read(account, reply, patience);
        }
    }

    /// Tuned models have a folder of their own, which their names begin with.
    private static String resource(String model) {
        String named = model.startsWith("models/") || model.startsWith("tunedModels/") ? model : "models/" + model;
        return Arrays.stream(named.split("/")).map(GeminiProvider::encoded).collect(Collectors.joining("/"));
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
