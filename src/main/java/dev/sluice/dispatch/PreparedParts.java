package dev.sluice.dispatch;

import dev.sluice.exchange.ChatRequest;
import dev.sluice.exchange.Content;
import dev.sluice.exchange.ContentFetch.Wanted;
import dev.sluice.exchange.Dialect;
import dev.sluice.exchange.Document;
import dev.sluice.exchange.Failure;
import dev.sluice.exchange.Message;
import dev.sluice.exchange.Part;
import dev.sluice.exchange.PartRewriting.Change;
import dev.sluice.exchange.Prompt;
import dev.sluice.exchange.RefusedException;
import dev.sluice.provider.Attempt;
import dev.sluice.provider.ChatProvider;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// Makes the images, sounds and files of one request what a provider needs; each address is asked once and each
/// image scaled once, however many targets are tried. Used by one thread.
final class PreparedParts {
    private final Preparation preparation;
    private static final int MOST_FETCHED = 48 << 20;

    private final Map<String, Content> fetched = new HashMap<>();
    private final Map<Content, Content> fitted = new HashMap<>();

    private int room = MOST_FETCHED;

    PreparedParts(Preparation preparation) {
        this.preparation = preparation;
    }

    /// @throws RefusedException where a part cannot be had, or is too large
    ChatRequest prepared(ChatRequest request, ChatProvider provider, Attempt attempt) {
        var retelling = new Preparing(provider::takesAddress, attempt);
        if (provider.speaks(request.dialect())) {
            return request.saidBy(inItsOwnWords(request, attempt), () -> retold(request.prompt(), retelling));
        }
        Prompt told = request.prompt();
        Prompt prompt = retold(told, retelling);
        return prompt.messages().equals(told.messages()) ? request : request.saying(prompt);
    }

    /// OpenAI's chats have no word for a sound or a file at an address; other dialects say what they can.
    private Document inItsOwnWords(ChatRequest request, Attempt attempt) {
        boolean chat = request.dialect() == Dialect.OPENAI_CHAT;
        if (!chat && preparation.fit().off()) {
            return request.document();
        }
        Change preparing = new Preparing(part -> !chat || part instanceof Part.Image, attempt);
        return preparation
                .rewriting()
                .rewritten(request.dialect(), request.document(), preparing)
                .orElse(request.document());
    }

    private static Prompt retold(Prompt prompt, Preparing preparing) {
        List<Message> messages = new ArrayList<>(prompt.messages().size());
        for (Message message : prompt.messages()) {
            String place = "messages[" + messages.size() + "]";
            messages.add(new Message(message.role(), preparing.parts(message.parts(), place), message.name()));
        }
        return prompt.withMessages(messages);
    }

    /// What one target needs.
    private final class Preparing implements Change {
        private final Predicate<Part> known;
        private final Attempt attempt;

        /// @param known what may stay at its address
        Preparing(Predicate<Part> known, Attempt attempt) {
            this.known = known;
            this.attempt = attempt;
        }

        List<Part> parts(List<Part> parts, String place) {
            List<Part> prepared = new ArrayList<>(parts.size());
            for (Part part : parts) {
                prepared.add(of(part, place + ".content[" + prepared.size() + "]"));
            }
            return prepared;
        }

        @Override
        public boolean images() {
            return !preparation.fit().off();
        }

        @Override
        public Part of(Part part, String place) {
            return switch (part) {
                case Part.Image image -> {
                    Content here = here(part, Wanted.IMAGE, image.content());
                    yield new Part.Image(fit(here, place), image.detail());
                }
                case Part.Audio(Content content) -> new Part.Audio(here(part, Wanted.AUDIO, content));
                case Part.File file -> file(file);
                case Part.ToolResult(String id, List<Part> shown, boolean failed) ->
                    new Part.ToolResult(id, parts(shown, place), failed);
                default -> part;
            };
        }

        private Part.File file(Part.File file) {
            Content content = file.content();
            if (content == null) {
                return file;
            }
            Content here = here(file, Wanted.FILE, content);
            String name = here.equals(content) || file.name() != null ? file.name() : lastOf(content.url());
            return new Part.File(name, here, file.fileId());
        }

        private Content here(Part part, Wanted wanted, Content content) {
            String url = content.url();
            if (url == null || known.test(part)) {
                return content;
            }
            return fetched.computeIfAbsent(wanted + " " + url, any -> fetch(wanted, url));
        }

        private Content fetch(Wanted wanted, String url) {
            Duration left = Duration.ofNanos(Math.max(1, attempt.deadline() - System.nanoTime()));
            Content content = preparation.fetch().fetch(wanted, url, left, attempt.cancellation());
            room -= content.asUrl().length();
            if (room < 0) {
                throw new RefusedException(
                        new Failure.TooLarge("What stands at the addresses in the messages is larger than "
                                + MOST_FETCHED + " characters of base64 together."));
            }
            return content;
        }

        private Content fit(Content content, String place) {
            return preparation.fit().off() ? content : fitted.computeIfAbsent(content, image -> scaled(image, place));
        }

        /// Images are small that become large when they are read: their number is bounded by the time there is.
        private Content scaled(Content image, String place) {
            if (attempt.cancellation().cancelled() || System.nanoTime() - attempt.deadline() >= 0) {
                throw new RefusedException(Failure.invalid(
                        place, "The images of the request could not be made to fit in time.", "invalid_image"));
            }
            return preparation.fit().fit(image, place);
        }
    }

    /// A name for what has none: what its address ends with.
    private static String lastOf(@Nullable String url) {
        return Optional.ofNullable(url)
                .map(URI::create)
                .map(URI::getPath)
                .map(path -> path.substring(path.lastIndexOf('/') + 1))
                .filter(name -> !name.isEmpty())
                .orElse("file");
    }
}
